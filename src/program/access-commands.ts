/** The commands of access: licences, codes, collections, and who is believed when institutions sign readers in. */
import { type Command, Option } from 'commander'
import { exitWith } from './telling.ts'

export function addAccessCommands(program: Command): void {
  addLicences(program)
  addCodes(program)
  addCollections(program)
  addFederations(program)
}

const JSON_LINES = ['--json', 'one line of JSON for each'] as const

const WHAT = `
What is opened is a book or a chapter by its id (“chapterhouse list” prints them), by the address of its page or by its DOI;
collection:NAME for a collection (“chapterhouse collection list”); press:NAME for all that a press publishes.`

const DAYS = 'Days are by UTC and written 2027-03-31; an end is the last day on which it holds.'

const licences = () => import('./licences.ts')

function addLicences(program: Command): void {
  const licence = program
    .command('licence')
    .description('who may read what is closed, and for how long')
    .addHelpText('after', `${WHAT}\n\n${DAYS}`)
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
      `${WHAT}

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

function addCodes(program: Command): void {
  const code = program
    .command('code')
    .description('access codes, for cards and letters')
    .addHelpText('after', `${WHAT}\n\n${DAYS}`)
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
      `${WHAT}

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

function addCollections(program: Command): void {
  const collection = program
    .command('collection')
    .description('books that are licensed together')
    .addHelpText(
      'after',
      '\nA book that comes to the shelf and fits the rule of a collection is in it at once, and whoever licensed it reads it.',
    )
  collection
    .command('add')
    .description('make a collection')
    .argument('<name>')
    .option('--press <slug>', 'whose books; * for every press; needed where there are several')
    .option('--everything', 'by rule: every book')
    .option('--imprint <slug>', 'by rule: of one imprint, as it stands in the address of its list')
    .option('--series <slug>', 'by rule: of one series')
    .option('--subject <slug>', 'by rule: of one subject')
    .option('--year <year>', 'by rule: of one print year; several rules hold together')
    .option('--books <id...>', 'these, whatever the rule says')
    .option(...JSON_LINES)
    .action(async (name, options) => (await licences()).addCollection(name, options))
  collection
    .command('change')
    .description('rename it, put books in and take them out')
    .argument('<collection>')
    .option('--name <name>', 'what it is called from here on; its word in licences stays')
    .option('--put <id...>', 'books and chapters to be in it')
    .option('--take <id...>', 'those that are listed in it no longer')
    .option(...JSON_LINES)
    .action(async (word, options) => (await licences()).changeCollection(word, options))
  collection
    .command('list')
    .description('list the collections, with the number of what is in them')
    .option('--press <slug>', 'those of one press, and of all')
    .option(...JSON_LINES)
    .action(async (options) => (await licences()).showCollections(options))
  collection
    .command('remove')
    .description('remove a collection; licences open nothing by it any more')
    .argument('<collection>')
    .action(async (word) => (await licences()).removeCollection(word))
}

const federations = () => import('./federations.ts')

function addFederations(program: Command): void {
  const federation = program
    .command('federation')
    .description(
      'who is believed when institutions sign their readers in: SAML federations and providers, OpenID issuers',
    )
    .addHelpText(
      'after',
      `
First let providers know us: give them the address of our metadata, which “federation keys” prints. PUBLIC_URL has to be set
before, and to stay, since we are known by it. Then say which institution a provider signs in for: “institution sign-in”.`,
    )
  federation
    .command('add')
    .description('believe a federation, one SAML provider, or an OpenID issuer')
    .argument(
      '<source>',
      'the address or the file of SAML metadata; with --client-id, the address of an OpenID issuer',
    )
    .option('--name <name>', 'what it is called')
    .option('--id <id>', 'by which the other commands know it; made from the name unless said')
    .option(
      '--certificate <file>',
      'the federation’s signing certificate, in PEM: what it has not signed is refused',
    )
    .option('--client-id <id>', 'as what we are known to an OpenID issuer')
    .option('--secret', 'the client’s secret is read from standard input')
    .option('--scope <domain...>', 'domains whose readers an OpenID issuer signs in')
    .option('--ask <scope...>', 'what is asked of an OpenID issuer beside “openid”')
    .option(...JSON_LINES)
    .addHelpText(
      'after',
      `
It is read at once, and kept only if it is to be believed. The worker reads it again every few hours; an aggregate of
thousands takes a minute.

Examples:
  chapterhouse federation add https://mdq.example.org/entities --name "Example Federation" --certificate signer.pem
  chapterhouse federation add fenwick-idp.xml --name "Fenwick College"
  chapterhouse federation add https://login.fenwick.example --client-id books --secret --scope fenwick.example < secret`,
    )
    .action(async (source, options) => (await federations()).add(source, options))
  federation
    .command('list')
    .description('list federations and issuers, or the providers that have these words in their names')
    .argument('[words]')
    .option('--providers', 'every provider')
    .option(...JSON_LINES)
    .action(async (words, options) => (await federations()).list(words, options))
  federation
    .command('refresh')
    .description('ask one federation, or all, for its metadata now')
    .argument('[id]')
    .option(...JSON_LINES)
    .addHelpText(
      'after',
      '\nEnds with 2 when one of them is not believed; what it said before holds until its end.',
    )
    .action(async (id, options) => exitWith(await (await federations()).refresh(id, options)))
  federation
    .command('check')
    .description('say what is kept of a provider, or what an address or a file would bring')
    .argument('<entity-or-source>')
    .option('--certificate <file>', 'whose signature must be on it, in PEM')
    .option('--json', 'one line of JSON')
    .addHelpText('after', '\nChanges nothing. Ends with 2 when it would not be believed.')
    .action(async (what, options) => exitWith(await (await federations()).check(what, options)))
  federation
    .command('set')
    .description('grant one provider what is not granted to all, and say how it speaks of its readers')
    .argument('<entity>')
    .option('--signed <what>', 'either, assertion, response, both: what it must have signed')
    .option('--algorithms <which>', 'current; with-cbc; old, for SHA-1 and short keys')
    .option('--unsolicited <answer>', 'refused, or accepted: readers whom we did not send there')
    .option('--scopes <domain...>', 'instead of those in its metadata; "" for those again')
    .option(
      '--affiliation <word=kind...>',
      'what it says, and whether that is a member, alum, walk-in or nobody',
    )
    .option('--unscoped <yes-or-no>', 'whether affiliations without a scope count')
    .option('--unsaid <kind>', 'what somebody is of whom it says nothing: nobody, unless you say member')
    .action(async (entity, options) => (await federations()).set(entity, options))
  federation
    .command('remove')
    .description('believe it no longer; its readers’ sign-ins end within half a day')
    .argument('<id-or-issuer>')
    .action(async (word) => (await federations()).remove(word))
  federation
    .command('keys')
    .description('list the keys with which we sign, and change them in three steps')
    .option('--add', 'first: publish a second key beside the one in use')
    .option('--use-newest', 'some days later: sign with it')
    .option('--drop-old', 'some days later: forget the others')
    .action(async (options) => (await federations()).keys(options))
}
