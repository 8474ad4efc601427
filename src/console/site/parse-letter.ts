/** A letter of our own making, as it lies in the outbox (RFC 5322, RFC 2045): enough to be read. */

export type ReadLetter = { readonly head: readonly string[]; readonly text: string }

export function parseLetter(eml: string): ReadLetter {
  const unix = eml.replaceAll('\r\n', '\n')
  const end = unix.indexOf('\n\n')
  const head = unix.slice(0, end).replace(/\n[ \t]+/g, ' ')
  const part = /content-type:\s*text\/plain/i.test(head)
    ? { head, body: unix.slice(end + 2) }
    : textPart(head, unix.slice(end + 2))
  return {
    head: head
      .split('\n')
      .filter((line) => /^(from|to|reply-to|subject|date):/i.test(line))
      .map(decodeWords),
    text: decodeBody(part.head, part.body).trim(),
  }
}

/** The first text among the parts. */
function textPart(head: string, body: string): { readonly head: string; readonly body: string } {
  const boundary = /boundary="?([^";\n]+)"?/i.exec(head)?.[1]
  if (boundary === undefined) return { head, body }
  for (const part of body.split(`--${boundary}`).slice(1)) {
    const end = part.indexOf('\n\n')
    const own = part.slice(0, end).replace(/\n[ \t]+/g, ' ')
    if (/content-type:\s*multipart\//i.test(own)) return textPart(own, part.slice(end + 2))
    if (/content-type:\s*text\/plain/i.test(own)) return { head: own, body: part.slice(end + 2) }
  }
  return { head, body }
}

function decodeBody(head: string, body: string): string {
  if (/content-transfer-encoding:\s*base64/i.test(head)) return fromBase64(body)
  if (!/content-transfer-encoding:\s*quoted-printable/i.test(head)) return body
  return fromEscapes(body.replace(/=\n/g, ''))
}

const fromEscapes = (text: string): string => {
  const bytes: number[] = []
  for (const [, code, plain] of text.matchAll(/=([0-9A-F]{2})|([\s\S])/gi))
    bytes.push(...(code === undefined ? new TextEncoder().encode(plain) : [Number.parseInt(code, 16)]))
  return new TextDecoder().decode(Uint8Array.from(bytes))
}

const fromBase64 = (text: string): string =>
  new TextDecoder().decode(Uint8Array.from(atob(text.replace(/\s/g, '')), (one) => one.charCodeAt(0)))

/** RFC 2047: words in a head that are not plain ASCII. */
const decodeWords = (line: string): string =>
  line.replace(/=\?utf-8\?([bq])\?([^?]*)\?=(?:\s+(?==\?))?/gi, (_, how: string, text: string) =>
    how.toLowerCase() === 'b' ? fromBase64(text) : fromEscapes(text.replaceAll('_', ' ')),
  )
