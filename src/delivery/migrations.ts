/** The tables of deliveries, and of each destination. */
import type { Migrations } from '#platform'
import { connectionMigrations } from './connections/migrations.ts'
import { migrations as deliveries } from './deliveries/migrations.ts'
import { kindleMigrations } from './kindle/migrations.ts'

export const deliveryMigrations: Migrations = { ...deliveries, ...kindleMigrations, ...connectionMigrations }
