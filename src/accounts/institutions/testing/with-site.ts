/** The routes of institutions as the site joins them, for somebody who comes from an address of choice. */
import Fastify, { type FastifyInstance } from 'fastify'
import { type Database, parseConfig } from '#platform'
import { refuseCrossSite, type Site } from '#web'
import { type AddressBook, openAddressBook } from '../address-book.ts'
import { type InstitutionDoor, openInstitutionDoor } from '../readers/institution-door.ts'
import { institutionRoutes } from '../routes.ts'

export type TestSite = {
  readonly app: FastifyInstance
  readonly book: AddressBook
  readonly door: InstitutionDoor
  readonly clock: { now: Date }
  /** Cookies are kept, as a browser keeps them. */
  get(url: string, from?: string): Promise<Answer>
  post(url: string, form?: Readonly<Record<string, string>>, from?: string): Promise<Answer>
  readonly cookies: Map<string, string>
}

export const ORIGIN = 'https://books.example'
const HOME = '192.0.2.1'

export async function withSite(
  db: Database,
  use: (site: TestSite) => Promise<void>,
  account: { readonly id: string } | null = null,
): Promise<void> {
  const config = parseConfig({ TRUSTED_PROXIES: 'loopback' }, '/')
  if (!config.ok) throw new Error(config.error.join())
  const clock = { now: new Date('2026-03-05T12:00:00Z') }
  const now = () => clock.now
  const siteOf = (): Site => SITE
  const originOf = () => ORIGIN
  const book = await openAddressBook(db, { onTrouble: (error) => console.error(error) })
  const door = openInstitutionDoor({ db, book, secret: 'x'.repeat(40), originOf, now })
  const app = Fastify({ trustProxy: (address) => config.value.trustedProxies(address) })
  app.addHook('preHandler', refuseCrossSite(originOf))
  await app.register(
    institutionRoutes({
      ...{ db, book, door, now, siteOf },
      accountOf: async () => account,
      answerShell: async (_request, reply, page) =>
        reply
          .code(page.status ?? 200)
          .type('text/html')
          .send(page.main.text),
    }),
  )
  app.get('/who', async (request) => door.identify(request))
  const cookies = new Map<string, string>()
  const ask = async (options: { method: 'GET' | 'POST'; url: string; payload?: string }, from: string) => {
    const response = await app.inject({
      ...options,
      headers: {
        'x-forwarded-for': from,
        'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
        ...(cookies.size > 0 && {
          cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        }),
        ...(options.payload !== undefined && {
          ...{ 'content-type': 'application/x-www-form-urlencoded', origin: ORIGIN },
        }),
      },
    })
    for (const { name, value, maxAge } of response.cookies)
      if (maxAge === 0) cookies.delete(name)
      else cookies.set(name, encodeURIComponent(value))
    return answerOf(response)
  }
  try {
    await use({
      ...{ app, book, door, clock, cookies },
      get: (url, from = HOME) => ask({ method: 'GET', url }, from),
      post: (url, form = {}, from = HOME) =>
        ask({ method: 'POST', url, payload: String(new URLSearchParams(form)) }, from),
    })
  } finally {
    book.close()
    await app.close()
  }
}

type Answer = {
  readonly status: number
  readonly location: string | null
  readonly body: string
  readonly cookies: readonly string[]
}

const answerOf = (response: Awaited<ReturnType<FastifyInstance['inject']>>): Answer => ({
  status: response.statusCode,
  location: response.headers.location ?? null,
  body: response.body,
  cookies: [response.headers['set-cookie'] ?? []].flat().map(String),
})

const SITE: Site = {
  place: { origin: ORIGIN, base: '', language: 'en' },
  press: null,
  brand: {
    ...{
      name: 'Aldine',
      shortName: 'Aldine',
      onlinePublisher: 'Aldine',
      mark: null,
      stylesheet: '',
      script: '',
    },
    ...{ favicon: '', fonts: [], notice: null, accessibilityContact: '', languages: ['en', 'fr'], hue: 20 },
  },
}
