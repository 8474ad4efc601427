/** Who may read what is closed, and for how long. */
import type { Command } from 'commander'
import { exitWith } from '../telling.ts'
import { DAYS, JSON_LINES, OPENS } from './shared-words.ts'

const licences = () => import('../licences.ts')

export function addLicences(program: Command): void {
  const licence = program
    .command('licence')
    .description('who may read what is closed, and for how long')
    .addHelpText('after', `${OPENS}\n\n${DAYS}`)
  licence
    .command('grant')
    .description('let an institution’s readers, or one reader, read what is closed')
    .argument('<what...>', 'books, chapters, collections, presses')
    .option('--institution <name>', 'whose readers: an institution or a consortium, by name, id or ROR id')
    .option('--reader <email>', 'one reader; who has no account yet has it once the address is proven')
    .option(
      '--kind <kind>',
      'subscription, perpetual, trial, evidence-based, gratis, purchase, inspection-copy …',
    )
    .option('--from <day>', 'the first day; today unless said')
    .option('--until <day>', 'the last day; for good unless said')
    .option('--grace <days>', 'how long it holds after its end, while it is being renewed')
    .option('--seats <number>', 'how many may read by it at once')
    .option('--only <who...>', 'member, alum, walk-in: of the institution’s readers, these alone')
    .option('--no-downloads', 'reading here, and no files')
    .option('--note <text>', 'for yourselves: an order number, a letter')
    .option(...JSON_LINES)
    .addHelpText(
      'after',
      `${OPENS}

${DAYS}

Examples:
  chapterhouse licence grant press:aldine --institution "Fenwick College" --until 2027-12-31 --grace 30
  chapterhouse licence grant collection:history --institution 013meh722 --kind trial --until 2027-03-31
  chapterhouse licence grant 716j4eg6hyfyt9cq --reader ines@example.org --kind inspection-copy`,
    )
    .action(async (what, options) => (await licences()).grant(what, options))
  licence
    .command('change')
    .description('renew, shorten or widen a licence; what is not said stays as it is')
    .argument('<id>', 'as “licence list” prints it')
    .option('--from <day>', 'the first day')
    .option('--until <day>', 'the last day')
    .option('--for-good', 'it has no end any more')
    .option('--grace <days>', 'how long it holds after its end')
    .option('--seats <number>', 'how many may read by it at once')
    .option('--only <who...>', 'member, alum, walk-in: of the institution’s readers, these alone')
    .option('--downloads', 'with files')
    .option('--no-downloads', 'reading here, and no files')
    .option('--note <text>', 'for yourselves')
    .option(...JSON_LINES)
    .addHelpText('after', `\n${DAYS}`)
    .action(async (id, options) => (await licences()).change(id, options))
  licence
    .command('link')
    .description('make an address by which anybody who has it may read one book or chapter for a time')
    .argument('<what>', 'a book or a chapter')
    .requiredOption('--until <day>', 'the last day on which it opens anything')
    .option('--downloads', 'with files')
    .option('--note <text>', 'for yourselves: whom it is for')
    .option(...JSON_LINES)
    .addHelpText(
      'after',
      '\nThe address is printed once and kept nowhere. “licence revoke” ends it before its time.',
    )
    .action(async (what, options) => (await licences()).link(what, options))
  licence
    .command('list')
    .description('list the licences in force, newest first')
    .option('--institution <name>', 'those of one institution itself')
    .option('--reader <email>', 'those of one reader')
    .option('--for <what>', 'those that name this book, chapter, collection or press')
    .option('--kind <kind>', 'those of one kind')
    .option('--all', 'also those that are over, withdrawn or not begun')
    .option(...JSON_LINES)
    .action(async (options) => (await licences()).list(options))
  licence
    .command('revoke')
    .description('withdraw licences: within a minute they open nothing, in any process')
    .argument('<id...>', 'as “licence list” prints them')
    .option('--reason <text>', 'for yourselves')
    .addHelpText('after', '\nEnds with 2 when there is no such licence.')
    .action(async (ids, options) => exitWith(await (await licences()).revoke(ids, options)))
}
