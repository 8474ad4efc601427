/** Takes mail for the address of bounces by SMTP, from the mail server of that host. Mail for anybody else is refused. */
import type { Log } from '#platform'
import type { TakeMail } from './take-mail.ts'

export type BounceListener = { readonly port: number; stop(): Promise<void> }

const MOST_BYTES = 4 * 2 ** 20

export async function listenForBounces(
  settings: { readonly listen: string; readonly address: string },
  { take, log }: { readonly take: TakeMail; readonly log: Log },
): Promise<BounceListener> {
  const { SMTPServer } = await import('smtp-server')
  const refuse = (code: number, text: string) => Object.assign(new Error(text), { responseCode: code })
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: MOST_BYTES,
    maxClients: 20,
    socketTimeout: 60_000,
    closeTimeout: 2_000,
    onRcptTo({ address }, _session, done) {
      done(isFor(settings.address, address) ? null : refuse(550, '5.1.1 nobody here has that address'))
    },
    onData(stream, session, done) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => void (stream.sizeExceeded || parts.push(part)))
      stream.on('end', () => {
        if (stream.sizeExceeded) return done(refuse(552, '5.3.4 too large'))
        const to = session.envelope.rcptTo.map(({ address }) => address)
        take(Buffer.concat(parts).toString('latin1'), to).then(
          () => done(),
          (error: unknown) => {
            log.error({ err: error }, 'A bounce could not be taken; its sender tries again')
            done(refuse(451, '4.3.0 try again later'))
          },
        )
      })
    },
  })
  server.on('error', (error) => log.warn({ err: error }, 'Trouble with a connection that brings bounces'))
  const [, host = '127.0.0.1', port = '0'] = /^(.*):(\d+)$/.exec(settings.listen) ?? []
  await new Promise<void>((ready, fail) => {
    server.server.once('error', fail)
    server.listen(Number(port), host.replace(/^\[|\]$/g, ''), () => ready())
  })
  const address = server.server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    stop: () => new Promise((done) => void server.close(() => done())),
  }
}

/** `bounces@press.example` itself, and with `+` and anything before the @. Hosts know no case; neither do we. */
export function isFor(own: string, address: string): boolean {
  const [local = '', host = ''] = own.toLowerCase().split('@')
  const [given = '', at = ''] = address.toLowerCase().split('@')
  return at === host && (given === local || given.startsWith(`${local}+`))
}
