/** The field `SAMLResponse` of a form, as XML: the bytes are looked at before any library parses them. */
import { fail, ok, type Result } from '#base'
import { type Refusal, type Rule, refusal } from '../refusal.ts'
import { parseXml, type XmlElement, type XmlFault } from '../xml/parse-xml.ts'

/** Twenty times what a generous provider sends. */
export const MOST_BYTES = 256 * 1024

export type Message = { readonly text: string; readonly root: XmlElement }

export function parseMessage(field: string): Result<Message, Refusal> {
  if (field.length > MOST_BYTES * 1.4)
    return fail(refusal('message-is-not-too-large', `${field.length} letters of base64`))
  const base64 = field.replace(/[\r\n\t ]+/g, '')
  if (base64 === '' || base64.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64))
    return fail(refusal('message-is-base64', 'it is not base64'))
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
  if (bytes.length > MOST_BYTES) return fail(refusal('message-is-not-too-large', `${bytes.length} bytes`))
  const text = decodeUtf8(bytes)
  if (text === null) return fail(refusal('message-is-utf8', 'it is not UTF-8'))
  return parseText(text)
}

/** Also for what comes out of an encrypted assertion. */
export function parseText(text: string): Result<Message, Refusal> {
  const root = parseXml(text)
  return root.ok
    ? ok({ text, root: root.value })
    : fail(refusal(RULE_OF[root.error.kind], root.error.message))
}

const RULE_OF: Record<XmlFault['kind'], Rule> = {
  hidden: 'message-hides-nothing',
  large: 'message-is-not-too-large',
  broken: 'message-is-well-formed',
}

/** With its byte order mark, if it has one: it is refused later. */
function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}
