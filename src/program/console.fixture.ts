/** A console to be tested over the whole site: somebody signed in, and a browser that sends forms and files. */
import assert from 'node:assert/strict'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { accountSecret, addInstitution, parseInstitution, signValue } from '#accounts'
import { newId } from '#base'
import { type Database, parseConfig } from '#platform'
import { withSite } from './http/site.fixture.ts'
import type { TestPlace } from './workplace.fixture.ts'

export const SECRET_KEY = 'a secret of thirty-two characters at least'
const ORIGIN = 'http://books.example.org'
const SETTINGS = { PUBLIC_URL: ORIGIN, SECRET_KEY }

export const configOf = ({ folder }: TestPlace) => {
  const config = parseConfig({ DATA_DIR: folder, ...SETTINGS }, '/')
  assert.ok(config.ok)
  return config.value
}

/** Signed in with these roles; `factor` owed: the second proof has not been given. */
export async function signedIn(
  db: Database,
  roles: readonly (readonly [press: string, role: string])[],
  factor: 'first' | 'second' = 'second',
): Promise<{ readonly id: string; readonly cookie: string }> {
  const id = newId()
  await sql`insert into account_user (id, name, email, email_verified)
    values (${id}, 'Ada', ${`${id}@example.org`}, true)`.execute(db)
  for (const [press, role] of roles)
    await sql`insert into staff_role (account_id, press, role) values (${id}, ${press}, ${role})`.execute(db)
  return { id, cookie: await newSession(db, id, factor) }
}

/** Answers its cookie. */
export async function newSession(
  db: Database,
  accountId: string,
  factor: 'first' | 'second' = 'second',
): Promise<string> {
  const token = `${newId()}${newId()}`
  await sql`insert into account_session (id, token, user_id, factor, expires_at, updated_at)
    values (${newId()}, ${token}, ${accountId}, ${factor}, now() + interval '1 day', now())`.execute(db)
  return `chapterhouse-session=${encodeURIComponent(signValue(token, accountSecret(SECRET_KEY)))}`
}

export const browserOf = (app: FastifyInstance, cookie: string) => {
  const headers = { host: 'books.example.org', origin: ORIGIN, ...(cookie === '' ? {} : { cookie }) }
  const postAll = (url: string, form: URLSearchParams) =>
    app.inject({
      ...{ method: 'POST', url },
      headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
      payload: form.toString(),
    })
  return {
    get: (url: string, more: Readonly<Record<string, string>> = {}) =>
      app.inject({ url, headers: { ...headers, ...more } }),
    /** With fields that come several times. */
    postAll,
    post: (url: string, form: Readonly<Record<string, string>> = {}) =>
      postAll(url, new URLSearchParams(form)),
    upload: (
      url: string,
      fields: Readonly<Record<string, string>>,
      files: Readonly<Record<string, Uint8Array>>,
    ) => {
      const parts = [
        ...Object.entries(fields).map(([name, value]) => ({
          head: `name="${name}"`,
          body: Buffer.from(value),
        })),
        ...Object.entries(files).map(([name, bytes]) => ({
          head: `name="files"; filename="${name}"`,
          body: Buffer.from(bytes),
        })),
      ]
      const payload = Buffer.concat([
        ...parts.flatMap(({ head, body }) => [
          Buffer.from(`--mark\r\ncontent-disposition: form-data; ${head}\r\n\r\n`),
          body,
          Buffer.from('\r\n'),
        ]),
        Buffer.from('--mark--\r\n'),
      ])
      const type = { 'content-type': 'multipart/form-data; boundary=mark' }
      return app.inject({ method: 'POST', url, headers: { ...headers, ...type }, payload })
    },
  }
}

export async function addNamed(db: Database, form: Parameters<typeof parseInstitution>[0]): Promise<string> {
  const facts = parseInstitution(form)
  assert.ok(facts.ok)
  const made = await addInstitution(db, facts.value, { by: 'test', now: new Date() })
  assert.ok(made.ok)
  return made.value.id
}

export type Staff = ReturnType<typeof browserOf>

export const withConsole = (use: (app: FastifyInstance, place: TestPlace, staff: Staff) => Promise<void>) =>
  withSite(SETTINGS, async (app, place) => {
    const { cookie } = await signedIn(place.db, [['house', 'owner']])
    await use(app, place, browserOf(app, cookie))
  })
