/** A press that sells, on a real database, with Stripe's double behind it and browsers in front; a test moves the clock. */
import assert from 'node:assert/strict'
import Fastify, { type FastifyInstance, type FastifyRequest, type LightMyRequestResponse } from 'fastify'
import { sql } from 'kysely'
import {
  accessMigrations,
  decideAccess,
  type Licence,
  listLicences,
  openEntitlements,
  openPasses,
  openTraces,
  openVisitors,
  toAccessProduct,
} from '#access'
import { type AccountIdentity, institutionMigrations, STRANGER } from '#accounts'
import { type Price, sampleBook, sampleChapter, sampleDraft } from '#book'
import {
  migrations as catalogueMigrations,
  findChapter,
  listBooks,
  listChapters,
  shelveBook,
} from '#catalogue'
import {
  type Database,
  mailMigrations,
  noticeMigrations,
  openFiles,
  openLog,
  type TestDatabase,
  withDatabase,
} from '#platform'
import { openPresses } from '#press'
import { openAssets, paths } from '#web'
import type { SalesDeps } from '../deps.ts'
import { migrations } from '../migrations.ts'
import { salesRoutes } from '../routes.ts'
import { sellersOf } from '../seller.ts'
import { openStripe } from '../stripe/open-stripe.ts'
import { PRESS, SECRET } from './silent-till.fixture.ts'
import { openStripeDouble, type StripeDouble } from './stripe-double.ts'

export const ORIGIN = 'http://books.example.org'

export const shopMigrations = {
  ...noticeMigrations,
  ...mailMigrations,
  ...catalogueMigrations,
  ...institutionMigrations,
  ...accessMigrations,
  ...migrations,
}

export type Shop = {
  readonly db: Database
  readonly database: TestDatabase
  readonly app: FastifyInstance
  readonly stripe: StripeDouble
  readonly deps: SalesDeps & { readonly provider: NonNullable<SalesDeps['provider']> }
  readonly chapter: { readonly id: string; readonly path: string }
  readonly book: { readonly id: string }
  /** A browser that keeps its cookies, and may be signed in. */
  browser(account?: AccountIdentity): Browser
  licences(): Promise<readonly Licence[]>
  letters(): Promise<readonly Letter[]>
  /** Moves the clock on. */
  wait(seconds: number): void
  /** Sends what Stripe has told to the route, as it would; answers with the status. */
  tell(
    event: { readonly body: string; sign(at?: number, secret?: string): string },
    signature?: string,
  ): Promise<number>
}

export type Letter = { readonly to: string; readonly subject: string; readonly text: string }

export type Browser = {
  be(account: AccountIdentity | null): void
  get(url: string): Promise<LightMyRequestResponse>
  post(url: string, form: Readonly<Record<string, string>>): Promise<LightMyRequestResponse>
  /** Whether the closed chapter opens, and what is said if it does not. */
  reads(): Promise<ReturnType<typeof decideAccess>>
}

export type ShopOptions = {
  readonly bookPrices?: readonly Price[]
  readonly chapterPrices?: readonly Price[]
}

export const withShop = (
  use: (shop: Shop) => Promise<void>,
  {
    bookPrices = [{ amount: 2999, currency: 'GBP' }],
    chapterPrices = [{ amount: 750, currency: 'GBP' }],
  }: ShopOptions = {},
): Promise<void> =>
  withDatabase(shopMigrations, async (db, database) => {
    const stripe = await openStripeDouble()
    let ahead = 0
    const now = () => new Date(Date.now() + ahead)
    const text = {
      ...{ words: 4, notes: 0, figures: 0, tables: 0, formulas: 0, sections: 1 },
      ...{ writing: 'horizontal' as const, headings: [], pageMarkers: [] },
    }
    const draft = sampleDraft(sampleBook({ title: 'Harbours', openness: 'closed', prices: bookPrices }), [
      sampleChapter({ id: 'c1', title: 'Pilots', openness: 'closed', prices: chapterPrices, text }),
      sampleChapter({ id: 'c2', title: 'Tides', openness: 'closed', prices: [], text }),
    ])
    await shelveBook({ db, files: openFiles('/nowhere'), now: now() }, { draft, folder: '', press: 'aldine' })
    const [book] = (await listBooks(db, { limit: 1 })).books
    const [chapter] = await listChapters(db, book?.id ?? '')
    assert.ok(book && chapter)
    const presses = openPresses([], openAssets())
    const entitlements = await openEntitlements(db, { now, onTrouble: assert.ifError })
    const passes = openPasses({ secretKey: SECRET, originOf: () => ORIGIN })
    const accounts = new Map<string, AccountIdentity>()
    const visitors = openVisitors({
      ...{ now, secretKey: SECRET, entitlements, passes, traces: openTraces() },
      identify: async ({ headers }: FastifyRequest) => ({
        ...STRANGER,
        account: accounts.get(String(headers['x-browser'])) ?? null,
      }),
      admits: () => ['member'],
    })
    const deps = {
      ...{ db, log: openLog('silent'), now, secretKey: SECRET, presses, passes, entitlements },
      siteOf: () => ({
        place: { origin: ORIGIN, base: '', language: 'en' as const },
        brand: presses.brandOf('aldine', 'en'),
        press: null,
      }),
      visitorOf: visitors.visitorOf,
      collectionsOf: entitlements.collectionsOf,
      sellerOf: sellersOf([PRESS], PRESS),
      provider: openStripe({
        ...{ secretKey: stripe.secretKey, webhookSecret: stripe.webhookSecret, apiBase: stripe.url },
      }),
      answerShell: async (_request, reply, page) =>
        reply
          .code(page.status ?? 200)
          .type('text/html')
          .send(`<title>${page.title}</title>${page.main}`),
    } satisfies SalesDeps
    const app = Fastify()
    await app.register(salesRoutes(deps))
    app.get('/reads', async (request) => {
      const found = await findChapter(db, chapter.id)
      assert.ok(found?.kind === 'chapter')
      const product = toAccessProduct(found.product, entitlements.collectionsOf)
      return decideAccess(await visitors.visitorOf(request), product, 'read', now())
    })
    let browsers = 0
    try {
      await use({
        ...{ db, database, app, stripe, deps },
        chapter: { id: chapter.id, path: paths.chapter(chapter) },
        book: { id: book.id },
        browser: (account) => {
          const name = String(browsers++)
          if (account !== undefined) accounts.set(name, account)
          return openBrowser(app, name, (next) => {
            if (next === null) accounts.delete(name)
            else accounts.set(name, next)
          })
        },
        licences: () => listLicences(db, { limit: 100 }),
        letters: () => readLetters(db),
        wait: (seconds) => {
          ahead += seconds * 1000
        },
        tell: async (event, signature = event.sign(now().getTime())) => {
          const answer = await app.inject({
            ...{ method: 'POST', url: paths.paymentsOfStripe, payload: event.body },
            headers: { 'content-type': 'application/json; charset=utf-8', 'stripe-signature': signature },
          })
          await entitlements.follow({ kind: 'licences-changed', holders: await everyHolder(db) })
          return answer.statusCode
        },
      })
    } finally {
      await app.close()
      await entitlements.close()
      await stripe.close()
    }
  })

/** Instead of following notices, which take their time. */
const everyHolder = async (db: Database): Promise<readonly string[]> =>
  (await listLicences(db, { limit: 100 })).map(({ holder }) =>
    holder.kind === 'bearer'
      ? `bearer:${holder.hash}`
      : holder.kind === 'email'
        ? `email:${holder.email}`
        : `${holder.kind}:${holder.id}`,
  )

async function readLetters(db: Database): Promise<readonly Letter[]> {
  const { rows } = await sql<{ recipient: string; content: string }>`
    select recipient, content from mail order by made, id`.execute(db)
  return rows.map(({ recipient, content }) => {
    const { subject, text } = JSON.parse(content) as { subject: string; text: string }
    return { to: recipient, subject, text }
  })
}

function openBrowser(
  app: FastifyInstance,
  name: string,
  be: (account: AccountIdentity | null) => void,
): Browser {
  const jar = new Map<string, string>()
  const send = async (options: { method: 'GET' | 'POST'; url: string; payload?: string }) => {
    const cookie = [...jar].map(([key, value]) => `${key}=${value}`).join('; ')
    const answer = await app.inject({
      ...options,
      url: options.url.replace(ORIGIN, ''),
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
    reads: async () => (await send({ method: 'GET', url: '/reads' })).json(),
  }
}
