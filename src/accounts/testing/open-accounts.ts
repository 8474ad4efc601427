/** Accounts on a real database, with a browser that keeps cookies and a mailbox, and a clock that a test can move. */
import Fastify, { type FastifyInstance, type LightMyRequestResponse } from 'fastify'
import { type Database, mailMigrations, noticeMigrations, openLog, withDatabase } from '#platform'
import { refuseCrossSite, type Site } from '#web'
import { type AccountsDeps, accountSecret, openDesk, openIdentify } from '../desk.ts'
import { institutionMigrations } from '../institutions/index.ts'
import { writeLetters } from '../letters/letter-writer.ts'
import { migrations } from '../migrations.ts'
import { accountRoutes } from '../routes.ts'
import { findSignedIn } from '../session-store.ts'

const ORIGIN = 'https://books.example.org'
const SECRET = 'a secret of thirty-two characters at least'

const SITE: Site = {
  place: { origin: ORIGIN, base: '', language: 'en' },
  brand: {
    name: 'Aldine House',
    shortName: 'Aldine',
    onlinePublisher: 'Aldine House',
    mark: null,
    stylesheet: '',
    script: '',
    favicon: '',
    fonts: [],
    notice: null,
    accessibilityContact: 'help@aldine.example',
    languages: ['en', 'fr'],
    hue: 30,
  },
  press: null,
}

export type Letter = { readonly to: string; readonly subject: string; readonly text: string }

export type Accounts = {
  readonly db: Database
  readonly app: FastifyInstance
  readonly origin: string
  browser(address?: string): Browser
  /** All letters asked for so far, written and taken out of the queue. */
  mailbox(): Promise<readonly Letter[]>
  /** Moves the clock on. */
  wait(seconds: number): void
}

export type Browser = {
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<LightMyRequestResponse>
  post(path: string, form: Readonly<Record<string, string>>): Promise<LightMyRequestResponse>
  readonly cookies: Map<string, string>
}

export const withAccounts = (
  use: (accounts: Accounts) => Promise<void>,
  more: Partial<AccountsDeps> = {},
): Promise<void> =>
  withDatabase(
    { ...noticeMigrations, ...mailMigrations, ...institutionMigrations, ...migrations },
    async (db) => {
      let ahead = 0
      const base = { db, secretKey: SECRET, now: () => new Date(Date.now() + ahead), siteOf: () => SITE }
      const desk = openDesk({
        ...base,
        log: openLog('silent'),
        identify: openIdentify({
          ...base,
          sessions: { find: (token) => findSignedIn(db, token, base.now()) },
        }),
        answerShell: async (_request, reply, page) =>
          reply
            .code(page.status ?? 200)
            .header('cache-control', 'private, no-store')
            .type('text/html; charset=utf-8')
            .send(page.main.text),
        finderPath: '/institutions',
        providers: [],
        panels: [],
        parts: [],
        ...more,
      })
      const app = Fastify({ logger: false, trustProxy: true })
      app.addHook(
        'onRequest',
        refuseCrossSite(() => ORIGIN),
      )
      await app.register(accountRoutes(desk))
      await app.ready()
      await desk.engineOf(SITE)
      try {
        await use({
          db,
          app,
          origin: ORIGIN,
          browser: (address = '192.0.2.1') => openBrowser(app, address),
          mailbox: () => readMail(db),
          wait: (seconds) => {
            ahead += seconds * 1000
          },
        })
      } finally {
        await app.close()
      }
    },
  )

function openBrowser(app: FastifyInstance, address: string): Browser {
  const cookies = new Map<string, string>()
  const headers = () => ({
    'x-forwarded-for': address,
    'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
    ...(cookies.size > 0
      ? { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') }
      : {}),
  })
  const keep = (answer: LightMyRequestResponse) => {
    for (const { name, value, maxAge } of answer.cookies) {
      if (maxAge === 0) cookies.delete(name)
      else cookies.set(name, encodeURIComponent(value))
    }
    return answer
  }
  return {
    cookies,
    get: async (path, more = {}) => keep(await app.inject({ url: path, headers: { ...headers(), ...more } })),
    post: async (path, form) =>
      keep(
        await app.inject({
          method: 'POST',
          url: path,
          headers: {
            ...headers(),
            'sec-fetch-site': 'same-origin',
            'content-type': 'application/x-www-form-urlencoded',
          },
          payload: new URLSearchParams(form).toString(),
        }),
      ),
  }
}

async function readMail(db: Database): Promise<readonly Letter[]> {
  await writeLetters(db, accountSecret(SECRET))
  const rows = await db
    .withTables<{ mail: { content: string; made: Date } }>()
    .deleteFrom('mail')
    .returning('content')
    .execute()
  return rows.map(({ content }) => JSON.parse(content))
}

/** The link in a letter, without the site's address. */
export const linkIn = (letter: Letter | undefined): string =>
  /https:\/\/books\.example\.org(\/letters\/\S+)/.exec(letter?.text ?? '')?.[1] ?? '/no-link'

/** Signs up and in, as a reader does. */
export async function newReader(
  accounts: Accounts,
  { email = 'ines@example.org', password = 'eight walls and a pillar' } = {},
): Promise<Browser> {
  const browser = accounts.browser()
  await browser.post('/sign-up', { name: 'Ines Marchetti', email, password, to: '/' })
  const letters = await accounts.mailbox()
  await browser.post(linkIn(letters.find(({ to }) => to === email)), {})
  return browser
}
