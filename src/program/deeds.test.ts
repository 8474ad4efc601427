import assert from 'node:assert/strict'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { listBooks, listChapters } from '#catalogue'
import { ACTS, listDeeds, listHandedIn, verifyAudit } from '#console'
import { type Database, withDatabase } from '#platform'
import { allMigrations } from './all-migrations.ts'
import { buildCommands } from './commands/index.ts'
import { sampleBook, sampleEpub } from './sample-parcels.fixture.ts'

const SECRET_KEY = 'a secret of thirty-two characters at least'

type Shell = {
  readonly db: Database
  readonly folder: string
  /** Runs a command, and says what is new in the log. */
  run(...args: readonly string[]): Promise<readonly string[]>
  /** All that was done so far. */
  readonly done: ReadonlySet<string>
}

/** One database and one folder for all of it: each family of commands stands on what the one before it made. */
async function withShell(use: (shell: Shell) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'chapterhouse-deeds-'))
  const kept = { ...process.env }
  await withDatabase(allMigrations, async (db, { url }) => {
    Object.assign(process.env, { DATABASE_URL: url, DATA_DIR: folder, SECRET_KEY, LOG_LEVEL: 'fatal' })
    let seen = 0
    const done = new Set<string>()
    const run = async (...args: readonly string[]) => {
      await buildCommands().parseAsync([...args], { from: 'user' })
      const deeds = (await listDeeds(db, { presses: null, limit: 20 })).filter(({ number }) => number > seen)
      seen += deeds.length
      for (const { who, accountId, act } of deeds) {
        done.add(act)
        // What a command had read is published as by the worker, whose work it did.
        assert.match(who, /^(command line: .+@.+|worker)$/)
        assert.equal(accountId, null)
      }
      return deeds.map(({ act }) => act).toReversed()
    }
    await use({ db, folder, run, done })
  })
  process.env = kept
  process.exitCode = 0
  await rm(folder, { recursive: true, force: true })
}

const idOf = async (db: Database, query: ReturnType<typeof sql>): Promise<string> =>
  (await sql<{ id: string }>`${query}`.execute(db)).rows[0]?.id ?? ''

describe('the audit log', () => {
  let shell: Shell
  let end = () => {}
  let ended: Promise<void>
  before(async () => {
    await new Promise<void>((opened, fail) => {
      ended = withShell(async (given) => {
        shell = given
        opened()
        await new Promise<void>((finish) => {
          end = finish
        })
      })
      ended.catch(fail)
    })
  })
  after(async () => {
    end()
    await ended
  })

  it('tells of accounts and staff', async () => {
    const { run } = shell
    assert.deepEqual(await run('account', 'create', 'ada@example.org', '--name', 'Ada'), ['account-added'])
    assert.deepEqual(await run('account', 'verify', 'ada@example.org'), ['account-verified'])
    const role = ['ada@example.org', '--press', 'house', '--role', 'editor']
    assert.deepEqual(await run('staff', 'add', ...role), ['role-given'])
    assert.deepEqual(await run('staff', 'remove', ...role), ['role-taken'])
    assert.deepEqual(await run('account', 'create', 'bea@example.org', '--name', 'Bea'), ['account-added'])
    assert.deepEqual(await run('account', 'delete', 'bea@example.org'), ['account-deleted'])
  })

  it('tells of books that come and go, and not of what was only tried', async () => {
    const { run, folder, db } = shell
    const file = join(folder, 'a.epub')
    await writeFile(file, sampleEpub(sampleBook('Ada')))
    assert.deepEqual(await run('add', '--dry-run', file), [])
    assert.deepEqual(await run('add', '--access', 'closed', file), ['book-published'])
    assert.deepEqual(await run('add', '--access', 'closed', file), [], 'the same again is no deed')
    await writeFile(file, sampleEpub(sampleBook('Bea')))
    assert.deepEqual(await run('add', file), ['book-published'])
    const bea = await idOf(db, sql`select id from book where record->>'title' = 'The Book of Bea'`)
    assert.deepEqual(await run('remove', bea, '--reason', 'By mistake'), ['book-withdrawn'])
    assert.deepEqual(await run('remove', bea), [], 'it was off the shelf already')
  })

  it('tells of what waits to be published, and of what became of it', async () => {
    const { run, folder, db } = shell
    const file = join(folder, 'c.epub')
    await writeFile(file, sampleEpub(sampleBook('Cara')))
    const waiting = async () =>
      (await listHandedIn(db, { presses: ['house'], open: true, limit: 5 })).map(({ id, state, held }) => ({
        ...{ id, state, held },
      }))
    assert.deepEqual(await run('add', '--hold', file), ['parcel-handed-in', 'parcel-held'])
    const [first] = await waiting()
    assert.deepEqual([first?.state, first?.held], ['read', true])
    assert.deepEqual(await run('parcel', 'drop', first?.id ?? ''), ['parcel-dropped'])
    assert.deepEqual(await run('add', '--on', '2999-03-01', file), ['parcel-handed-in', 'parcel-scheduled'])
    const [second] = await waiting()
    assert.equal(second?.state, 'scheduled')
    await run('parcel', 'list')
    assert.deepEqual(await run('parcel', 'hold', second?.id ?? ''), ['parcel-held'])
    assert.deepEqual(await run('parcel', 'publish', second?.id ?? ''), ['book-published'])
    assert.deepEqual(await waiting(), [])
  })

  it('tells of books that are edited, amended, taken off and brought back', async () => {
    const { run, db } = shell
    const cara = await idOf(db, sql`select id from book where record->>'title' = 'The Book of Cara'`)
    assert.deepEqual(await run('book', 'edit', cara, 'title=The Book of Clara', 'print-year=2021'), [
      'book-edited',
      'book-published',
    ])
    const [chapter] = await listChapters(db, cara)
    assert.deepEqual(await run('book', 'edit', chapter?.id ?? '', 'access=closed'), [
      'access-changed',
      'book-published',
    ])
    assert.deepEqual(await run('book', 'edit', cara, 'title=The Book of Clara'), [], 'it is so already')
    await assert.rejects(run('book', 'edit', cara, 'colour=red'), /there are: title, subtitle/)
    await assert.rejects(run('book', 'edit', cara, 'identifiers.doi=ten'), /DOI/)
    assert.deepEqual(
      await run('book', 'notice', chapter?.id ?? '', '--kind', 'retraction', '--text', 'It is not so.'),
      ['amendment-made'],
    )
    const notice = await idOf(db, sql`select id from amendment where book_id = ${cara}`)
    assert.deepEqual(await run('book', 'notices', cara, '--remove', notice), ['amendment-removed'])
    assert.deepEqual(await run('book', 'corrections', cara, '--drop'), ['corrections-dropped'])
    assert.deepEqual(await run('remove', cara, '--keep'), ['book-withdrawn'])
    assert.deepEqual(await run('book', 'restore', cara), ['book-restored', 'book-published'])
  })

  it('tells of institutions, their addresses, sign-in and librarians', async () => {
    const { run, folder } = shell
    const list = join(folder, 'ranges.txt')
    await writeFile(list, '192.0.2.0/24\n')
    assert.deepEqual(await run('institution', 'add', 'Fenwick College'), ['institution-added'])
    assert.deepEqual(
      await run('institution', 'change', 'Fenwick College', '--contact', 'lib@fenwick.example'),
      ['institution-changed'],
    )
    assert.deepEqual(await run('institution', 'ranges', 'Fenwick College', list, '--dry-run'), [])
    assert.deepEqual(await run('institution', 'ranges', 'Fenwick College', list), ['ranges-changed'])
    assert.deepEqual(await run('institution', 'ranges', 'Fenwick College'), [])
    assert.deepEqual(await run('institution', 'sign-in', 'Fenwick College', '--none'), ['sign-in-changed'])
    const librarian = ['institution', 'librarian', 'Fenwick College', 'ada@example.org']
    assert.deepEqual(await run(...librarian), ['librarian-added'])
    assert.deepEqual(await run(...librarian, '--take'), ['librarian-removed'])
    assert.deepEqual(await run('institution', 'devices', 'Fenwick College', '--forget'), [
      'devices-forgotten',
    ])
  })

  it('tells of licences, links, codes and collections', async () => {
    const { run, db } = shell
    const book = (await listBooks(db, { limit: 1 })).books[0]?.id ?? ''
    assert.deepEqual(await run('licence', 'grant', book, '--institution', 'Fenwick College'), [
      'licence-granted',
    ])
    assert.deepEqual(await run('licence', 'link', book, '--until', '2999-12-31'), ['link-made'])
    const id = await idOf(db, sql`select id from licence limit 1`)
    assert.deepEqual(await run('licence', 'change', id, '--until', '2999-12-30', '--seats', '3'), [
      'licence-changed',
    ])
    assert.deepEqual(await run('licence', 'revoke', id, '--reason', 'Over'), ['licence-revoked'])
    assert.deepEqual(await run('licence', 'revoke', id), [], 'it was withdrawn already')
    assert.deepEqual(await run('code', 'make', book, '--label', 'School', '--number', '2'), ['codes-made'])
    assert.deepEqual(await run('code', 'revoke', 'School'), ['codes-revoked'])
    assert.deepEqual(await run('collection', 'add', 'History', '--everything'), ['collection-added'])
    assert.deepEqual(await run('collection', 'change', 'history', '--name', 'Histories'), [
      'collection-changed',
    ])
    assert.deepEqual(await run('collection', 'remove', 'history'), ['collection-removed'])
  })

  it('tells of prices, taxes and orders', async () => {
    const { run, db } = shell
    const book = (await listBooks(db, { limit: 1 })).books[0]?.id ?? ''
    assert.deepEqual(await run('price', 'set', book, '29.99', 'GBP'), ['price-changed'])
    assert.deepEqual(await run('price', 'remove', book, 'GBP'), ['price-changed'])
    assert.deepEqual(await run('price', 'tax', 'FR', '5.5'), ['tax-changed'])
    assert.deepEqual(await run('price', 'tax', 'FR', '--remove'), ['tax-changed'])
    const quote = ['--institution', 'Fenwick College', '--amount', '120.00', '--currency', 'EUR']
    assert.deepEqual(await run('order', 'quote', book, ...quote), ['order-offered'])
    const order = await idOf(db, sql`select id from sale_order`)
    assert.deepEqual(await run('order', 'invoice', order), ['order-billed'])
    assert.deepEqual(await run('order', 'settle', order, '--reference', 'T1'), ['invoice-settled'])
    assert.deepEqual(await run('order', 'refund', order, '--reason', 'Twice'), ['order-refunded'])
    await run('order', 'quote', book, ...quote)
    const other = await idOf(db, sql`select id from sale_order where id <> ${order}`)
    assert.deepEqual(await run('order', 'cancel', other), ['order-cancelled'])
  })

  it('tells of federations, providers and keys', async () => {
    const { run, folder } = shell
    assert.deepEqual(await run('federation', 'keys', '--add'), ['keys-changed'])
    assert.deepEqual(await run('federation', 'keys'), [])
    const file = join(folder, 'idp.xml')
    await writeFile(file, metadataOf(await certificateIn(join(folder, 'federation'))))
    assert.deepEqual(await run('federation', 'add', file, '--id', 'fenwick'), ['federation-added'])
    assert.deepEqual(await run('federation', 'set', IDP, '--unsaid', 'member'), ['provider-changed'])
    assert.deepEqual(await run('federation', 'remove', 'fenwick'), ['federation-removed'])
  })

  it('tells of answers to readers', async () => {
    const { run, db } = shell
    const [book] = (await listBooks(db, { limit: 1 })).books
    const [chapter] = await listChapters(db, book?.id ?? '')
    const institution = await idOf(db, sql`select id from institution`)
    await sql`insert into library_request (id, product_id, press, institution_id, institution_name, language, state, asked)
      values ('r1', ${chapter?.id}, 'house', ${institution}, 'Fenwick College', 'en', 'open', now())`.execute(
      db,
    )
    assert.deepEqual(await run('institution', 'requests', 'Fenwick College', '--settle', 'r1'), [
      'request-answered',
    ])
    for (const id of ['c1', 'c2'])
      await sql`insert into copy_request (id, product_id, press, email, forms, language, state, asked)
        values (${id}, ${chapter?.id}, 'house', 'ines@example.org', '{text}', 'en', 'new', now())`.execute(db)
    assert.deepEqual(await run('accessible-copy', 'take', 'c1'), ['copy-taken'])
    assert.deepEqual(await run('accessible-copy', 'send', 'c1', '--file', join(shell.folder, 'idp.xml')), [
      'copy-sent',
    ])
    assert.deepEqual(await run('accessible-copy', 'decline', 'c2', '--reason', 'We cannot.'), [
      'copy-declined',
    ])
  })

  it('tells of what is done about deliveries', async () => {
    const { run, db } = shell
    await sql`insert into kindle_pause (sender, why, since, until)
      values ('kindle@press.example', 'missing', now(), now() + interval '1 day')`.execute(db)
    assert.deepEqual(await run('delivery', 'resume-kindle', 'kindle@press.example'), ['kindle-resumed'])
    assert.deepEqual(await run('delivery', 'resume-kindle', 'kindle@press.example'), [])
    assert.deepEqual(await run('connection', 'keys', '--change'), ['keys-changed'])
    assert.deepEqual(await run('connection', 'keys'), [])
    assert.deepEqual(await run('connection', 'list'), [])
    process.exitCode = 0
  })

  it('tells of the review of records', async () => {
    const { run, folder } = shell
    const parcel = join(folder, 'ships')
    await mkdir(join(parcel, 'record'), { recursive: true })
    const files = {
      'book.yaml': 'title: Ships\nchapters:\n  - { number: "1", title: The Petrel }\n',
      'record/record.yaml': 'record: harbour\ntitle: The Petrel\nchapter: { number: "1" }\n',
      'record/sources.yaml': 'sources: [{ id: letter, citation: A letter }]\n',
      'record/claims.yaml': 'claims: [{ id: c-stout, says: A stout man took the boat., by: letter }]\n',
    }
    for (const [name, text] of Object.entries(files)) await writeFile(join(parcel, name), text)
    await run('add', parcel)
    const by = ['--by', 'ada@example.org']
    assert.deepEqual(await run('record', 'ask', 'harbour', 'ada@example.org'), ['reviewer-named'])
    assert.deepEqual(await run('record', 'review', 'harbour', ...by, '--agree', 'c-stout'), [
      'claim-reviewed',
    ])
    assert.deepEqual(await run('record', 'review', 'harbour', ...by, '--approve'), ['record-reviewed'])
    await assert.rejects(run('record', 'review', 'harbour', ...by, '--return'), /--note/)
    await run('record', 'list')
    const noLonger = ['record', 'ask', 'harbour', 'ada@example.org', '--no-longer']
    assert.deepEqual(await run(...noLonger), ['reviewer-removed'])
    await assert.rejects(run('record', 'review', 'harbour', ...by, '--approve'), /not asked/)
  })

  it('tells of letters that are tried again', async () => {
    const { run, db } = shell
    const letter = await idOf(
      db,
      sql`update mail set state = 'given-up', settled = now()
      where id = (select id from mail limit 1) returning id`,
    )
    assert.deepEqual(await run('mail', 'again', letter), ['mail-sent-again'])
    await run('mail', 'list')
  })

  it('knows no deed of the console that a command cannot do', () => {
    const { done } = shell
    // A password is read from standard input; a link is ended as the licence that it is.
    const byOthers = new Set(['password-set', 'link-revoked'])
    assert.deepEqual(
      ACTS.filter((act) => !done.has(act) && !byOthers.has(act)),
      [],
    )
  })

  it('tells nothing of a command that failed, and is whole at the end', async () => {
    const { run, db } = shell
    await assert.rejects(run('account', 'create', 'ada@example.org', '--name', 'Ada'), /already/)
    await assert.rejects(run('accessible-copy', 'take', 'none'), /no such request/)
    await assert.rejects(run('licence', 'grant', 'none', '--reader', 'ada@example.org'))
    const verdict = await verifyAudit(db, SECRET_KEY)
    assert.ok(verdict.kind === 'whole' && verdict.entries > 30 && verdict.foreignSeals === 0)
  })
})

const IDP = 'https://idp.fenwick.example/entity'

async function certificateIn(folder: string): Promise<string> {
  for (const name of await readdir(folder, { recursive: true })) {
    const text = await readFile(join(folder, name), 'utf8').catch(() => '')
    const [, inside] = /-----BEGIN CERTIFICATE-----([^-]+)-----END/.exec(text) ?? []
    if (inside !== undefined) return inside.replace(/\s/g, '')
  }
  throw new Error(`No certificate in ${folder}`)
}

const metadataOf = (certificate: string): string =>
  `<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${IDP}"><IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"><KeyDescriptor use="signing"><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>${certificate}</X509Certificate></X509Data></KeyInfo></KeyDescriptor><SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="https://idp.fenwick.example/sso"/></IDPSSODescriptor></EntityDescriptor>`
