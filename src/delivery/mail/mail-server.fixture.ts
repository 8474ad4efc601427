/** A mail server on this machine that stands for a relay and for Amazon behind it, and does what a test tells it. */
import { once } from 'node:events'
import type { Socket } from 'node:net'
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server'

export type MailFault =
  | 'recipient-unknown'
  | 'recipient-refused-by-policy'
  | 'recipient-later'
  | 'message-later'
  | 'message-refused'
  | 'message-too-large'
  | 'cut-in-the-middle'
  | 'cut-after-the-end'
  | 'silent-after-the-end'

export type TakenMail = {
  readonly from: string
  readonly to: readonly string[]
  readonly raw: Buffer
  readonly answered: boolean
}

export type MailServer = {
  readonly url: string
  readonly taken: readonly TakenMail[]
  /** For the next message alone. */
  fault(fault: MailFault): void
  close(): Promise<void>
}

const refusal = (responseCode: number, text: string): Error =>
  Object.assign(new Error(text), { responseCode })

const AT_RECIPIENT: Partial<Record<MailFault, Error>> = {
  'recipient-unknown': refusal(550, '5.1.1 there is no such Kindle'),
  'recipient-refused-by-policy': refusal(550, '5.7.1 your server is not trusted'),
  'recipient-later': refusal(451, '4.7.1 greylisted, come back later'),
}

const AT_END: Partial<Record<MailFault, Error>> = {
  'message-later': refusal(451, '4.3.0 try later'),
  'message-refused': refusal(554, '5.7.1 this looks like spam'),
  'message-too-large': refusal(552, '5.3.4 message too large'),
}

export async function openMailServer(options: Partial<SMTPServerOptions> = {}): Promise<MailServer> {
  const taken: TakenMail[] = []
  const faults: MailFault[] = []
  const sockets = new Map<number, Socket>()
  const cut = (session: SMTPServerSession): void => void sockets.get(session.remotePort)?.destroy()
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    closeTimeout: 100,
    onRcptTo(_address, _session, done) {
      const fault = AT_RECIPIENT[faults[0] ?? 'message-later']
      if (fault !== undefined) faults.shift()
      done(fault ?? null)
    },
    onData(stream, session, done) {
      const fault = faults.shift()
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => {
        parts.push(part)
        if (fault === 'cut-in-the-middle') cut(session)
      })
      stream.on('end', () => {
        if (fault === 'cut-in-the-middle') return
        const error = fault === undefined ? undefined : AT_END[fault]
        if (error !== undefined) return done(error)
        const from = session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address
        const answered = fault === undefined
        taken.push({
          ...{ from, answered, raw: Buffer.concat(parts) },
          to: session.envelope.rcptTo.map(({ address }) => address),
        })
        if (fault === 'cut-after-the-end') cut(session)
        else if (answered) done(null, `2.0.0 taken as ${taken.length}`)
      })
    },
    ...options,
  })
  server.on('error', () => {})
  server.server.on('connection', (socket: Socket) => void sockets.set(socket.remotePort ?? 0, socket))
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const address = server.server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `smtp://127.0.0.1:${port}`,
    taken,
    fault: (fault) => void faults.push(fault),
    close: () => {
      for (const socket of sockets.values()) socket.destroy()
      return new Promise((done) => void server.close(done))
    },
  }
}
