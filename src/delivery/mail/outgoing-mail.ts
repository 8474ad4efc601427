/** One message with one file to one recipient, and what can become of handing it to a mail server. */
export type OutgoingMail = {
  /** Whole, with angle brackets. The same through all tries. */
  readonly messageId: string
  readonly date: Date
  readonly from: { readonly name: string; readonly address: string }
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly attachment: { readonly path: string; readonly name: string; readonly contentType: string }
  /** `returnTo`: where bounces go; `id`: what a DSN says it is about (RFC 3461 §4.4). */
  readonly envelope: { readonly returnTo: string; readonly id: string }
}

export type HandOver =
  | { readonly kind: 'taken'; readonly said: string }
  /** The end of the message was sent, and no answer came. */
  | { readonly kind: 'maybe' }
  | { readonly kind: 'later'; readonly why: LaterReason; readonly said: string }
  | { readonly kind: 'refused'; readonly why: RefusalReason; readonly said: string }

/** `cut`: in the middle, so that nothing can have been taken. */
export type LaterReason = 'unreachable' | 'credentials' | 'asked-to-wait' | 'cut'
export type RefusalReason = 'recipient' | 'policy' | 'size'

/** Mail is signed for the host of its sender: DMARC wants both to be the same (RFC 7489 §3.1.1). */
export type Dkim = { readonly selector: string; readonly privateKey: string }

/** Base64 and its line ends, headers set aside: 4/3 and two of 78. */
export const MAIL_RATIO = 1.37
export const mailBytesOf = (fileBytes: number): number => Math.ceil(fileBytes * MAIL_RATIO) + 4_096
export const fileBytesOf = (mailBytes: number): number =>
  Math.max(0, Math.floor((mailBytes - 4_096) / MAIL_RATIO))
