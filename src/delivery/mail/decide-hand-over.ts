/** What an error on the way to a mail server means for the message. Pure: errors come in as their facts. */
import type { HandOver } from './outgoing-mail.ts'

export type MailStage = 'connecting' | 'greeted' | 'body' | 'ended'

export type MailError = {
  readonly code: string
  readonly command: string
  /** 0: the server said nothing. */
  readonly responseCode: number
  readonly response: string
  readonly message: string
}

export function decideHandOver(error: MailError, stage: MailStage): HandOver {
  const said = (error.response || error.message).replace(/\s+/g, ' ').slice(0, 300)
  const { responseCode } = error
  // RFC 4954 §6: 530 and 535 are about us, not about the message.
  if (error.code === 'EAUTH' || responseCode === 530 || responseCode === 535)
    return { kind: 'later', why: 'credentials', said }
  if (isTooLarge(error)) return { kind: 'refused', why: 'size', said }
  if (responseCode >= 500)
    return { kind: 'refused', why: isAboutRecipient(error) ? 'recipient' : 'policy', said }
  if (responseCode >= 400) return { kind: 'later', why: 'asked-to-wait', said }
  switch (stage) {
    case 'ended':
      return { kind: 'maybe' }
    case 'body':
      return { kind: 'later', why: 'cut', said }
    case 'connecting':
    case 'greeted':
      return { kind: 'later', why: 'unreachable', said }
  }
}

/** RFC 3463 §3.4, §3.5: 5.3.4 and 5.2.3 are about size; RFC 1870 §6.1 has 552. nodemailer itself compares with EHLO's SIZE. */
function isTooLarge({ code, command, responseCode, response }: MailError): boolean {
  if (code === 'EMESSAGE' && command === 'MAIL FROM' && responseCode === 0) return true
  const status = enhancedStatus(response)
  if (status !== null) return status === '5.3.4' || status === '5.2.3'
  return responseCode === 552
}

/** RFC 3463 §3.2: X.1.X are addresses, X.2.1 a mailbox that takes nothing; X.7.X are policy, also when said to RCPT. */
function isAboutRecipient({ command, responseCode, response }: MailError): boolean {
  const status = enhancedStatus(response)
  if (status !== null) return /^5\.1\.[1-6]$|^5\.2\.1$/.test(status)
  return command === 'RCPT TO' && (responseCode === 550 || responseCode === 551 || responseCode === 553)
}

export const enhancedStatus = (response: string): string | null =>
  /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1] ?? null
