/** What the mail server says of itself: whether it is there, takes our password, and how large a message it takes. */
import { openConnection, type RelaySettings, toMailError } from './relay.ts'

export type RelayAnswer =
  | {
      readonly kind: 'answers'
      /** In bytes; null: it does not say. */
      readonly size: number | null
      readonly hasTls: boolean
      /** Whether it tells when a message was brought (RFC 3461). */
      readonly hasDsn: boolean
    }
  | { readonly kind: 'refuses-login'; readonly said: string }
  | { readonly kind: 'away'; readonly said: string }

export async function askRelay(settings: Pick<RelaySettings, 'smtpUrl' | 'patience'>): Promise<RelayAnswer> {
  const { connection, auth } = await openConnection(settings)
  const said = (error: unknown): string => {
    const { response, message } = toMailError(error)
    return (response || message).replace(/\s+/g, ' ').slice(0, 200)
  }
  try {
    return await new Promise<RelayAnswer>((resolve) => {
      const away = (error: unknown): void => resolve({ kind: 'away', said: said(error) })
      connection.on('error', away)
      connection.connect((error) => {
        if (error) return away(error)
        const answer = readHello(String(connection.lastServerResponse || ''), connection.secure)
        if (!auth) return resolve(answer)
        connection.login(auth, (refusal) =>
          resolve(refusal ? { kind: 'refuses-login', said: said(refusal) } : answer),
        )
      })
    })
  } finally {
    connection.close()
  }
}

/** RFC 5321 §4.1.1.1: one line for each thing it can do. */
function readHello(hello: string, hasTls: boolean): RelayAnswer {
  const lines = hello.split(/\r?\n/).map((line) =>
    line
      .replace(/^\d{3}[ -]/, '')
      .trim()
      .toUpperCase(),
  )
  const size = Number(lines.find((line) => /^SIZE \d+$/.test(line))?.slice(5) ?? 0)
  return { kind: 'answers', size: size > 0 ? size : null, hasTls, hasDsn: lines.includes('DSN') }
}
