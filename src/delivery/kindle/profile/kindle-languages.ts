/** Languages in which Kindle Direct Publishing takes books. A book whose first language is another one is refused with E999. */
const KNOWN = new Set(
  (
    'af ar br ca co cy da de en es eu fi fr frr fy ga gd gl gsw gu gv hi is it ja kw lb ml mr nb nl nn no oc pl pt rm sco stq ' +
    'sv ta zh'
  ).split(' '),
)

/** ISO 639-2 has two codes for these; BCP 47 knows the other one. */
const BIBLIOGRAPHIC: Readonly<Record<string, string>> = {
  baq: 'eu',
  chi: 'zh',
  dut: 'nl',
  fre: 'fr',
  ger: 'de',
  ice: 'is',
  wel: 'cy',
}

/** The tag in its shortest form, when Kindle knows the language; else null. */
export function toKindleLanguage(written: string): string | null {
  const [primary = '', ...rest] = written.trim().replaceAll('_', '-').split('-')
  const tag = [BIBLIOGRAPHIC[primary.toLowerCase()] ?? primary, ...rest].join('-')
  const canonical = canonicalOf(tag)
  return canonical !== null && KNOWN.has(canonical.split('-')[0] ?? '') ? canonical : null
}

function canonicalOf(tag: string): string | null {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? null
  } catch {
    return null
  }
}
