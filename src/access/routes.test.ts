import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fastify, { type FastifyInstance, type FastifyRequest, type LightMyRequestResponse } from 'fastify'
import { type Identity, type InstitutionIdentity, institutionMigrations, STRANGER } from '#accounts'
import { sampleBook, sampleChapter, sampleDraft } from '#book'
import { migrations as catalogueMigrations, listBooks, listChapters, shelveBook } from '#catalogue'
import { type Database, listMail, mailMigrations, noticeMigrations, openFiles, withDatabase } from '#platform'
import { openPresses } from '#press'
import { openAssets, paths } from '#web'
import { day, NOW } from './access.fixture.ts'
import { makeCodes } from './codes/code-store.ts'
import type { AccessDeps } from './deps.ts'
import { grantLicence, revokeLicence } from './licences/licence-store.ts'
import { makeReadLink } from './licences/read-link.ts'
import { migrations } from './migrations.ts'
import { answerLibraryRequest } from './requests/ask-library.ts'
import { listRequests } from './requests/request-store.ts'
import { accessRoutes } from './routes.ts'
import { openEntitlements } from './visitors/open-entitlements.ts'
import { openVisitors } from './visitors/open-visitors.ts'
import { openPasses } from './visitors/passes.ts'
import { openTraces } from './why/traces.ts'

const SECRET = 's'.repeat(32)
const place = { origin: 'http://books.example.org', base: '', language: 'en' } as const
const by = { now: NOW, by: 'test' }

const fenwick: InstitutionIdentity = {
  ...{ id: 'fenwick', name: 'Fenwick College', through: 'address', affiliation: 'member' },
  lineage: ['fenwick'],
}
const ada = { id: 'a1', email: 'ada@fenwick.example', name: 'Ada', verified: true }

type Site = {
  readonly app: FastifyInstance
  readonly db: Database
  readonly chapter: { readonly id: string; readonly path: string }
  /** One browser: it keeps its cookies, and may be somebody. */
  browser(identity?: Partial<Identity>): {
    get(url: string): Promise<LightMyRequestResponse>
    post(url: string, form: Readonly<Record<string, string>>): Promise<LightMyRequestResponse>
    be(identity: Partial<Identity>): void
  }
}

const withSite = (use: (site: Site) => Promise<void>): Promise<void> =>
  withDatabase(
    {
      ...noticeMigrations,
      ...mailMigrations,
      ...catalogueMigrations,
      ...institutionMigrations,
      ...migrations,
    },
    async (db) => {
      const draft = sampleDraft(sampleBook({ title: 'Harbours', openness: 'closed' }), [
        sampleChapter({ title: 'Pilots', openness: 'closed' }),
      ])
      await shelveBook({ db, files: openFiles('/nowhere'), now: NOW }, { draft, folder: '', press: 'aldine' })
      const [book] = (await listBooks(db, { limit: 1 })).books
      const [chapter] = await listChapters(db, book?.id ?? '')
      assert.ok(chapter)
      const identities = new Map<string, Identity>()
      const entitlements = await openEntitlements(db, { now: () => NOW, onTrouble: assert.ifError })
      const passes = openPasses({ secretKey: SECRET, originOf: () => place.origin })
      const traces = openTraces()
      const visitors = openVisitors({
        ...{ now: () => NOW, secretKey: SECRET, entitlements, passes, traces },
        identify: async ({ headers }: FastifyRequest) =>
          identities.get(String(headers['x-browser'])) ?? STRANGER,
        admits: () => ['member'],
      })
      const presses = openPresses([], openAssets())
      const deps: AccessDeps = {
        ...{
          db,
          now: () => NOW,
          secretKey: SECRET,
          instance: 'web-1',
          presses,
          passes,
          traces,
          entitlements,
        },
        book: { find: () => null },
        siteOf: () => ({ place, brand: presses.brandOf('aldine', 'en'), press: null }),
        visitorOf: visitors.visitorOf,
        collectionsOf: entitlements.collectionsOf,
        offersOf: async () => [],
        buyPath: () => null,
        onGiven: (request, given) => void visitors.noteGiven(request, given),
        answerShell: async (_request, reply, page) =>
          reply
            .code(page.status ?? 200)
            .type('text/html')
            .send(`<title>${page.title}</title>${page.main}`),
      }
      const app = fastify()
      await app.register(accessRoutes(deps))
      let browsers = 0
      await use({
        ...{ app, db, chapter: { id: chapter.id, path: paths.chapter(chapter) } },
        browser: (identity = {}) => {
          const name = String(browsers++)
          const be = (other: Partial<Identity>) => identities.set(name, { ...STRANGER, ...other })
          be(identity)
          const jar = new Map<string, string>()
          const send = async (options: { method: 'GET' | 'POST'; url: string; payload?: string }) => {
            const cookie = [...jar].map(([key, value]) => `${key}=${value}`).join('; ')
            const answer = await app.inject({
              ...options,
              headers: {
                'x-browser': name,
                ...(cookie === '' ? {} : { cookie }),
                ...(options.method === 'POST' ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
              },
            })
            for (const one of answer.cookies) jar.set(one.name, encodeURIComponent(one.value))
            return answer
          }
          return {
            be,
            get: (url) => send({ method: 'GET', url }),
            post: (url, form) => send({ method: 'POST', url, payload: String(new URLSearchParams(form)) }),
          }
        },
      })
      await app.close()
      await entitlements.close()
    },
  )

const whyPath = ({ chapter }: Site) => paths.why(chapter)

describe('a code', () => {
  it('opens for a reader without an account, in this browser alone', () =>
    withSite(async (site) => {
      const { db, chapter } = site
      const [made] = await makeCodes(
        db,
        {
          ...{
            kind: 'single',
            label: 'Cards',
            covers: [{ kind: 'product', id: chapter.id }],
            number: 1,
            uses: 1,
          },
          ...{ days: 30, until: null },
        },
        by,
      )
      const reader = site.browser()
      assert.match((await reader.get(whyPath(site))).body, /Why can I not read this\?/)
      const wrong = await reader.post(paths.accessCode, { code: 'ABCD', to: chapter.path })
      assert.equal(wrong.statusCode, 422)
      assert.match(wrong.body, /aria-invalid="true"/)
      const used = await reader.post(paths.accessCode, {
        code: made?.code.toLowerCase() ?? '',
        to: chapter.path,
      })
      assert.equal(used.statusCode, 303)
      const told = await reader.get(String(used.headers.location))
      assert.match(told.body, /until 4 April 2026/)
      assert.match(told.body, new RegExp(`href="${chapter.path}"`))
      assert.match((await reader.get(whyPath(site))).body, /Why can I read this\?/)
      assert.match((await site.browser().get(whyPath(site))).body, /Why can I not read this\?/)
    }))

  it('goes into the account that is signed in, or is taken over by it later', () =>
    withSite(async (site) => {
      const { db, chapter } = site
      const covers = [{ kind: 'product', id: chapter.id } as const]
      const codes = await makeCodes(
        db,
        { kind: 'single', label: 'Cards', covers, number: 2, uses: 1, days: null, until: null },
        by,
      )
      const reader = site.browser()
      await reader.post(paths.accessCode, { code: codes[0]?.code ?? '', to: '/' })
      reader.be({ account: ada })
      assert.match((await reader.get(whyPath(site))).body, /Keep in my account/)
      assert.equal(
        (await reader.post(paths.accessClaim, { to: chapter.path })).headers.location,
        chapter.path,
      )
      const elsewhere = site.browser({ account: ada })
      assert.match((await elsewhere.get(whyPath(site))).body, /Why can I read this\?/)
      const second = await elsewhere.post(paths.accessCode, { code: codes[1]?.code ?? '', to: '/' })
      assert.match((await elsewhere.get(String(second.headers.location))).body, /kept in your account/)
    }))

  it('is not guessed: after twenty tries a network has to wait', () =>
    withSite(async ({ browser }) => {
      const guesser = browser()
      const statuses: number[] = []
      for (let i = 0; i < 22; i++)
        statuses.push(
          (await guesser.post(paths.accessCode, { code: '0000-0000-0000-0000', to: '/' })).statusCode,
        )
      assert.deepEqual([statuses[19], statuses[20], statuses[21]], [422, 429, 429])
    }))

  it('sends nobody to another site', () =>
    withSite(async ({ browser }) => {
      const form = await browser().get(
        `${paths.accessCode}?to=${encodeURIComponent('https://evil.example/')}`,
      )
      assert.ok(!form.body.includes('evil'))
    }))
})

describe('a reading link', () => {
  it('lets whoever follows it read, without standing in the address of the page', () =>
    withSite(async (site) => {
      const { word, licence } = await makeReadLink(site.db, { productId: site.chapter.id, until: day(7) }, by)
      const reader = site.browser()
      const followed = await reader.get(paths.readLink(word))
      assert.equal(followed.statusCode, 303)
      assert.equal(followed.headers.location, site.chapter.path)
      const why = (await reader.get(whyPath(site))).body
      assert.match(why, /Why can I read this\?/)
      assert.match(why, /but not taken away as a file/)
      await revokeLicence(site.db, { id: licence.id }, by)
      assert.equal((await site.browser().get(paths.readLink(word))).statusCode, 410)
    }))

  it('that is over or broken says so, and leads to the page', () =>
    withSite(async (site) => {
      const { word } = await makeReadLink(
        site.db,
        { productId: site.chapter.id, until: day(7) },
        { ...by, now: day(-30) },
      )
      const over = await grantOver(site)
      assert.equal((await site.browser().get(paths.readLink(word))).statusCode, 303)
      const ended = await site.browser().get(paths.readLink(over))
      assert.equal(ended.statusCode, 410)
      assert.match(ended.body, new RegExp(site.chapter.path))
      for (const broken of ['x', 'x'.repeat(27)])
        assert.equal((await site.browser().get(paths.readLink(broken))).statusCode, 404)
    }))
})

const grantOver = async ({ db, chapter }: Site): Promise<string> =>
  (await makeReadLink(db, { productId: chapter.id, until: day(-1) }, { now: day(-9), by: 'test' })).word

describe('asking a library', () => {
  it('reaches its queue, and tells the reader when it is settled', () =>
    withSite(async (site) => {
      const { db, chapter } = site
      const reader = site.browser({ institutions: [fenwick] })
      const form = await reader.get(paths.askLibrary(chapter))
      assert.match(form.body, /Fenwick College/)
      const asked = await reader.post(paths.askLibrary(chapter), {
        ...{
          institution: 'fenwick',
          library: '',
          name: 'Ada',
          email: 'ada@home.example',
          message: 'A thesis',
        },
      })
      assert.equal(asked.statusCode, 303)
      const status = String(asked.headers.location)
      assert.match((await reader.get(status)).body, /Nobody has answered it yet/)
      assert.equal((await reader.get(`${status.slice(0, -1)}_`)).statusCode, 404)
      const [request] = await listRequests(db, { institutionIds: ['fenwick'], state: 'open', limit: 5 })
      assert.equal(request?.message, 'A thesis')
      await answerLibraryRequest(
        db,
        request?.id ?? '',
        { state: 'settled', answer: 'Here you are.', by: 'librarian' },
        {
          title: 'Pilots',
          site: 'Aldine',
          page: 'http://books.example.org/x',
          status: 'http://books.example.org/y',
        },
        NOW,
      )
      assert.match((await reader.get(status)).body, /has settled your request.*Here you are\./s)
      const [letter] = await listMail(db, { limit: 5 })
      assert.equal(letter?.recipient, 'ada@home.example')
    }))

  it('twice is asking once, and says what is missing beside its field', () =>
    withSite(async (site) => {
      const reader = site.browser({ account: ada })
      const empty = await reader.post(paths.askLibrary(site.chapter), { library: '' })
      assert.equal(empty.statusCode, 422)
      assert.match(empty.body, /Say which library you ask/)
      const ask = () => reader.post(paths.askLibrary(site.chapter), { library: 'Nowhere Library' })
      const [first, second] = [await ask(), await ask()]
      assert.equal(first.headers.location, second.headers.location)
      assert.match(
        (await reader.get(String(first.headers.location))).body,
        /We do not know Nowhere Library yet/,
      )
      const bad = await site.browser().post(paths.askLibrary(site.chapter), { library: 'X', email: 'ada@' })
      assert.match(bad.body, /no e-mail address/)
    }))
})

describe('why', () => {
  it('says who the reader is, every reason, and what would help', () =>
    withSite(async (site) => {
      await grantLicence(
        site.db,
        {
          ...{
            kind: 'subscription',
            holder: { kind: 'institution', id: 'fenwick' },
            from: day(-90),
            until: day(-30),
          },
          covers: [{ kind: 'press', slug: 'aldine' }],
        },
        by,
      )
      const { body } = await site.browser({ account: ada, institutions: [fenwick] }).get(whyPath(site))
      assert.match(body, /You are signed in as ada@fenwick\.example/)
      assert.match(body, /recognised as a member of Fenwick College, by the address of your network/)
      assert.match(
        body,
        /It was covered by the subscription of Fenwick College, which ended on 3 February 2026/,
      )
      assert.match(body, new RegExp(paths.askLibrary(site.chapter)))
      assert.ok(!body.includes('Sign in to your own account'))
    }))

  it('is remembered by its number, for the press and for the reader’s own library, and for nobody else', () =>
    withSite(async (site) => {
      const reader = site.browser({ account: ada, institutions: [fenwick] })
      const { body } = await reader.get(whyPath(site))
      const number = /class="identifier">([^<]+)</.exec(body)?.[1] ?? ''
      const trace = (identity: Partial<Identity>) => site.browser(identity).get(paths.accessTrace(number))
      const support = await trace({
        account: { ...ada, id: 's' },
        staff: [{ press: 'aldine', role: 'support' }],
      })
      const seen = support.json()
      assert.equal(seen.decision.kind, 'closed')
      assert.equal(seen.who.account.email, ada.email)
      assert.equal(seen.remembered.by, 'web-1')
      const librarian = await trace({ account: { ...ada, id: 'l' }, librarianOf: ['fenwick'] })
      assert.equal(librarian.json().who.account, true)
      assert.ok(!librarian.body.includes(ada.email))
      for (const other of [
        {},
        { account: ada },
        { librarianOf: ['elsewhere'] },
        { staff: [{ press: 'larkspur', role: 'owner' as const }] },
      ])
        assert.equal((await trace(other)).statusCode, 404)
      assert.equal(
        (await site.browser({ staff: [{ press: '*', role: 'operator' }] }).get(paths.accessTrace('none')))
          .statusCode,
        404,
      )
    }))
})
