/**
 * The message that puts a chapter or a book on a reader's Kindle. Amazon files the attachment and shows the reader nothing else;
 * subject and text are ASCII, since its service makes nothing of other letters. The sender must be the address that the reader
 * was told to approve.
 */
import type { OutgoingMail } from '../mail/outgoing-mail.ts'
import { type KindleAddress, toEmailAddress } from './kindle-address.ts'

export type KindleOrder = {
  readonly id: string
  /** Which sending of it: what a reader has sent again is another message (RFC 5322 §3.6.4), what is tried again is not. */
  readonly number: number
  readonly date: Date
  readonly title: string
  readonly press: string
  readonly sender: string
  /** Where what cannot be brought comes back: `bounces@press.example`; null: to the sender. */
  readonly bounces: string | null
  readonly to: KindleAddress
  readonly file: { readonly path: string; readonly name: string; readonly mediaType: string }
}

export function buildKindleEmail(order: KindleOrder): OutgoingMail {
  const title = toAscii(order.title) || 'A chapter'
  const host = order.sender.slice(order.sender.lastIndexOf('@') + 1)
  return {
    // With the sender's own host: Amazon mistrusts ids of other hosts.
    messageId: `<kindle-${order.id}.${order.number}@${host}>`,
    date: order.date,
    from: { name: toAscii(order.press) || 'Books', address: order.sender },
    to: toEmailAddress(order.to),
    subject: title.slice(0, 120),
    text: `${title}\n\nSent because its reader asked for it. Delivery ${order.id}.\n`,
    attachment: { path: order.file.path, name: order.file.name, contentType: order.file.mediaType },
    envelope: { returnTo: returnPathOf(order), id: order.id },
  }
}

/** RFC 5233 subaddress: what comes back finds its delivery. */
const returnPathOf = ({ bounces, sender, id }: KindleOrder): string => {
  if (bounces === null) return sender
  const at = bounces.lastIndexOf('@')
  return `${bounces.slice(0, at)}+${id}${bounces.slice(at)}`
}

/** Printable and nothing else: no line can end here. */
const toAscii = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{Mn}+/gu, '')
    .replace(/[‐-―]/g, '-')
    .replace(/[‘’]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/[^ -~]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
