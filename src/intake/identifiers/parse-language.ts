/** Language tags (BCP 47), put into their canonical spelling: `EN-gb` is `en-GB`. */
import { fail, ok, type Result } from '#base'

export type LanguageFault = { readonly kind: 'not-a-language'; readonly suggestion: string | null }

export function parseLanguage(text: string): Result<string, LanguageFault> {
  const tag = text.trim()
  const canonical = canonicalize(tag)
  if (canonical !== null && isRegistered(canonical)) return ok(canonical)
  return fail({ kind: 'not-a-language', suggestion: suggest(tag) })
}

function canonicalize(tag: string): string | null {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? null
  } catch {
    return null // RangeError is how Intl says that a tag is not well-formed
  }
}

/** Two and three letters are left to the registry; longer words are well-formed too ("english") but name nothing. */
const isRegistered = (tag: string): boolean => (tag.split('-')[0] ?? '').length <= 3

function suggest(tag: string): string | null {
  const hyphens = canonicalize(tag.replaceAll('_', '-'))
  if (hyphens !== null && isRegistered(hyphens)) return hyphens
  return languageNames().get(tag.toLowerCase()) ?? null
}

/** "english" → "en": what people write before they have read about tags. */
let names: ReadonlyMap<string, string> | null = null
function languageNames(): ReadonlyMap<string, string> {
  names ??= new Map(COMMON.flatMap((tag) => namesOf(tag).map((name) => [name.toLowerCase(), tag] as const)))
  return names
}

const namesOf = (tag: string): string[] =>
  [tag, 'en', 'fr', 'de', 'es'].flatMap(
    (locale) => new Intl.DisplayNames([locale], { type: 'language' }).of(tag) ?? [],
  )

const COMMON = (
  'af am ar az be bg bn bo br bs ca cs cy da de el en eo es et eu fa fi fr ga gd gl grc gu he hi hr hu hy id is it ja ' +
  'ka kk km kn ko ku ky la lb lo lt lv mi mk ml mn mr ms mt my nb ne nl nn no oc pa pl ps pt ro ru sa sd si sk sl so ' +
  'sq sr sv sw ta te tg th tk tr tt ug uk ur uz vi yi zh zu'
).split(' ')
