/**
 * Forms with files as browsers send them (RFC 7578, RFC 2046 §5.1), read as they come: nothing is kept in memory but a
 * line's worth, and what is too much is refused before it is all here.
 */
import { Buffer } from 'node:buffer'
import { fail, ok, type Result } from '#base'

export type FormPart = {
  readonly name: string
  /** Null: a field. As the browser named it, never a path: see `toFileName`. */
  readonly fileName: string | null
}

/** Takes the bytes of one part. */
export type Sink = {
  write(bytes: Buffer): Promise<void>
  end(): Promise<void>
}

export type FormFault = 'not-a-form' | 'cut-off' | 'too-large' | 'too-many'

export type FormLimits = { readonly bytes: number; readonly parts: number }

const LONGEST_HEAD = 16_384
const BREAK = Buffer.from('\r\n\r\n')

export const boundaryOf = (contentType: string | undefined): string | null => {
  const [, quoted, plain] =
    /^multipart\/form-data\s*;.*\bboundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType ?? '') ?? []
  return quoted ?? plain ?? null
}

export async function readForm(
  source: AsyncIterable<Buffer>,
  boundary: string,
  limits: FormLimits,
  open: (part: FormPart) => Sink,
): Promise<Result<null, FormFault>> {
  const mark = Buffer.from(`\r\n--${boundary}`)
  // The first one may stand at the very beginning.
  let held: Buffer = Buffer.from('\r\n')
  let at: 'before' | 'mark' | 'head' | 'body' | 'after' = 'before'
  let sink: Sink | null = null
  let [bytes, parts] = [0, 0]
  for await (const chunk of source) {
    bytes += chunk.length
    if (bytes > limits.bytes) return fail('too-large')
    if (at === 'after') continue
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk])
    for (let goesOn = true; goesOn; ) {
      if (at === 'before' || at === 'body') {
        const found = held.indexOf(mark)
        const end = found < 0 ? Math.max(0, held.length - mark.length + 1) : found
        if (at === 'body' && end > 0) await sink?.write(held.subarray(0, end))
        held = held.subarray(found < 0 ? end : found + mark.length)
        goesOn = found >= 0
        if (found < 0) continue
        if (at === 'body') await sink?.end()
        sink = null
        at = 'mark'
      } else if (at === 'mark') {
        if (held.length < 2) goesOn = false
        else if (held.subarray(0, 2).toString('latin1') === '--') {
          at = 'after'
          goesOn = false
        } else at = 'head'
      } else {
        const end = held.indexOf(BREAK)
        goesOn = end >= 0
        if (end < 0 && held.length > LONGEST_HEAD) return fail('not-a-form')
        if (end < 0) continue
        const part = parseHead(held.subarray(0, end).toString('utf8'))
        if (part === null) return fail('not-a-form')
        parts += 1
        if (parts > limits.parts) return fail('too-many')
        sink = open(part)
        held = held.subarray(end + BREAK.length)
        at = 'body'
      }
    }
  }
  return at === 'after' ? ok(null) : fail('cut-off')
}

/** RFC 7578 §4.2; names are percent-encoded where they hold quotation marks or line breaks (HTML, "multipart/form-data"). */
function parseHead(head: string): FormPart | null {
  const disposition = /^content-disposition:\s*form-data\s*;(.*)$/im.exec(head)?.[1]
  if (disposition === undefined) return null
  const name = /(?:^|;)\s*name="([^"]*)"/i.exec(disposition)?.[1]
  const fileName = /(?:^|;)\s*filename="([^"]*)"/i.exec(disposition)?.[1]
  if (name === undefined) return null
  return { name: decode(name), fileName: fileName === undefined ? null : toFileName(decode(fileName)) }
}

const decode = (text: string): string =>
  text.replace(/%22/g, '"').replace(/%0D/gi, '\r').replace(/%0A/gi, '\n')

/** The name alone, whatever stands before it: no path, nothing hidden, nothing a disk could not bear. Empty: no file. */
export const toFileName = (text: string): string =>
  (text.normalize('NFC').split(/[/\\]/).at(-1) ?? '')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones meant
    .replace(/[\u0000-\u001f\u007f<>:"|?*]/g, '')
    .replace(/^[.\s]+/, '')
    .trim()
    .slice(-120)
