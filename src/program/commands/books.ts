/** Books on the shelf: their details, access, notices, withdrawal. */
import { type Command, Option } from 'commander'
import { AMENDMENT_KINDS } from '#book'
import { exitWith } from '../telling.ts'
import { JSON_LINES } from './shared-words.ts'

const books = () => import('../shelved-books.ts')

const WHAT = 'a book or a chapter: its id, the address of its page, its DOI or an ISBN'

export function addBooks(program: Command): void {
  const book = program
    .command('book')
    .description('books on the shelf: their details, access, notices, withdrawal')
    .addHelpText(
      'after',
      '\n“chapterhouse remove” takes a book off the shelf; “chapterhouse price” says what it costs.',
    )
  book
    .command('show')
    .description('print what is told of it, as it would stand in book.yaml')
    .argument('<product>', WHAT)
    .option('--json', 'as JSON')
    .action(async (word, options) => (await books()).show(word, options))
  book
    .command('edit')
    .description('correct what is told of it; the correction stays when new files come')
    .argument('<product>', WHAT)
    .argument('<key=value...>', 'keys of book.yaml; nothing behind the sign leaves it empty')
    .option('--note <sentence>', 'what readers are told of the change, in the list of versions')
    .option('--hold', 'do not publish it yet; “parcel publish” does')
    .option('--json', 'as one line of JSON')
    .addHelpText(
      'after',
      `
Lists take one entry on a line (\\n), of a person: name | role | ORCID | institution.

Examples:
  chapterhouse book edit 716j4eg6hyfyt9cq title="Ten Departures" print-year=2021
  chapterhouse book edit 10.1515/9781474467230-005 access=open free-from=
  chapterhouse book edit 9781474467230 'contributors=Ada Example | author\\nBo Other | editor'

Ends with 2 when the book as corrected is refused.`,
    )
    .action(async (word, pairs, options) => exitWith(await (await books()).edit(word, pairs, options)))
  book
    .command('notice')
    .description('publish a correction, a retraction or the like at the head of its page')
    .argument('<product>', WHAT)
    .addOption(new Option('--kind <kind>', 'what it is').choices(AMENDMENT_KINDS).default('correction'))
    .requiredOption('--text <sentence>', 'what readers are told')
    .option('--doi <doi>', 'of the notice, if it was registered')
    .option('--date <day>', 'today unless said')
    .option('--json', 'as one line of JSON')
    .action(async (word, options) => (await books()).notice(word, options))
  book
    .command('notices')
    .description('list the notices of a book, or remove one that was made by mistake')
    .argument('<product>', WHAT)
    .option('--remove <id>', 'as the list prints it')
    .option(...JSON_LINES)
    .action(async (word, options) => (await books()).notices(word, options))
  book
    .command('corrections')
    .description('print what was corrected here, or go back to what the files say')
    .argument('<product>', WHAT)
    .option('--drop', 'the next version of the files counts alone')
    .action(async (word, options) => (await books()).corrections(word, options))
  book
    .command('restore')
    .description('bring back a book that was removed with --keep; it returns to its old address')
    .argument('<product>', WHAT)
    .option('--json', 'as one line of JSON')
    .action(async (word, options) => exitWith(await (await books()).restore(word, options)))
}
