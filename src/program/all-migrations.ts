/** Every step of every slice. */
import { migrations as catalogueMigrations } from '#catalogue'
import { type Migrations, noticeMigrations } from '#platform'
import { installationMigrations } from './installation.ts'

export const allMigrations: Migrations = {
  ...noticeMigrations,
  ...catalogueMigrations,
  ...installationMigrations,
}
