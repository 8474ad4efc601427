/**
 * The name of an entry (EPUB 3.3 §4.2.3: UTF-8, no `\`, unique after normalisation), made a plain path inside the container or
 * refused. What would lead outside is never mended.
 */
export type ZipName =
  | {
      readonly kind: 'file' | 'directory'
      readonly path: string
      /** Why it had to be mended, as a clause; null when it was plain. */
      readonly mended: string | null
    }
  | { readonly kind: 'refused'; readonly shown: string; readonly because: string }

export function parseZipName(raw: Uint8Array): ZipName {
  const utf8 = decodeUtf8(raw)
  const name = utf8 ?? Array.from(raw, asLatin1).join('')
  const because = reasonToRefuse(name)
  if (because !== null) return { kind: 'refused', shown: shownName(name), because }
  const segments = name.replaceAll('\\', '/').split('/')
  const isDirectory = segments.at(-1) === ''
  const plain = segments.filter((segment) => segment !== '' && segment !== '.')
  const path = plain.join('/').normalize('NFC')
  if (path === '') return { kind: 'refused', shown: shownName(name), because: 'it has no name' }
  // What was hidden behind a “.” or an empty step shows only now.
  const afterwards = reasonToRefuse(path)
  if (afterwards !== null) return { kind: 'refused', shown: shownName(name), because: afterwards }
  return {
    kind: isDirectory ? 'directory' : 'file',
    path,
    mended: reasonToMend(name, utf8 !== null, segments.length - plain.length - (isDirectory ? 1 : 0)),
  }
}

/** One character a byte, so that other names stay apart; which of the old encodings it was cannot be known. */
const asLatin1 = (byte: number): string => (byte >= 0x80 && byte < 0xa0 ? '_' : String.fromCharCode(byte))

function decodeUtf8(raw: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(raw)
  } catch {
    return null
  }
}

function reasonToRefuse(name: string): string | null {
  if (/\p{Cc}/u.test(name)) return 'it holds control characters'
  if (/^[/\\]/.test(name)) return 'it starts at the root of the disk'
  if (/^[A-Za-z]:/.test(name)) return 'it names a drive'
  if (name.split(/[/\\]/).includes('..')) return 'it leads out of the archive'
  return null
}

function reasonToMend(name: string, isUtf8: boolean, dropped: number): string | null {
  if (!isUtf8) return 'its name is not in UTF-8'
  if (name.includes('\\')) return 'its name holds a backslash, which EPUB forbids'
  return dropped > 0 ? 'its name holds empty or “.” steps' : null
}

/** Safe to print. */
const shownName = (name: string): string => name.replace(/\p{Cc}/gu, '�').slice(0, 120)
