/** Every step of every slice. */
import { accessMigrations } from '#access'
import { accountMigrations, federationMigrations, institutionMigrations } from '#accounts'
import { migrations as catalogueMigrations } from '#catalogue'
import { consoleMigrations } from '#console'
import { deliveryMigrations } from '#delivery'
import { type Migrations, mailMigrations, noticeMigrations } from '#platform'
import { recordMigrations } from '#record'
import { salesMigrations } from '#sales'
import { usageMigrations } from '#usage'
import { installationMigrations } from './installation.ts'

export const allMigrations: Migrations = {
  ...noticeMigrations,
  ...mailMigrations,
  ...catalogueMigrations,
  ...accountMigrations,
  ...institutionMigrations,
  ...federationMigrations,
  ...accessMigrations,
  ...consoleMigrations,
  ...salesMigrations,
  ...usageMigrations,
  ...recordMigrations,
  ...deliveryMigrations,
  ...installationMigrations,
}
