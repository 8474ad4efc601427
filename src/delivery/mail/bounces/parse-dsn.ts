/**
 * A delivery status notification (RFC 3464) in a multipart/report (RFC 6522): what a mail server tells of a message it was given.
 * Only the machine's part is read; the words beside it differ from server to server.
 */
export type Dsn = {
  /** What we said in ENVID. */
  readonly envelopeId: string | null
  /** Of the message it is about, with angle brackets. */
  readonly messageId: string | null
  readonly recipients: readonly DsnRecipient[]
}

export type DsnRecipient = {
  readonly address: string
  readonly action: DsnAction
  /** `5.1.1` (RFC 3463). */
  readonly status: string
}

const ACTIONS = ['failed', 'delayed', 'delivered', 'relayed', 'expanded'] as const
export type DsnAction = (typeof ACTIONS)[number]

/** Deeper than any server nests, and an end to those who try. */
const MOST_DEPTH = 4

/** Null: it is no such notification. */
export function parseDsn(raw: string): Dsn | null {
  const parts = partsOf(raw, 0)
  const status = parts.find(({ type }) => type === 'message/delivery-status')
  if (status === undefined) return null
  const [about, ...each] = groupsOf(status.body)
  const recipients = each.flatMap(toRecipient)
  if (about === undefined || recipients.length === 0) return null
  const original = parts.find(({ type }) => type === 'message/rfc822' || type === 'text/rfc822-headers')
  return {
    envelopeId: about.get('original-envelope-id') ?? null,
    messageId:
      /<[^<>\s]+>/.exec(
        original === undefined ? '' : (headersOf(original.body).headers.get('message-id') ?? ''),
      )?.[0] ?? null,
    recipients,
  }
}

type Fields = ReadonlyMap<string, string>
type MimePart = { readonly type: string; readonly body: string }

/** Every part that is no multipart itself, its encoding taken off. */
function partsOf(raw: string, depth: number): readonly MimePart[] {
  const { headers, body } = headersOf(raw)
  const content = headers.get('content-type') ?? 'text/plain'
  const type = (content.split(';')[0] ?? '').trim().toLowerCase()
  const boundary = /;\s*boundary\s*=\s*(?:"([^"]*)"|([^\s;]+))/i.exec(content)
  const mark = boundary?.[1] ?? boundary?.[2] ?? ''
  if (!type.startsWith('multipart/') || mark === '' || depth >= MOST_DEPTH)
    return [{ type, body: decode(body, headers.get('content-transfer-encoding') ?? '') }]
  return splitAt(body, mark).flatMap((part) => partsOf(part, depth + 1))
}

/** RFC 2046 §5.1.1: what stands between the lines of two hyphens and the boundary. */
function splitAt(body: string, boundary: string): readonly string[] {
  const parts: string[] = []
  let open: string[] | null = null
  for (const line of body.split('\n')) {
    const plain = line.trimEnd()
    if (plain === `--${boundary}` || plain === `--${boundary}--`) {
      if (open !== null) parts.push(open.join('\n'))
      if (plain === `--${boundary}--`) return parts
      open = []
    } else open?.push(line.replace(/\r$/, ''))
  }
  // A notification that was cut off still says what it says.
  return open === null ? parts : [...parts, open.join('\n')]
}

function headersOf(raw: string): { readonly headers: Fields; readonly body: string } {
  const text = raw.replace(/\r\n/g, '\n').replace(/^\n+/, '')
  const end = text.search(/\n[ \t]*\n/)
  const head = end === -1 ? text : text.slice(0, end)
  return { headers: fieldsOf(head), body: end === -1 ? '' : text.slice(end).replace(/^\n[ \t]*\n/, '') }
}

/** Folded lines belong to the line before (RFC 5322 §2.2.3); the first of two fields of a name counts. */
function fieldsOf(text: string): Fields {
  const fields = new Map<string, string>()
  for (const line of text.replace(/\n[ \t]+/g, ' ').split('\n')) {
    const colon = line.indexOf(':')
    const name = line.slice(0, colon).trim().toLowerCase()
    if (colon > 0 && !fields.has(name)) fields.set(name, line.slice(colon + 1).trim())
  }
  return fields
}

/** RFC 3464 §2.1: blocks of fields, the first about the message, each other about one recipient. */
const groupsOf = (body: string): readonly Fields[] =>
  body
    .replace(/\r\n/g, '\n')
    .trim()
    .split(/\n[ \t]*\n+/)
    .map((block) => fieldsOf(block.trim()))

function toRecipient(fields: Fields): readonly DsnRecipient[] {
  const action = ACTIONS.find((one) => one === fields.get('action')?.toLowerCase())
  const status = /^[245]\.\d{1,3}\.\d{1,3}/.exec(fields.get('status') ?? '')?.[0]
  const named = fields.get('original-recipient') ?? fields.get('final-recipient') ?? ''
  if (action === undefined || status === undefined) return []
  return [{ action, status: statusIn(fields) ?? status, address: named.replace(/^[\w-]+;\s*/, '') }]
}

/** What the other side said is more exact than what the reporting server makes of it: "5.0.0" and "smtp; 550 5.1.1 …". */
const statusIn = (fields: Fields): string | null =>
  /^smtp;.*?\b\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/i.exec(fields.get('diagnostic-code') ?? '')?.[1] ?? null

function decode(body: string, encoding: string): string {
  if (/^base64$/i.test(encoding.trim()))
    return new TextDecoder('latin1').decode(
      Uint8Array.from(safeBase64(body), (letter) => letter.charCodeAt(0)),
    )
  if (/^quoted-printable$/i.test(encoding.trim()))
    return body
      .replace(/=\r?\n/g, '')
      .replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return body
}

function safeBase64(text: string): string {
  try {
    return atob(text.replace(/[^A-Za-z0-9+/=]/g, ''))
  } catch {
    return ''
  }
}
