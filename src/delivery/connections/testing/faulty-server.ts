/** A server on this machine that does what it is told to do wrong: it loses replies, cuts bodies off, is busy, or away. */
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'

export type DoubleRequest = {
  readonly method: string
  readonly url: URL
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

export type DoubleAnswer = {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  /** A text, bytes, or anything to be written as JSON. */
  readonly body?: unknown
}

export type Wrong =
  /** Answers so instead of doing anything. */
  | { readonly kind: 'answer'; readonly answer: DoubleAnswer }
  /** Does it, and never says so. */
  | { readonly kind: 'lost-reply' }
  /** Hangs up when so much of the body has come. */
  | { readonly kind: 'cut'; readonly after: number }
  /** Hangs up at once. */
  | { readonly kind: 'drop' }

/** The next requests (one, unless said otherwise) whose "METHOD /path" matches. */
export type ServerFault = {
  readonly match: RegExp
  readonly wrong: Wrong
  readonly times?: number
  /** So many of those that match go well first. */
  readonly spared?: number
}

export type FaultyServer = {
  readonly origin: string
  /** "POST /2/files/upload 200", in the order in which they were answered; "lost 200", "cut", "drop". */
  readonly log: string[]
  fail(fault: ServerFault): void
  /** Those that have not happened. */
  pending(): number
  forgive(): void
  close(): Promise<void>
}

export async function openFaultyServer(
  handle: (request: DoubleRequest) => DoubleAnswer,
  /** What has come of a body that was cut off. */
  onCut: (request: DoubleRequest) => void = () => {},
): Promise<FaultyServer> {
  const log: string[] = []
  const faults: { match: RegExp; wrong: Wrong; times: number; spared: number }[] = []
  let origin = ''
  const take = (key: string): Wrong | null => {
    const at = faults.findIndex(({ match }) => match.test(key))
    const fault = faults[at]
    if (!fault) return null
    fault.spared -= 1
    if (fault.spared >= 0) return null
    fault.times -= 1
    if (fault.times <= 0) faults.splice(at, 1)
    return fault.wrong
  }
  const serve = async (incoming: IncomingMessage, response: ServerResponse) => {
    const url = new URL(incoming.url ?? '/', origin)
    const key = `${incoming.method} ${url.pathname}`
    const wrong = take(key)
    const request = (body: Buffer) => ({
      ...{ method: incoming.method ?? 'GET', url, headers: incoming.headers, body },
    })
    if (wrong?.kind === 'drop') {
      log.push(`${key} drop`)
      incoming.socket.destroy()
      return
    }
    const parts: Buffer[] = []
    let bytes = 0
    const body: AsyncIterable<Buffer> = incoming
    for await (const part of body) {
      parts.push(part)
      bytes += part.length
      if (wrong?.kind !== 'cut' || bytes < wrong.after) continue
      log.push(`${key} cut`)
      onCut(request(Buffer.concat(parts)))
      incoming.socket.destroy()
      return
    }
    const answer = wrong?.kind === 'answer' ? wrong.answer : handle(request(Buffer.concat(parts)))
    if (wrong?.kind === 'lost-reply') {
      log.push(`${key} lost ${answer.status}`)
      incoming.socket.destroy()
      return
    }
    log.push(`${key} ${answer.status}`)
    write(response, answer)
  }
  const server = createServer((incoming, response) => {
    serve(incoming, response).catch(() => incoming.socket.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  origin = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
  return {
    ...{ origin, log },
    fail: (fault) => void faults.push({ times: 1, spared: 0, ...fault }),
    pending: () => faults.length,
    forgive: () => void faults.splice(0),
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

function write(response: ServerResponse, { status, headers = {}, body }: DoubleAnswer): void {
  if (body === undefined) return void response.writeHead(status, { 'content-length': '0', ...headers }).end()
  if (typeof body === 'string' || Buffer.isBuffer(body)) {
    const type = typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/octet-stream'
    return void response.writeHead(status, { 'content-type': type, ...headers }).end(body)
  }
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
}
