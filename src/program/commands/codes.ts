/** Codes by which readers come in. */
import { type Command, Option } from 'commander'
import { DAYS, JSON_LINES, OPENS } from './shared-words.ts'

const licences = () => import('../licences.ts')

export function addCodes(program: Command): void {
  const code = program
    .command('code')
    .description('access codes, for cards and letters')
    .addHelpText('after', `${OPENS}\n\n${DAYS}`)
  code
    .command('make')
    .description('make codes that open something, and print them, one a line')
    .argument('<what...>', 'books, chapters, collections, presses')
    .requiredOption('--label <text>', 'by which the batch is known: “Autumn school 2027”')
    .option('--number <n>', 'how many codes', '1')
    .addOption(
      new Option(
        '--kind <kind>',
        'for one reader, for a class, or for a teacher who is to judge the book',
      ).choices(['single', 'multiple', 'inspection']),
    )
    .option('--uses <n>', 'how often each code can be used; more than once makes it “multiple”')
    .option('--days <n>', 'for how long it can be read after the code is used; for good unless said')
    .option('--until <day>', 'the last day on which a code can be used')
    .option(...JSON_LINES)
    .addHelpText(
      'after',
      `${OPENS}

The codes are printed this once and kept nowhere: keep the list.

Example:
  chapterhouse code make 716j4eg6hyfyt9cq --label "Autumn school" --number 30 --days 120 > codes.txt`,
    )
    .action(async (what, options) => (await licences()).makeCodes(what, options))
  code
    .command('list')
    .description('list the batches, or the codes of one by their ids')
    .argument('[label]')
    .option(...JSON_LINES)
    .action(async (label, options) => (await licences()).showCodes(label, options))
  code
    .command('revoke')
    .description('withdraw a batch, or one code by its id: nobody can use it any more')
    .argument('<label-or-id>')
    .option('--licences', 'also close what was opened by it')
    .action(async (word, options) => (await licences()).revokeCodes(word, options))
}
