/**
 * Where a reference leads. EPUB 3.3 §4.2.5: paths are URLs under a container root that nothing leads out of; here they
 * become paths of entries ("EPUB/text/ch 1.xhtml": percent-decoded, NFC) or stay addresses.
 */
export type Reference =
  | { readonly kind: 'inside'; readonly path: string; readonly fragment: string | null }
  /** Anything with a scheme or a host: http, mailto, data, file … */
  | { readonly kind: 'outside'; readonly address: string; readonly scheme: string }
  | { readonly kind: 'invalid'; readonly href: string }

const ROOT = 'https://container.invalid/'

/** `base` is the path of the file in which the reference stands; '' for one that starts at the root. */
export function resolveHref(base: string, href: string): Reference {
  const trimmed = href.replace(/^[ \t\r\n\f]+|[ \t\r\n\f]+$/g, '')
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(trimmed)?.[1]?.toLowerCase()
  if (scheme !== undefined) return { kind: 'outside', address: trimmed, scheme }
  if (/^[/\\]{2}/.test(trimmed)) return { kind: 'outside', address: `https:${trimmed}`, scheme: 'https' }
  const url = URL.parse(trimmed, ROOT + base.split('/').map(encodeURIComponent).join('/'))
  if (url === null) return { kind: 'invalid', href }
  const steps = decode(url.pathname)
    .split('/')
    .filter((step) => step !== '' && step !== '.')
  if (steps.includes('..')) return { kind: 'invalid', href }
  // An empty reference, or one of a fragment alone, means the file in which it stands.
  const isSame = /^(#|$)/.test(trimmed)
  return {
    kind: 'inside',
    path: isSame ? base : steps.join('/').normalize('NFC'),
    fragment: url.hash.length > 1 ? decode(url.hash.slice(1)) : null,
  }
}

/** A stray percent sign means itself. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text.replace(/%([0-7][0-9a-f])/gi, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    )
  }
}
