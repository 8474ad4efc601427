/**
 * Hands one message to a mail server and says truly what came of it. The message is written into a file first, so that its size
 * is known, memory stays small, and it is the same at every try; then it is streamed. The last bytes, which make a server take
 * it, are held back until the caller has written down that they are about to be sent: before that nothing can have been taken,
 * after that a lost answer leaves a doubt, and is told as one.
 */
import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Options } from 'nodemailer/lib/smtp-transport'
import { decideHandOver, type MailError, type MailStage } from './decide-hand-over.ts'
import type { Dkim, HandOver, OutgoingMail } from './outgoing-mail.ts'

export type RelaySettings = {
  readonly smtpUrl: string
  readonly dkim: Dkim | null
  /** For messages under way: nothing in it outlives its process's need. */
  readonly folder: string
  /** In milliseconds; RFC 5321 §4.5.3.2 allows ten minutes for the last answer. */
  readonly patience?: { readonly connect: number; readonly answer: number }
}

export type HandingSteps = {
  /** Of how much of the message is sent, now and then. */
  readonly onSent: (sent: number, total: number) => Promise<void>
  /** Resolves when it is written down that the message is about to be ended. What it throws comes back out. */
  readonly beforeEnd: () => Promise<void>
  readonly signal: AbortSignal
}

const PATIENCE = { connect: 30_000, answer: 600_000 }
const TOLD_EVERY = 4 * 2 ** 20
/** So long is an answer waited for when the worker stops. */
const LAST_WAIT = 5_000

export async function handOver(
  settings: RelaySettings,
  mail: OutgoingMail,
  steps: HandingSteps,
): Promise<HandOver> {
  await mkdir(settings.folder, { recursive: true, mode: 0o700 })
  const path = join(settings.folder, `${randomUUID()}.eml`)
  try {
    await compile(settings, mail, path)
    return await send(settings, mail, path, steps)
  } finally {
    await rm(path, { force: true })
  }
}

/** The same message each time: its id, date and boundaries are given. */
async function compile({ dkim, folder }: RelaySettings, mail: OutgoingMail, path: string): Promise<void> {
  const { createTransport } = await import('nodemailer')
  const writer = createTransport({ streamTransport: true, buffer: false, newline: 'windows' })
  const { message } = await writer.sendMail({
    messageId: mail.messageId,
    date: mail.date,
    baseBoundary: `chapterhouse-${mail.envelope.id}`,
    from: mail.from,
    to: { name: '', address: mail.to },
    subject: mail.subject,
    text: mail.text,
    attachments: [
      {
        filename: mail.attachment.name,
        content: createReadStream(mail.attachment.path),
        contentType: mail.attachment.contentType,
      },
    ],
    // RFC 3834 §5: nobody's holiday answer is wanted.
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableUrlAccess: true,
    ...(dkim === null
      ? {}
      : {
          dkim: {
            domainName: hostOf(mail.from.address),
            keySelector: dkim.selector,
            privateKey: dkim.privateKey,
            cacheDir: folder,
            cacheTreshold: 2 ** 20,
          },
        }),
  })
  if (!(message instanceof Readable)) throw new TypeError('A message came without its stream')
  await pipeline(message, createWriteStream(path, { mode: 0o600 }))
}

const hostOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1)

async function send(
  settings: RelaySettings,
  mail: OutgoingMail,
  path: string,
  steps: HandingSteps,
): Promise<HandOver> {
  const total = (await stat(path)).size
  const progress: { stage: MailStage; thrown: { readonly error: unknown } | null } = {
    stage: 'connecting',
    thrown: null,
  }
  const { connection, auth } = await openConnection(settings)
  const bodies: Readable[] = []
  try {
    return await new Promise<HandOver>((resolve, reject) => {
      const fail = (error: unknown): void => {
        if (progress.thrown !== null) reject(progress.thrown.error)
        else if (steps.signal.aborted && progress.stage !== 'ended') reject(steps.signal.reason)
        else resolve(decideHandOver(toMailError(error), progress.stage))
      }
      onceAborted(steps.signal, () => {
        if (progress.stage === 'ended') setTimeout(() => resolve({ kind: 'maybe' }), LAST_WAIT).unref()
        else fail(steps.signal.reason)
      })
      connection.on('error', fail)
      const deliver = (): void => {
        progress.stage = 'greeted'
        const body = Readable.from(held(path, total, steps, progress))
        bodies.push(body)
        body.on('error', fail)
        const { returnTo, id } = mail.envelope
        const notify = ['FAILURE', 'DELAY', 'SUCCESS']
        const dsn = { ret: 'HDRS', envid: id, notify, orcpt: `rfc822;${mail.to}` }
        connection.send({ from: returnTo, to: [mail.to], size: total, dsn }, body, (error, info) => {
          if (error) fail(error)
          else resolve({ kind: 'taken', said: info.response })
        })
      }
      connection.connect((error) => {
        if (error) fail(error)
        else if (auth) connection.login(auth, (refusal) => (refusal ? fail(refusal) : deliver()))
        else deliver()
      })
    })
  } finally {
    connection.close()
    for (const body of bodies) body.destroy()
  }
}

/** The bytes of the message, the end held back until it may be sent. */
async function* held(
  path: string,
  total: number,
  steps: HandingSteps,
  progress: { stage: MailStage; thrown: { readonly error: unknown } | null },
): AsyncGenerator<Buffer> {
  progress.stage = 'body'
  let sent = 0
  let told = 0
  try {
    for await (const part of createReadStream(path)) {
      const bytes = Buffer.from(part)
      sent += bytes.length
      if (sent - told >= TOLD_EVERY) {
        told = sent
        await steps.onSent(sent, total)
      }
      yield bytes
    }
    await steps.beforeEnd()
  } catch (error) {
    progress.thrown = { error }
    throw error
  }
  progress.stage = 'ended'
}

function onceAborted(signal: AbortSignal, then: () => void): void {
  if (signal.aborted) then()
  else signal.addEventListener('abort', then, { once: true })
}

/** nodemailer reads the address; whom it logs in as stands beside it. */
export async function openConnection({
  smtpUrl,
  patience = PATIENCE,
}: Pick<RelaySettings, 'smtpUrl' | 'patience'>) {
  const [{ default: SMTPTransport }, { default: SMTPConnection }] = await Promise.all([
    import('nodemailer/lib/smtp-transport'),
    import('nodemailer/lib/smtp-connection'),
  ])
  const { options, auth } = new SMTPTransport({ url: smtpUrl })
  const timed: Options = {
    ...options,
    connectionTimeout: patience.connect,
    greetingTimeout: patience.connect,
    dnsTimeout: patience.connect,
    socketTimeout: patience.answer,
    socketCloseTimeout: 0,
  }
  return { connection: new SMTPConnection(timed), auth: auth || null }
}

export function toMailError(error: unknown): MailError {
  const of = (name: string): unknown =>
    typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined
  const text = (name: string): string => {
    const value = of(name)
    return typeof value === 'string' ? value : ''
  }
  const code = of('responseCode')
  return {
    code: text('code'),
    command: text('command'),
    responseCode: typeof code === 'number' ? code : 0,
    response: text('response'),
    message: text('message') || String(error),
  }
}
