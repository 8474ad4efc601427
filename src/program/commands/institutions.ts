/** Institutions: their addresses, how their readers sign in, what they ask for. */
import { type Command, Option } from 'commander'
import { exitWith } from '../telling.ts'
import { JSON_LINES } from './shared-words.ts'

export function addInstitutions(program: Command): void {
  const institution = program
    .command('institution')
    .description('who licenses for its members: addresses, sign-in, consortia')
    .addHelpText(
      'after',
      '\nAn institution is named by its id, its ROR id, or its name where only one is called so.',
    )
  withFacts(institution.command('add').description('add an institution or a consortium'))
    .argument('<name>')
    .action(async (name, options) => (await import('../institutions.ts')).add(name, options))
  withFacts(institution.command('change').description('change what is known of it'))
    .argument('<institution>')
    .option('--name <name>', 'what it is called from here on')
    .action(async (word, options) => (await import('../institutions.ts')).change(word, options))
  institution
    .command('list')
    .description('list institutions, or those with these words in their names')
    .argument('[words]')
    .option('--all', 'also those that have left')
    .option(...JSON_LINES)
    .action(async (words, options) => (await import('../institutions.ts')).list(words, options))
  institution
    .command('ranges')
    .description('say which addresses it has, or read them from a list')
    .argument('<institution>')
    .argument('[file]', 'a list as the library sent it; - for standard input')
    .option('--add', 'keep those it has already')
    .option('--skip-errors', 'take what can be read of a list with errors')
    .option('--dry-run', 'say what would change, and change nothing')
    .addHelpText(
      'after',
      `
A list may hold single addresses, 192.0.2.0/24, 192.0.2.1-192.0.2.9, 192.0.2.1-9, 192.0.2.*, IPv6, and
“except …” or ! before what is left out. An address that another institution has is refused.`,
    )
    .action(async (word, file, options) => (await import('../institutions.ts')).ranges(word, file, options))
  institution
    .command('check')
    .description('say whose an address is, or what is wrong with a list of addresses')
    .argument('<address-or-file>', '- reads a list from standard input')
    .addHelpText('after', '\nEnds with 2 when the address is nobody’s, or the list has an error.')
    .action(async (what) => exitWith(await (await import('../institutions.ts')).check(what)))
  institution
    .command('remove')
    .description('recognise its readers no longer')
    .argument('<institution>')
    .option('--undo', 'bring back one that has left')
    .action(async (word, options) => (await import('../institutions.ts')).remove(word, options))
  institution
    .command('sign-in')
    .description('say, or set, which providers sign in its readers')
    .argument('<institution>')
    .argument('[entity...]', 'entity ids or issuers; “#” and a scope behind one that signs in for several')
    .option('--none', 'none does')
    .action(async (word, entities, options) =>
      (await import('../institutions.ts')).signIn(word, entities, options),
    )
  institution
    .command('librarian')
    .description('say who speaks for it, or let an account do so')
    .argument('<institution>')
    .argument('[email]')
    .option('--take', 'the account speaks for it no longer')
    .action(async (word, email, options) =>
      (await import('../institutions.ts')).librarian(word, email, options),
    )
  institution
    .command('requests')
    .description('list what its readers ask it for, or answer one of them; the reader is told')
    .argument('<institution>')
    .option('--settle <id>', 'it can be read now')
    .option('--decline <id>', 'it will not be licensed')
    .option('--answer <text>', 'what the reader is told besides')
    .option('--all', 'also those that have been answered')
    .option(...JSON_LINES)
    .action(async (word, options) => (await import('../library-requests.ts')).requests(word, options))
  institution
    .command('devices')
    .description('list the devices that were on campus and may read elsewhere')
    .argument('<institution>')
    .option('--forget', 'remember none of them any longer')
    .action(async (word, options) => (await import('../institutions.ts')).devices(word, options))
  institution
    .command('texts')
    .description('print what the library puts into its proxy, its link resolver and its pages')
    .argument('<institution>')
    .action(async (word) => (await import('../institutions.ts')).texts(word))
}

const withFacts = (command: Command): Command =>
  command
    .addOption(new Option('--kind <kind>', 'what it is').choices(['institution', 'consortium']))
    .option('--other-names <name...>', 'acronyms, names in other languages: what readers may type')
    .option('--country <code>', 'two letters')
    .option('--city <city>')
    .option('--ror <id>')
    .option('--isni <id>')
    .option('--contact <email>', 'its librarian')
    .option('--member-of <institution...>', 'its consortia, which it then reads through; "" for none')
    .addOption(
      new Option('--on-campus <who>', 'what somebody at its addresses counts as').choices([
        'member',
        'walk-in',
      ]),
    )
    .addOption(
      new Option('--admits <who...>', 'whom its licences are for').choices(['member', 'alum', 'walk-in']),
    )
    .option('--pairing-days <days>', 'how long a device remembered on campus reads elsewhere; 0 for never')
    .addOption(
      new Option('--pairing-for <who>', 'who may have a device remembered').choices(['anyone', 'signed-in']),
    )
    .option('--proxy-prefix <address>', 'what goes before an address to read through its proxy')
