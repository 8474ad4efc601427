/**
 * Speaks to a cloud in a reader's name: one request, its answer whole, and whatever kept it from being answered as a value. A
 * token that is refused is renewed once, and the request repeated.
 */
import { fail, ok, type Result } from '#base'
import type { Called, Hitch } from './cloud.ts'

export type Request = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array<ArrayBuffer>
}

export type Answer = {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The answer as JSON, field by field; null where there is none. */
  readonly field: (...path: readonly string[]) => unknown
}

/** Gives a token; `refused`: that one is not taken any more. */
export type TokenSource = (refused: string | null) => Promise<Result<string, Hitch>>

export type Caller = {
  /** With the reader's token. Answers of success, and those a cloud alone can explain: 4xx other than 401 and 429. */
  call(request: Request): Promise<Called<Answer>>
  /** As it is: for addresses that are a permission by themselves. */
  plain(request: Request): Promise<Called<Answer>>
}

const LONGEST_MS = 60_000
const MOST_BYTES = 1024 * 1024

export function openCaller(
  tokens: TokenSource,
  { signal, now }: { readonly signal: AbortSignal; readonly now: () => Date },
): Caller {
  const plain = async (request: Request) => judge(await ask(request, signal), now())
  return {
    plain,
    async call(request) {
      const token = await tokens(null)
      if (!token.ok) return token
      const first = await ask(withToken(request, token.value), signal)
      if (!first.ok || first.value.status !== 401) return judge(first, now())
      if (lacksScope(first.value)) return fail({ kind: 'reconnect', why: 'permission' })
      const renewed = await tokens(token.value)
      if (!renewed.ok) return renewed
      const second = await ask(withToken(request, renewed.value), signal)
      if (!second.ok || second.value.status !== 401) return judge(second, now())
      return fail({ kind: 'reconnect', why: lacksScope(second.value) ? 'permission' : 'revoked' })
    },
  }
}

const withToken = (request: Request, token: string): Request => ({
  ...request,
  headers: { ...request.headers, authorization: `Bearer ${token}` },
})

/** Dropbox says it so; Google with a 403. */
const lacksScope = (answer: Answer): boolean => answer.field('error', '.tag') === 'missing_scope'

async function ask({ method, url, headers, body }: Request, signal: AbortSignal): Promise<Called<Answer>> {
  try {
    const response = await fetch(url, {
      method,
      // Resumable uploads answer 308 without meaning another address.
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(LONGEST_MS)]),
      ...(headers === undefined ? {} : { headers }),
      ...(body === undefined ? {} : { body }),
    })
    return ok(toAnswer(response, await readText(response)))
  } catch (error) {
    // A worker that stops is no fault of the cloud.
    signal.throwIfAborted()
    return fail({ kind: 'unreachable', detail: describe(error) })
  }
}

async function readText(response: Response): Promise<string> {
  if (response.body === null) return ''
  const decoder = new TextDecoder()
  let [text, bytes] = ['', 0]
  for await (const part of response.body) {
    bytes += part.byteLength
    if (bytes > MOST_BYTES) throw new Error('its answer is too long')
    text += decoder.decode(part, { stream: true })
  }
  return text + decoder.decode()
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { cause } = error
  return cause instanceof Error && 'code' in cause ? String(cause.code) : error.message.slice(0, 200)
}

function judge(asked: Called<Answer>, now: Date): Called<Answer> {
  const hitch = asked.ok ? toHitch(asked.value, now) : null
  return hitch === null ? asked : fail(hitch)
}

function toHitch({ status, headers }: Answer, now: Date): Hitch | null {
  const until = parseRetryAfter(headers.get('retry-after'), now)
  if (status === 429 || (status === 503 && until !== null)) return { kind: 'slow-down', until }
  return status >= 500 ? { kind: 'unreachable', detail: `status ${status}` } : null
}

const LONGEST_WAIT_MS = 86_400_000

/** Seconds or a date (RFC 9110 §10.2.3); never more than a day ahead. */
export function parseRetryAfter(text: string | null, now: Date): Date | null {
  if (text === null || text.trim() === '') return null
  const at = /^\d+$/.test(text.trim()) ? now.getTime() + Number(text) * 1000 : Date.parse(text)
  if (Number.isNaN(at)) return null
  return new Date(Math.min(Math.max(at, now.getTime()), now.getTime() + LONGEST_WAIT_MS))
}

function toAnswer({ status, headers }: Response, text: string): Answer {
  const json = parseJson(text)
  return { status, headers, text, field: (...path) => path.reduce<unknown>(step, json) }
}

const step = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

export const isGood = ({ status }: Pick<Answer, 'status'>): boolean => status >= 200 && status < 300

/** For answers that nobody expected: enough of it to tell the operator. */
export const odd = (what: string, { status, text }: Answer) =>
  fail<Hitch>({ kind: 'odd', detail: `${what}: ${status} ${text.replaceAll(/\s+/g, ' ').slice(0, 300)}` })
