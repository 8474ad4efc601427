/** Every kind of visitor there is, made as they are made in earnest: addresses, sessions, cookies, licences, codes, links. */
import fastify, { type FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import {
  addCollection,
  grantLicence,
  type Holder,
  hashWord,
  type LicenceOrder,
  makeReadLink,
  newWord,
  openPasses,
  revokeLicence,
} from '#access'
import {
  accountSecret,
  addInstitution,
  addLibrarian,
  type Institution,
  openAddressBook,
  openInstitutionDoor,
  parseAddressRanges,
  parseInstitution,
  setRanges,
  setSignIn,
  signValue,
} from '#accounts'
import { newId } from '#base'
import type { Database } from '#platform'
import type { ProductName, Shelved } from './shelf.fixture.ts'

export type Visitor = {
  readonly name: string
  readonly address: string
  readonly cookie: string
  /** What is closed to a stranger and open to them. */
  readonly reads: readonly (ProductName | 'draft')[]
  /** What of it they may take away as a file. */
  readonly takes: readonly ProductName[]
}

const BOOK: readonly ProductName[] = ['closed', 'other', 'notes', 'book']
const ALL: readonly ProductName[] = [...BOOK, 'early', 'earlyBook']
/** What is not published yet is for those who publish it. */
const STAFF: readonly (ProductName | 'draft')[] = [...ALL, 'draft']
const NONE: readonly ProductName[] = []
const NOWHERE = '198.18.7.7'
const DAY = 86_400_000

export type VisitorsPlace = {
  readonly db: Database
  readonly secretKey: string
  readonly origin: string
  readonly shelved: Shelved
}

export async function makeVisitors(place: VisitorsPlace): Promise<readonly Visitor[]> {
  const { db, shelved } = place
  const now = new Date()
  const ago = new Date(now.getTime() - 30 * DAY)
  const by = { now, by: 'test' }
  const book = [{ kind: 'product', id: shelved.ids.book }] as const
  const collection = await addCollection(db, { name: 'All of the house', press: 'house', rule: {} }, now)
  const grant = (holder: Holder, more: Partial<LicenceOrder> = {}) =>
    grantLicence(db, { kind: 'purchase', holder, covers: book, from: ago, ...more }, by)
  const to = (institution: Institution): Holder => ({ kind: 'institution', id: institution.id })

  const fenwick = await institution(db, 'Fenwick College', '193.60.1.0/24')
  const reading = await institution(db, 'Reading Room', '193.60.2.0/24', {
    onCampus: 'walk-in',
    admits: ['member'],
  })
  const trying = await institution(db, 'Trying University', '193.60.3.0/24')
  const union = await institution(db, 'Northern Union', null, { kind: 'consortium' })
  await institution(db, 'Child College', '193.60.4.0/24', {}, [union.id])
  await institution(db, 'Bare College', '193.60.5.0/24')
  const crowded = await institution(db, 'Crowded College', '193.60.6.0/24')
  const forgotten = await institution(db, 'Forgotten College', '193.60.7.0/24')
  await grant(to(fenwick), {
    kind: 'subscription',
    covers: [{ kind: 'collection', id: collection.id }],
    affiliations: ['member'],
  })
  await grant(to(reading), { kind: 'perpetual' })
  await grant(to(trying), { kind: 'trial', until: new Date(now.getTime() + DAY) })
  await grant(to(union), { kind: 'evidence-based', covers: [{ kind: 'press', slug: 'house' }] })
  const full = await grant(to(crowded), { kind: 'subscription', seats: 1 })
  await sql`insert into seat (licence_id, reader, until) values (${full.licence.id}, 'somebody', ${new Date(now.getTime() + DAY)})`.execute(
    db,
  )
  const withdrawn = await grant(to(forgotten), { kind: 'subscription' })
  await revokeLicence(db, { id: withdrawn.licence.id }, by)

  const account = (name: string, more: { readonly verified?: boolean } = {}) => signedIn(place, name, more)
  const [
    none,
    buyer,
    chapterBuyer,
    ended,
    early,
    refunded,
    unproved,
    renter,
    librarian,
    editor,
    stranger,
    operator,
  ] = await Promise.all([
    account('none'),
    account('buyer'),
    account('chapter-buyer'),
    account('ended'),
    account('early'),
    account('refunded'),
    account('unproved', { verified: false }),
    account('renter'),
    account('librarian'),
    account('editor'),
    account('elsewhere'),
    account('operator'),
  ])
  const own = ({ id }: { readonly id: string }): Holder => ({ kind: 'account', id })
  await grant(own(buyer))
  await grant(own(chapterBuyer), { covers: [{ kind: 'product', id: shelved.ids.closed }] })
  await grant(own(ended), { until: new Date(now.getTime() - DAY) })
  await grant(own(early), { from: new Date(now.getTime() + DAY) })
  const returned = await grant(own(refunded), { source: 'order:1' })
  await revokeLicence(db, { id: returned.licence.id }, by)
  await grant({ kind: 'email', email: unproved.email }, { kind: 'inspection-copy' })
  await grant(own(renter), { kind: 'pay-per-view', until: new Date(now.getTime() + DAY) })
  await addLibrarian(db, { institutionId: fenwick.id, accountId: librarian.id }, by)
  await role(db, editor.id, 'house', 'editor')
  await role(db, stranger.id, 'larkspur', 'owner')
  await role(db, operator.id, '*', 'operator')

  const coded = newWord()
  await grant({ kind: 'bearer', hash: hashWord(coded) }, { kind: 'code' })
  const link = await makeReadLink(
    db,
    { productId: shelved.ids.book, until: new Date(now.getTime() + DAY) },
    by,
  )
  const past = await makeReadLink(
    db,
    { productId: shelved.ids.book, until: new Date(now.getTime() - DAY) },
    { ...by, now: ago },
  )
  const signIn = await federated(place, fenwick)

  const someone = (name: string, more: Partial<Visitor> = {}): Visitor => ({
    ...{ name, address: NOWHERE, cookie: '', reads: NONE, takes: NONE },
    ...more,
  })
  return [
    someone('stranger'),
    someone('on campus', { address: '193.60.1.9', reads: BOOK, takes: BOOK }),
    someone('campus, no licence', { address: '193.60.5.9' }),
    someone('campus, revoked', { address: '193.60.7.9' }),
    someone('campus, seats taken', { address: '193.60.6.9' }),
    someone('trial', { address: '193.60.3.9', reads: BOOK, takes: BOOK }),
    someone('consortium', { address: '193.60.4.9', reads: BOOK, takes: BOOK }),
    someone('walk-in', { address: '193.60.2.9' }),
    someone('member by SSO', { cookie: await signIn('member'), reads: BOOK, takes: BOOK }),
    someone('alum by SSO', { cookie: await signIn('alum') }),
    someone('signed in', { cookie: none.cookie }),
    someone('signed in on campus', { cookie: none.cookie, address: '193.60.1.9', reads: BOOK, takes: BOOK }),
    someone('bought the book', { cookie: buyer.cookie, reads: BOOK, takes: BOOK }),
    someone('bought the chapter', { cookie: chapterBuyer.cookie, reads: ['closed'], takes: ['closed'] }),
    someone('ended', { cookie: ended.cookie }),
    someone('not begun', { cookie: early.cookie }),
    someone('refunded', { cookie: refunded.cookie }),
    someone('e-mail unproved', { cookie: unproved.cookie }),
    someone('pay-per-view', { cookie: renter.cookie, reads: BOOK }),
    someone('code', { cookie: await passes(place, coded), reads: BOOK, takes: BOOK }),
    someone('read link', { cookie: await passes(place, link.word), reads: BOOK }),
    someone('read link, over', { cookie: await passes(place, past.word) }),
    someone('forged cookies', { cookie: forged(place, coded) }),
    someone('librarian', { cookie: librarian.cookie, reads: BOOK, takes: BOOK }),
    someone('staff', { cookie: editor.cookie, reads: STAFF, takes: ALL }),
    someone('staff elsewhere', { cookie: stranger.cookie }),
    someone('operator', { cookie: operator.cookie, reads: STAFF, takes: ALL }),
  ]
}

async function institution(
  db: Database,
  name: string,
  range: string | null,
  form: { readonly kind?: string; readonly onCampus?: string; readonly admits?: readonly string[] } = {},
  memberOf: readonly string[] = [],
): Promise<Institution> {
  const facts = parseInstitution({ name, ...form })
  if (!facts.ok) throw new Error(`${name}: ${facts.error.join(', ')}`)
  const by = { by: 'test', now: new Date() }
  const made = await addInstitution(db, { ...facts.value, memberOf }, by)
  if (!made.ok) throw new Error(`${name} is refused: ${made.error.kind}`)
  if (range !== null) {
    const { ranges } = parseAddressRanges(range)
    const set = await setRanges(db, made.value.id, ranges, by)
    if (!set.ok) throw new Error(`${name} may not have ${range}: ${set.error.kind}`)
  }
  return made.value
}

async function signedIn(
  { db, secretKey }: VisitorsPlace,
  name: string,
  { verified = true }: { readonly verified?: boolean },
) {
  const id = newId()
  const token = `${newId()}${newId()}`
  const email = `${name}@readers.example`
  await sql`insert into account_user (id, name, email, email_verified) values (${id}, ${name}, ${email}, ${verified})`.execute(
    db,
  )
  await sql`insert into account_session (id, token, user_id, factor, expires_at, updated_at)
    values (${newId()}, ${token}, ${id}, 'second', now() + interval '1 day', now())`.execute(db)
  const cookie = cookieOf('session', signValue(token, accountSecret(secretKey)))
  return { id, email, cookie }
}

const cookieOf = (name: string, value: string): string => `chapterhouse-${name}=${encodeURIComponent(value)}`

const role = (db: Database, id: string, press: string, name: string) =>
  sql`insert into staff_role (account_id, press, role) values (${id}, ${press}, ${name})`.execute(db)

/** As the page of a code or a link gives them. */
async function passes({ secretKey, origin }: VisitorsPlace, word: string): Promise<string> {
  const open = openPasses({ secretKey, originOf: () => origin })
  return await cookiesOf((app) =>
    app.get('/', async (request, reply) => {
      open.give(request, reply, word)
      return ''
    }),
  )
}

/** As the institution's own sign-in gives them. */
async function federated({ db, secretKey, origin }: VisitorsPlace, { id }: Institution) {
  await setSignIn(db, id, [{ entityId: 'https://idp.fenwick.example', scope: null }])
  const book = await openAddressBook(db, { onTrouble: () => {} })
  const door = openInstitutionDoor({
    db,
    book,
    secret: secretKey,
    originOf: () => origin,
    now: () => new Date(),
  })
  return async (affiliation: 'member' | 'alum'): Promise<string> => {
    const cookie = await cookiesOf((app) =>
      app.get('/', async (request, reply) => {
        await door.keepSignIn(request, reply, {
          ...{
            kind: 'signed-in',
            through: 'saml',
            institutionHint: 'https://idp.fenwick.example',
            scope: null,
          },
          ...{
            affiliation,
            pseudonym: null,
            attributes: { affiliations: [], entitlements: [] },
            until: null,
          },
        })
        return ''
      }),
    )
    book.close()
    return cookie
  }
}

async function cookiesOf(route: (app: FastifyInstance) => unknown): Promise<string> {
  const app = fastify()
  route(app)
  const { cookies } = await app.inject('/')
  await app.close()
  return cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ')
}

/** Right words, wrong signatures. */
const forged = ({ shelved }: VisitorsPlace, word: string): string =>
  [
    cookieOf('passes', `${word}.${'A'.repeat(43)}=`),
    cookieOf('session', `${shelved.ids.book}.${'A'.repeat(43)}=`),
    cookieOf('reader', `${shelved.ids.book}~saml~member~zzzzzzzz.${'A'.repeat(43)}=`),
    cookieOf('campus', 'A'.repeat(32)),
  ].join('; ')
