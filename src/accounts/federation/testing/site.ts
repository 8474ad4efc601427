/** The routes on a real server of this machine, with a browser that keeps cookies as browsers do. */
import type { AddressInfo } from 'node:net'
import Fastify, { type FastifyInstance } from 'fastify'
import { newId } from '#base'
import { type Brand, html, type Language, type Site } from '#web'
import type { FederationDeps } from '../deps.ts'
import { federationRoutes } from '../routes.ts'
import type { SignedIn } from '../signed-in.ts'
import { silent, type World } from './world.ts'

export type TestSite = {
  readonly app: FastifyInstance
  readonly origin: string
  readonly deps: FederationDeps
  readonly kept: SignedIn[]
  readonly logged: Record<string, unknown>[]
}

const brand: Brand = {
  name: 'Example Press',
  shortName: 'Example',
  onlinePublisher: 'Example Press',
  mark: null,
  stylesheet: '/assets/x.css',
  script: '/assets/x.js',
  favicon: '/assets/x.svg',
  fonts: [],
  notice: null,
  accessibilityContact: 'help@press.example',
  languages: ['en', 'fr'],
  hue: 20,
}

export async function openTestSite(world: World, changes: Partial<FederationDeps> = {}): Promise<TestSite> {
  const kept: SignedIn[] = []
  const logged: Record<string, unknown>[] = []
  const languages = new WeakMap<object, Language>()
  let origin = ''
  const app = Fastify({
    genReqId: newId,
    rewriteUrl: (request) => {
      const url = request.url ?? '/'
      const french = /^\/fr(\/|$)/.test(url)
      languages.set(request, french ? 'fr' : 'en')
      return french ? url.slice(3) || '/' : url
    },
  })
  app.addHook('onRequest', async (_request, reply) => {
    reply.header(
      'content-security-policy',
      "default-src 'none'; script-src 'self'; form-action 'self'; base-uri 'none'",
    )
  })
  const log = (line: object, words: string) => logged.push({ ...line, words })
  const deps: FederationDeps = {
    ...world.deps,
    now: () => new Date(),
    log: Object.assign(Object.create(silent), { warn: log, info: log }),
    siteOf: (request): Site => ({
      place: { origin, base: '', language: languages.get(request.raw) ?? 'en' },
      brand,
      press: null,
    }),
    answerShell: async (_request, reply, page) =>
      reply
        .code(page.status ?? 200)
        .type('text/html')
        .send(html`<title>${page.title}</title>${page.main}`.text),
    origins: () => [origin],
    contact: 'help@press.example',
    finderPath: '/institutions',
    keepSignIn: async (_request, reply, signedIn) => {
      kept.push(signedIn)
      reply.header('set-cookie', 'session=new; Path=/; HttpOnly; SameSite=Lax')
      return 'kept'
    },
    forgetSignIn: async (_request, reply) => {
      reply.header('set-cookie', 'session=; Path=/; Max-Age=0')
    },
    ...changes,
  }
  await app.register(federationRoutes(deps))
  await app.listen({ port: 0, host: '127.0.0.1' })
  origin = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  return { app, origin, deps, kept, logged }
}

export type Visit = {
  readonly url: string
  readonly status: number
  readonly text: string
  readonly headers: Headers
}

/** Follows redirections. A form sent from another site brings no cookies (SameSite=Lax); a link does. */
export class TestBrowser {
  readonly cookies = new Map<string, Map<string, string>>()

  go(url: string): Promise<Visit> {
    return this.#visit(url, { method: 'GET' }, true)
  }

  send(url: string, fields: Readonly<Record<string, string>>, from: string): Promise<Visit> {
    const body = new URLSearchParams(fields).toString()
    const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: new URL(from).origin }
    return this.#visit(url, { method: 'POST', body, headers }, new URL(url).origin === new URL(from).origin)
  }

  async #visit(url: string, init: RequestInit, withCookies: boolean, hops = 0): Promise<Visit> {
    const { host } = new URL(url)
    const jar = this.cookies.get(host) ?? new Map<string, string>()
    this.cookies.set(host, jar)
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(url, {
      ...init,
      redirect: 'manual',
      headers: { ...init.headers, ...(withCookies && cookie !== '' ? { cookie } : {}) },
    })
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      if (/max-age=0|expires=thu, 01 jan 1970/i.test(set)) jar.delete(name)
      else jar.set(name, value)
    }
    const next = answer.headers.get('location')
    if (next === null || answer.status === 201 || hops > 10)
      return { url, status: answer.status, text: await answer.text(), headers: answer.headers }
    await answer.arrayBuffer()
    return this.#visit(new URL(next, url).href, { method: 'GET' }, true, hops + 1)
  }
}

/** The first form of a page: where it goes, and what it says. */
export function formOf(text: string): {
  readonly action: string
  readonly fields: Readonly<Record<string, string>>
} {
  const plain = (value: string) =>
    value
      .replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'")
      .replaceAll('&#x3D;', '=')
      .replaceAll('&amp;', '&')
  const action = /<form[^>]*action="([^"]*)"/.exec(text)?.[1] ?? ''
  const inputs = [...text.matchAll(/<input[^>]*name="([^"]*)"[^>]*value="([^"]*)"/g)]
  return {
    action: plain(action),
    fields: Object.fromEntries(inputs.map(([, name = '', value = '']) => [plain(name), plain(value)])),
  }
}
