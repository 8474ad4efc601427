/**
 * Where messages go: to the SMTP server of SMTP_URL, or, where there is none, as .eml files into the outbox folder, which any
 * mail program opens. Loaded by the worker alone; no page waits for it.
 */
import { randomUUID } from 'node:crypto'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ClaimedMail } from './mail-store.ts'

export type MailTransport = {
  readonly kind: 'smtp' | 'outbox'
  /** Throws what the other side said. */
  deliver(mail: ClaimedMail): Promise<void>
  close(): void
}

export type MailSettings = {
  /** `smtps://user:password@mail.example.org:465`; null: the outbox. */
  readonly smtpUrl: string | null
  /** The site's own address, as sender. */
  readonly from: string
  readonly outbox: string
}

export async function openMailTransport(settings: MailSettings): Promise<MailTransport> {
  const { createTransport } = await import('nodemailer')
  const options = (mail: ClaimedMail) => toOptions(mail, settings.from)
  if (settings.smtpUrl !== null) {
    const smtp = createTransport(settings.smtpUrl, { disableFileAccess: true, disableUrlAccess: true })
    return {
      kind: 'smtp',
      deliver: async (mail) => void (await smtp.sendMail(options(mail))),
      close: () => smtp.close(),
    }
  }
  const written = createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
  return {
    kind: 'outbox',
    deliver: async (mail) => {
      const { message } = await written.sendMail(options(mail))
      await mkdir(settings.outbox, { recursive: true, mode: 0o700 })
      const name = `${mail.made.toISOString().replaceAll(':', '')}-${mail.id}.eml`
      const aside = join(settings.outbox, `.${randomUUID()}`)
      await writeFile(aside, message, { mode: 0o600 })
      await rename(aside, join(settings.outbox, name))
    },
    close: () => written.close(),
  }
}

/** The id of the message stays through all tries: whoever gets it twice can tell (RFC 5322 §3.6.4). */
const toOptions = ({ id, made, message }: ClaimedMail, from: string) => ({
  messageId: `<${id}@${from.slice(from.lastIndexOf('@') + 1)}>`,
  date: made,
  from: message.fromName ? { name: message.fromName, address: from } : from,
  to: { name: '', address: message.to },
  ...(message.replyTo ? { replyTo: message.replyTo } : {}),
  subject: message.subject,
  text: message.text,
  ...(message.html ? { html: message.html } : {}),
  attachments: (message.attachments ?? []).map(({ name, contentType, content }) => ({
    filename: name,
    contentType,
    content,
  })),
  // RFC 3834 §5: nobody's holiday answer is wanted.
  headers: { 'Auto-Submitted': 'auto-generated' },
  disableFileAccess: true,
  disableUrlAccess: true,
})
