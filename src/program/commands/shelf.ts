/** What is on the shelf: adding, checking, listing, removing. */
import { type Command, Option } from 'commander'
import { exitWith } from '../telling.ts'

export function addShelf(program: Command): void {
  program
    .command('add')
    .description('add books, or new versions of them, to the shelf')
    .argument('<file...>', 'EPUB, book.yaml, zip or folder; a folder may hold many parcels')
    .option('--press <slug>', 'the press that publishes them; needed where there are several')
    .addOption(
      new Option('--access <who>', 'who may read what does not say itself: open or closed')
        .choices(['open', 'closed'])
        .default('open'),
    )
    .option('--dry-run', 'say what would change, and change nothing')
    .option('--hold', 'read and keep them, to be previewed, and published with “parcel publish”')
    .option('--on <day>', 'publish them on that day, such as 2027-03-01 or "2027-03-01 09:00", in UTC')
    .option('--json', 'one line of JSON for each parcel')
    .addHelpText(
      'after',
      `
Works whether or not the site is running. The same parcel again changes nothing; a new version of a book (told by its ISBN,
DOI or the file's own identifier) keeps its addresses and its dates of first appearance.

Ends with 0 when every parcel is on the shelf, with 2 when some were refused.`,
    )
    .action(async (files, options) => exitWith(await (await import('../add.ts')).add(files, options)))
  program
    .command('check')
    .description('say what is wrong with books, without a database and without adding them')
    .argument('<file...>', 'EPUB, book.yaml, zip or folder; a folder may hold many parcels')
    .option('--json', 'one line of JSON for each parcel')
    .addHelpText('after', '\nEnds with 0 when no parcel has an error, with 2 when some have.')
    .action(async (files, options) => exitWith(await (await import('../check.ts')).check(files, options)))
  program
    .command('list')
    .description('list the books on the shelf')
    .option('--press <slug>', 'those of one press')
    .option('--json', 'one line of JSON for each book')
    .action(async (options) => (await import('../list.ts')).list(options))
  program
    .command('remove')
    .description('take a book off the shelf; its address then says so (410 Gone)')
    .argument('<id...>', 'as “chapterhouse list” prints it')
    .option('--reason <sentence>', 'what its page tells readers')
    .option('--keep', 'keep its files, so that “book restore” can bring it back')
    .action(async (ids, options) => exitWith(await (await import('../remove.ts')).remove(ids, options)))
}
