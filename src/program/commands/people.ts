/** Accounts of readers, and who works here. */
import type { Command } from 'commander'
import { JSON_LINES } from './shared-words.ts'

export function addPeople(program: Command): void {
  const account = program.command('account').description('accounts of readers and of staff')
  account
    .command('create')
    .description('make an account; its owner signs in by a link that is mailed')
    .argument('<email>')
    .requiredOption('--name <name>', 'as its owner is addressed')
    .option('--password', 'with a password, read from standard input')
    .action(async (email, options) => (await import('../accounts.ts')).createAccount(email, options))
  account
    .command('list')
    .description('list accounts')
    .option('--like <text>', 'those whose name or address has this in it')
    .option(...JSON_LINES)
    .action(async (options) => (await import('../accounts.ts')).showAccounts(options))
  account
    .command('verify')
    .description('take the address of an account as proven')
    .argument('<email>')
    .action(async (email) => (await import('../accounts.ts')).confirmAccount(email))
  account
    .command('set-password')
    .description('set a password, read from standard input, and end every session')
    .argument('<email>')
    .action(async (email) => (await import('../accounts.ts')).changePassword(email))
  account
    .command('delete')
    .description('delete an account and all that hangs on it, for good')
    .argument('<email>')
    .action(async (email) => (await import('../accounts.ts')).deleteAccount(email))
  const staff = program.command('staff').description('who works here, for which press and as what')
  staff
    .command('add')
    .description('give an account a role')
    .argument('<email>')
    .requiredOption('--press <slug>', 'the press, or * for the whole site')
    .requiredOption('--role <role>', 'owner, editor, support or operator')
    .action(async (email, options) => (await import('../accounts.ts')).addStaff(email, options))
  staff
    .command('list')
    .description('list who has which role')
    .option('--press <slug>', 'those of one press')
    .option(...JSON_LINES)
    .action(async (options) => (await import('../accounts.ts')).showStaff(options))
  staff
    .command('remove')
    .description('take a role, or all roles for a press, from an account')
    .argument('<email>')
    .requiredOption('--press <slug>', 'the press, or * for the whole site')
    .option('--role <role>', 'this role alone')
    .action(async (email, options) => (await import('../accounts.ts')).removeStaff(email, options))
}
