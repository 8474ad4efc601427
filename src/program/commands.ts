/** The command line. Each command's own code is loaded when it is called, so that none pays for another. */
import { Argument, Command, Option } from 'commander'
import { addAccessCommands } from './access-commands.ts'
import { addBookCommands } from './book-commands.ts'
import { RELEASE } from './release.ts'
import { addSalesCommands } from './sales-commands.ts'

export function buildCommands(): Command {
  const program = new Command('chapterhouse')
    .description(
      'The home of scholarly books: takes in what a press sends and publishes a page for every chapter.',
    )
    .version(RELEASE)
    .showHelpAfterError('“chapterhouse --help” lists the commands.')
    .addHelpText('after', ENVIRONMENT)
  addServing(program)
  addShelf(program)
  addBookCommands(program)
  addRecord(program)
  addCare(program)
  addPeople(program)
  addInstitutions(program)
  addAccessCommands(program)
  addSalesCommands(program)
  addCopies(program)
  addConnections(program)
  addUsage(program)
  return program
}

const ENVIRONMENT = `
Settings are environment variables; the most used ones:
  PORT, HOST      where the site listens (8080, 127.0.0.1)
  DATA_DIR        where everything is kept (./data)
  DATABASE_URL    a PostgreSQL of your own instead of the embedded one
  PUBLIC_URL      the address readers use
“chapterhouse doctor” checks all of them. The handbook lists them with their meaning.

Examples:
  chapterhouse serve
  chapterhouse add --dry-run autumn-list/
  chapterhouse add --press aldine --access closed 9781474467230.epub
  chapterhouse backup /var/backups/books.tar`

function addServing(program: Command): void {
  program
    .command('serve')
    .description('run the site: its pages and its worker, in one process')
    .option('--no-worker', 'pages alone; run “chapterhouse worker” beside it')
    .option('--no-samples', 'do not publish the sample press when the shelf is empty')
    .addHelpText(
      'after',
      `
Prints one line with the address when the site answers. Stops cleanly on Ctrl-C and SIGTERM: what is being answered is
answered, what is being added is finished or left as if it had never come.`,
    )
    .action(async (options) => (await import('./serve.ts')).serve(options))
  program
    .command('worker')
    .description('run the worker alone: adds what comes into the inbox, and clears up')
    .action(async () => (await import('./worker.ts')).work())
}

function addShelf(program: Command): void {
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
    .action(async (files, options) => exitWith(await (await import('./add.ts')).add(files, options)))
  program
    .command('check')
    .description('say what is wrong with books, without a database and without adding them')
    .argument('<file...>', 'EPUB, book.yaml, zip or folder; a folder may hold many parcels')
    .option('--json', 'one line of JSON for each parcel')
    .addHelpText('after', '\nEnds with 0 when no parcel has an error, with 2 when some have.')
    .action(async (files, options) => exitWith(await (await import('./check.ts')).check(files, options)))
  program
    .command('list')
    .description('list the books on the shelf')
    .option('--press <slug>', 'those of one press')
    .option('--json', 'one line of JSON for each book')
    .action(async (options) => (await import('./list.ts')).list(options))
  program
    .command('remove')
    .description('take a book off the shelf; its address then says so (410 Gone)')
    .argument('<id...>', 'as “chapterhouse list” prints it')
    .option('--reason <sentence>', 'what its page tells readers')
    .option('--keep', 'keep its files, so that “book restore” can bring it back')
    .action(async (ids, options) => exitWith(await (await import('./remove.ts')).remove(ids, options)))
}

function addRecord(program: Command): void {
  const record = program
    .command('record')
    .description('the evidence behind a chapter, as files beside its book')
    .addHelpText('after', '\nA record is a folder of YAML or CSV files; in a parcel it stands under record/.')
  record
    .command('new')
    .description('write a record to begin with, every key explained, and the schema for editors')
    .argument('<folder>', 'a folder that does not exist yet')
    .action(async (folder) => exitWith(await (await import('./record-files.ts')).newRecord(folder)))
  record
    .command('check')
    .description('say what is wrong with records, by file and line, and what follows from them')
    .argument('<folder...>', 'of a record, or of a parcel with a record in it')
    .option('--json', 'one line of JSON for each record')
    .addHelpText(
      'after',
      '\nEnds with 0 when each may be published, with 2 when one has an error or an unanswered conflict.',
    )
    .action(async (folders, options) =>
      exitWith(await (await import('./record-files.ts')).checkRecords(folders, options)),
    )
  record
    .command('build')
    .description('write what readers would see, and the data, as files')
    .argument('<folder>', 'of a record, or of a parcel with a record in it')
    .argument('<out>', 'the folder to write into')
    .action(async (folder, out) =>
      exitWith(await (await import('./record-files.ts')).buildRecord(folder, out)),
    )
  record
    .command('export')
    .description('write a record in a form that others read, or all forms in one zip')
    .argument('<folder>', 'of a record, or of a parcel with a record in it')
    .argument('<out>', 'the folder to write into')
    .option('--as <form>', 'zip, yaml, csv, record.tei.xml, linked-art.jsonld …', 'zip')
    .option('--origin <address>', 'of the site that shows it, for the addresses in the files')
    .action(async (folder, out, options) =>
      exitWith(await (await import('./record-files.ts')).exportRecordFiles(folder, out, options)),
    )
  record
    .command('import')
    .description('make a record of TEI files, or of tables (CSV)')
    .argument('<file...>')
    .requiredOption('--into <folder>', 'a folder that does not exist yet')
    .action(async (files, options) =>
      exitWith(await (await import('./record-files.ts')).importRecord(files, options.into)),
    )
  addReviews(record)
}

const reviews = () => import('./record-reviews.ts')

function addReviews(record: Command): void {
  record
    .command('list')
    .description('list the records of the site, those that wait for somebody first')
    .option('--press <slug>', 'of one press')
    .option('--waiting', 'only those that are not published as they came last')
    .option('--json', 'one line of JSON for each')
    .action(async (options) => (await reviews()).list(options))
  record
    .command('ask')
    .description('ask somebody who has an account to review a record; a letter tells where')
    .argument('<record>', 'as “chapterhouse record list” prints it')
    .argument('<email>')
    .option('--no-longer', 'ask this one no longer')
    .action(async (record, email, options) =>
      (await reviews()).ask(record, email, { noLonger: options.longer === false }),
    )
  record
    .command('review')
    .description('write down what a reviewer says of a record, or of one claim in it')
    .argument('<record>')
    .requiredOption('--by <email>', 'somebody who is asked to review it')
    .option('--approve', 'these files may be published')
    .option('--return', 'they may not; say why with --note')
    .option('--agree <claim>', 'to one claim')
    .option('--question <claim>', 'one claim; say why with --note')
    .option('--note <text>', 'why, for the author')
    .addHelpText(
      'after',
      '\nThe record is published with the second approval, where nothing else stands in its way.',
    )
    .action(async (record, options) => (await reviews()).review(record, options))
}

function addCare(program: Command): void {
  program
    .command('migrate')
    .description('bring the tables of the database up to date; “serve” does it by itself')
    .action(async () => (await import('./migrate.ts')).migrateNow())
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
          ? await (await import('./doctor-delivery.ts')).doctorDelivery()
          : await (await import('./doctor.ts')).doctor(options),
      ),
    )
  program
    .command('delivery')
    .description('what readers have sent to their devices and clouds')
    .command('resume-kindle')
    .description('end the pause of a sender to whom Amazon seemed to take nothing')
    .argument('<sender>', 'its address')
    .action(async (sender) => exitWith(await (await import('./doctor-delivery.ts')).resumeKindle(sender)))
  const mail = program.command('mail').description('letters to readers, libraries and staff')
  mail
    .command('list')
    .description('list letters, newest first')
    .option('--failed', 'those that were given up')
    .option('--limit <n>', 'at most so many; 100 unless said')
    .option('--json', 'one line of JSON for each')
    .action(async (options) => (await import('./mail.ts')).list(options))
  mail
    .command('again')
    .description('try again a letter that was given up')
    .argument('<id>')
    .action(async (id) => (await import('./mail.ts')).again(id))
  program
    .command('backup')
    .description('write everything kept into one file, and verify it')
    .argument('<file>', 'a .tar that does not exist yet')
    .option(
      '--without-secret',
      'leave out the secret; those who are logged in then must log in again after a restore',
    )
    .action(async (file, options) =>
      exitWith(await (await import('./backup/backup.ts')).backup(file, options)),
    )
  program
    .command('restore')
    .description('bring a backup back into an empty data folder (or an empty database)')
    .argument('<file>', 'what “chapterhouse backup” wrote')
    .option('--verify', 'only prove that the file is whole')
    .action(async (file, options) => (await import('./backup/restore.ts')).restore(file, options))
  program
    .command('export')
    .description('write every book as a press would send it: EPUB, book.yaml, checksums (BagIt)')
    .addArgument(new Argument('<folder>', 'a folder that does not exist yet'))
    .option('--press <slug>', 'those of one press')
    .action(async (folder, options) => (await import('./export/export.ts')).exportShelf(folder, options))
}

function addPeople(program: Command): void {
  const account = program.command('account').description('accounts of readers and of staff')
  account
    .command('create')
    .description('make an account; its owner signs in by a link that is mailed')
    .argument('<email>')
    .requiredOption('--name <name>', 'as its owner is addressed')
    .option('--password', 'with a password, read from standard input')
    .action(async (email, options) => (await import('./accounts.ts')).createAccount(email, options))
  account
    .command('list')
    .description('list accounts')
    .option('--like <text>', 'those whose name or address has this in it')
    .option('--json', 'one line of JSON for each')
    .action(async (options) => (await import('./accounts.ts')).showAccounts(options))
  account
    .command('verify')
    .description('take the address of an account as proven')
    .argument('<email>')
    .action(async (email) => (await import('./accounts.ts')).confirmAccount(email))
  account
    .command('set-password')
    .description('set a password, read from standard input, and end every session')
    .argument('<email>')
    .action(async (email) => (await import('./accounts.ts')).changePassword(email))
  account
    .command('delete')
    .description('delete an account and all that hangs on it, for good')
    .argument('<email>')
    .action(async (email) => (await import('./accounts.ts')).deleteAccount(email))
  const staff = program.command('staff').description('who works here, for which press and as what')
  staff
    .command('add')
    .description('give an account a role')
    .argument('<email>')
    .requiredOption('--press <slug>', 'the press, or * for the whole site')
    .requiredOption('--role <role>', 'owner, editor, support or operator')
    .action(async (email, options) => (await import('./accounts.ts')).addStaff(email, options))
  staff
    .command('list')
    .description('list who has which role')
    .option('--press <slug>', 'those of one press')
    .option('--json', 'one line of JSON for each')
    .action(async (options) => (await import('./accounts.ts')).showStaff(options))
  staff
    .command('remove')
    .description('take a role, or all roles for a press, from an account')
    .argument('<email>')
    .requiredOption('--press <slug>', 'the press, or * for the whole site')
    .option('--role <role>', 'this role alone')
    .action(async (email, options) => (await import('./accounts.ts')).removeStaff(email, options))
}

function addInstitutions(program: Command): void {
  const institution = program
    .command('institution')
    .description('who licenses for its members: addresses, sign-in, consortia')
    .addHelpText(
      'after',
      '\nAn institution is named by its id, its ROR id, or its name where only one is called so.',
    )
  withFacts(institution.command('add').description('add an institution or a consortium'))
    .argument('<name>')
    .action(async (name, options) => (await import('./institutions.ts')).add(name, options))
  withFacts(institution.command('change').description('change what is known of it'))
    .argument('<institution>')
    .option('--name <name>', 'what it is called from here on')
    .action(async (word, options) => (await import('./institutions.ts')).change(word, options))
  institution
    .command('list')
    .description('list institutions, or those with these words in their names')
    .argument('[words]')
    .option('--all', 'also those that have left')
    .option('--json', 'one line of JSON for each')
    .action(async (words, options) => (await import('./institutions.ts')).list(words, options))
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
    .action(async (word, file, options) => (await import('./institutions.ts')).ranges(word, file, options))
  institution
    .command('check')
    .description('say whose an address is, or what is wrong with a list of addresses')
    .argument('<address-or-file>', '- reads a list from standard input')
    .addHelpText('after', '\nEnds with 2 when the address is nobody’s, or the list has an error.')
    .action(async (what) => exitWith(await (await import('./institutions.ts')).check(what)))
  institution
    .command('remove')
    .description('recognise its readers no longer')
    .argument('<institution>')
    .option('--undo', 'bring back one that has left')
    .action(async (word, options) => (await import('./institutions.ts')).remove(word, options))
  institution
    .command('sign-in')
    .description('say, or set, which providers sign in its readers')
    .argument('<institution>')
    .argument('[entity...]', 'entity ids or issuers; “#” and a scope behind one that signs in for several')
    .option('--none', 'none does')
    .action(async (word, entities, options) =>
      (await import('./institutions.ts')).signIn(word, entities, options),
    )
  institution
    .command('librarian')
    .description('say who speaks for it, or let an account do so')
    .argument('<institution>')
    .argument('[email]')
    .option('--take', 'the account speaks for it no longer')
    .action(async (word, email, options) =>
      (await import('./institutions.ts')).librarian(word, email, options),
    )
  institution
    .command('requests')
    .description('list what its readers ask it for, or answer one of them; the reader is told')
    .argument('<institution>')
    .option('--settle <id>', 'it can be read now')
    .option('--decline <id>', 'it will not be licensed')
    .option('--answer <text>', 'what the reader is told besides')
    .option('--all', 'also those that have been answered')
    .option('--json', 'one line of JSON for each')
    .action(async (word, options) => (await import('./library-requests.ts')).requests(word, options))
  institution
    .command('devices')
    .description('list the devices that were on campus and may read elsewhere')
    .argument('<institution>')
    .option('--forget', 'remember none of them any longer')
    .action(async (word, options) => (await import('./institutions.ts')).devices(word, options))
  institution
    .command('texts')
    .description('print what the library puts into its proxy, its link resolver and its pages')
    .argument('<institution>')
    .action(async (word) => (await import('./institutions.ts')).texts(word))
}

const copies = () => import('./accessible-copies.ts')

function addCopies(program: Command): void {
  const copy = program
    .command('accessible-copy')
    .description('readers who cannot use a book as it is, and ask for a copy that they can use')
  copy
    .command('list')
    .description('list those who wait, the longest first')
    .option('--press <slug>', 'for books of one press')
    .option('--all', 'also those that are settled')
    .option('--json', 'one line of JSON for each')
    .action(async (options) => (await copies()).list(options))
  copy
    .command('take')
    .description('take one in hand, or up again: what was sent is then taken back; the reader is told')
    .argument('<id>')
    .action(async (id) => (await copies()).take(id))
  copy
    .command('send')
    .description('send the reader a file, a link by which he reads, or words')
    .argument('<id>')
    .option('--file <file>', 'for this reader alone, to be fetched within 30 days; at most 200 MB')
    .option('--link-until <day>', 'with a link by which all of it can be read here, until this day')
    .option('--answer <text>', 'what the reader is told besides')
    .action(async (id, options) => (await copies()).send(id, options))
  copy
    .command('decline')
    .description('say that there will be no such copy, and why')
    .argument('<id>')
    .requiredOption('--reason <text>', 'what the reader is told')
    .action(async (id, options) => (await copies()).decline(id, options))
}

function addConnections(program: Command): void {
  const connection = program
    .command('connection')
    .description('readers’ connections to Dropbox and Google Drive, and the keys under which they are sealed')
  connection
    .command('list')
    .description('say what is configured, and how many readers have connected')
    .option('--json', 'one line of JSON for each')
    .action(async (options) => (await import('./connections.ts')).list(options))
  connection
    .command('keys')
    .description('list the keys under which permissions of readers are sealed, or change them')
    .option('--change', 'seal everything anew under a new key; the old ones are then forgotten')
    .action(async (options) => (await import('./connections.ts')).keys(options))
}

function addUsage(program: Command): void {
  const usage = program.command('usage').description('what was read, by whose readers, as COUNTER counts it')
  usage
    .command('status')
    .description('say what is noted, what is moved and what is counted')
    .option('--json', 'as JSON')
    .action(async (options) => (await import('./usage.ts')).showStatus(options))
  usage
    .command('move')
    .description('move what is noted into the database now; the worker does it every few seconds')
    .action(async () => (await import('./usage.ts')).moveNow())
  usage
    .command('counts')
    .description('count a month, and print it book by book')
    .requiredOption('--month <month>', 'such as 2026-11, in UTC')
    .option('--press <slug>', 'books of one press')
    .option('--institution <institution>', 'its readers alone, by its id, ROR id or name')
    .option('--json', 'one line of JSON for each book')
    .action(async (options) => (await import('./usage.ts')).showCounts(options))
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

/** Ends when nothing is left to do, so that what was printed is printed. */
function exitWith(code: number): void {
  process.exitCode = code
}
