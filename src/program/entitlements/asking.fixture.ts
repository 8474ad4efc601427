/** Asks a listening site over the wire, from any address and with any cookie, and looks into everything that comes back. */
import { Agent, request } from 'node:http'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { unzipSync } from 'fflate'
import { wordsOfPdf } from './pdf.fixture.ts'

export type Way = {
  readonly name: string
  readonly method: 'GET' | 'HEAD'
  readonly headers: Readonly<Record<string, string>>
}

export const PLAIN: Way = { name: 'GET', method: 'GET', headers: {} }

export type Answer = {
  readonly status: number
  readonly etag: string | null
  /** Head and body as one text, files in it unpacked, byte for byte: where a word or a picture would be found. */
  readonly seen: string
}

export type Asker = { readonly address: string; readonly cookie: string }

export type Ask = (url: string, asker: Asker, way?: Way) => Promise<Answer>

export function openAsking(port: number, host: string): { readonly ask: Ask; readonly close: () => void } {
  const agent = new Agent({ keepAlive: true, maxSockets: 4 })
  const ask: Ask = (path, { address, cookie }, way = PLAIN) =>
    new Promise((done, fail) => {
      const headers = {
        host,
        'x-forwarded-for': address,
        ...(cookie === '' ? {} : { cookie }),
        ...way.headers,
      }
      request({ port, agent, path, method: way.method, headers }, (answer) => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => chunks.push(chunk))
        answer.on('error', fail)
        answer.on('end', () => {
          const body = decoded(Buffer.concat(chunks), answer.headers['content-encoding'])
          const etag = answer.headers.etag?.replace(/-(br|gzip)"$/, '"') ?? null
          const seen = `${JSON.stringify(answer.headers)}\n${unpacked(body)}`
          done({ status: answer.statusCode ?? 0, etag, seen })
        })
      })
        .on('error', fail)
        .end()
    })
  return { ask, close: () => agent.destroy() }
}

/** A part of something packed cannot be unpacked, and shows nothing. */
function decoded(body: Buffer, encoding: string | undefined): Buffer {
  if (body.length === 0) return body
  if (encoding === 'br') return brotliDecompressSync(body)
  return encoding === 'gzip' ? gunzipSync(body) : body
}

/** A zip or a PDF by what is in it; a torn piece of one as the letters it is. */
function unpacked(body: Buffer): string {
  if (body.subarray(0, 5).toString('latin1') === '%PDF-') return wordsOfPdf(body)
  if (body.subarray(0, 4).toString('latin1') !== 'PK\u0003\u0004') return body.toString('latin1')
  try {
    const files = Object.entries(unzipSync(body))
    return files.map(([path, bytes]) => `${path}\n${Buffer.from(bytes).toString('latin1')}`).join('\n')
  } catch {
    return body.toString('latin1')
  }
}
