/** The care of an installation: tables, mail, backup, and looking after what is kept. */
import { Argument, type Command } from 'commander'
import { exitWith } from '../telling.ts'
import { JSON_LINES } from './shared-words.ts'

export function addCare(program: Command): void {
  program
    .command('migrate')
    .description('bring the tables of the database up to date; “serve” does it by itself')
    .action(async () => (await import('../migrate.ts')).migrateNow())
  program
    .command('doctor')
    .description(
      'look after settings, database, disk and every file kept; or after what readers save elsewhere',
    )
    .addArgument(
      new Argument('[what]', 'delivery: mail to Kindles, Dropbox, Google Drive').choices(['delivery']),
    )
    .option('--quick', 'do not read the files themselves')
    .option('--sweep', 'remove files that no book needs')
    .addHelpText('after', '\nEnds with 0 when all is well, with 2 when something needs care.')
    .action(async (what, options) =>
      exitWith(
        what === 'delivery'
          ? await (await import('../doctor-delivery.ts')).doctorDelivery()
          : await (await import('../doctor.ts')).doctor(options),
      ),
    )
  program
    .command('delivery')
    .description('what readers have sent to their devices and clouds')
    .command('resume-kindle')
    .description('end the pause of a sender to whom Amazon seemed to take nothing')
    .argument('<sender>', 'its address')
    .action(async (sender) => exitWith(await (await import('../doctor-delivery.ts')).resumeKindle(sender)))
  const mail = program.command('mail').description('letters to readers, libraries and staff')
  mail
    .command('list')
    .description('list letters, newest first')
    .option('--failed', 'those that were given up')
    .option('--limit <n>', 'at most so many; 100 unless said')
    .option(...JSON_LINES)
    .action(async (options) => (await import('../mail.ts')).list(options))
  mail
    .command('again')
    .description('try again a letter that was given up')
    .argument('<id>')
    .action(async (id) => (await import('../mail.ts')).again(id))
  program
    .command('backup')
    .description('write everything kept into one file, and verify it')
    .argument('<file>', 'a .tar that does not exist yet')
    .option(
      '--without-secret',
      'leave out the secret; those who are logged in then must log in again after a restore',
    )
    .action(async (file, options) =>
      exitWith(await (await import('../backup/backup.ts')).backup(file, options)),
    )
  program
    .command('restore')
    .description('bring a backup back into an empty data folder (or an empty database)')
    .argument('<file>', 'what “chapterhouse backup” wrote')
    .option('--verify', 'only prove that the file is whole')
    .action(async (file, options) => (await import('../backup/restore.ts')).restore(file, options))
  program
    .command('export')
    .description('write every book as a press would send it: EPUB, book.yaml, checksums (BagIt)')
    .addArgument(new Argument('<folder>', 'a folder that does not exist yet'))
    .option('--press <slug>', 'those of one press')
    .action(async (folder, options) => (await import('../export/export.ts')).exportShelf(folder, options))
}
