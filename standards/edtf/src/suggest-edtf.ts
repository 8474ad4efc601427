/**
 * What somebody probably meant who wrote a date as people do. Only where it can mean one thing: 3/4/1953 is offered nothing.
 * `isDate` tells whether an offer can be read; one that cannot is not made.
 */
export function suggestEdtf(text: string, isDate: (text: string) => boolean): string | null {
  const plain = text.normalize('NFKC').trim().replaceAll(/\s+/g, ' ')
  for (const offer of OFFERS) {
    const found = offer(plain)
    if (found !== null && found !== text && isDate(found)) return found
  }
  return null
}

type Offer = (text: string) => string | null

const MONTHS: readonly (readonly [RegExp, string])[] = [
  [/^jan(uary|v|vier)?$/, '01'],
  [/^(feb(ruary)?|f[ée]v(r|rier)?)$/, '02'],
  [/^mar(ch|s)?$/, '03'],
  [/^a(pr(il)?|vr(il)?)$/, '04'],
  [/^(may|mai)$/, '05'],
  [/^(june?|juin)$/, '06'],
  [/^(july?|juil(let)?)$/, '07'],
  [/^(aug(ust)?|ao[uû]t)$/, '08'],
  [/^sept?(ember|embre)?$/, '09'],
  [/^oct(ober|obre)?$/, '10'],
  [/^nov(ember|embre)?$/, '11'],
  [/^d[ée]c(ember|embre)?$/, '12'],
]

const SEASONS: readonly (readonly [RegExp, string])[] = [
  [/^(spring|printemps)$/, '21'],
  [/^(summer|[ée]t[ée])$/, '22'],
  [/^(autumn|fall|automne)$/, '23'],
  [/^(winter|hiver)$/, '24'],
]

const numberOf = (names: readonly (readonly [RegExp, string])[], word: string): string | null =>
  names.find(([pattern]) => pattern.test(word.toLowerCase().replace(/\.$/, '')))?.[1] ?? null

const two = (digits: string): string => digits.padStart(2, '0')
const four = (digits: string): string => digits.padStart(4, '0')

/** From what is nearest to a date of the standard to what is farthest. */
const OFFERS: readonly Offer[] = [
  // Spaces, a small x, and the u of the first draft of the standard.
  (text) => text.replaceAll(' ', ''),
  (text) => text.replaceAll(' ', '').replaceAll(/[xu]/g, 'X'),
  (text) =>
    replaceAllOf(
      text,
      /^(-?)(\d{3,4})-(\d{1,2})(?:-(\d{1,2}))?([?~%]?)$/,
      ([, sign = '', y = '', m = '', d, q = '']) =>
        [`${sign}${four(y)}`, two(m), ...(d === undefined ? [] : [two(d)])].join('-') + q,
    ),
  (text) =>
    replaceAllOf(text, /^(-?)(\d{1,3})([?~%]?)$/, ([, sign = '', y = '', q = '']) => `${sign}${four(y)}${q}`),
  (text) => replaceAllOf(text, /^(.*\d)\?~$|^(.*\d)~\?$/, ([, a, b]) => `${a ?? b}%`),
  // Year, month and day with dots, strokes or nothing between them.
  (text) =>
    replaceAllOf(
      text,
      /^(\d{4})([./ ])(\d{1,2})\2(\d{1,2})$/,
      ([, y, , m = '', d = '']) => `${y}-${two(m)}-${two(d)}`,
    ),
  (text) => replaceAllOf(text, /^(\d{4})(\d{2})(\d{2})$/, ([, y, m, d]) => `${y}-${m}-${d}`),
  (text) =>
    replaceAllOf(text, /^(\d{1,2})([./-])(\d{1,2})\2(\d{4})$/, ([, a = '', , b = '', y]) =>
      dayAndMonth(a, b, y ?? ''),
    ),
  fromWords,
  fromQualified,
  (text) => replaceAllOf(text, /^(\d{3})0s$/i, ([, decade]) => `${decade}X`),
  (text) =>
    replaceAllOf(
      text,
      /^(?:the )?(\d{1,2})(?:st|nd|rd|th) century$/i,
      ([, n]) => `${two(String(Number(n) - 1))}XX`,
    ),
  (text) =>
    replaceAllOf(text, /^(\d{1,4}) ?(?:BCE?|B\.C\.|av\. J\.-C\.)$/i, ([, n]) => fromBefore(Number(n))),
  fromRange,
]

function replaceAllOf(
  text: string,
  pattern: RegExp,
  write: (match: readonly (string | undefined)[]) => string | null,
) {
  const match = pattern.exec(text)
  return match === null ? null : write([...match])
}

/** Where one of the two cannot be a month. */
function dayAndMonth(a: string, b: string, year: string): string | null {
  if (Number(a) > 12) return `${year}-${two(b)}-${two(a)}`
  if (Number(b) > 12) return `${year}-${two(a)}-${two(b)}`
  return a === b ? `${year}-${two(a)}-${two(b)}` : null
}

const fromBefore = (year: number): string => (year === 1 ? '0000' : `-${four(String(year - 1))}`)

/** “26 June 1953”, “June 26, 1953”, “le 1er juin 1953”, “June 1953”, “spring of 1953”. */
function fromWords(text: string): string | null {
  const words = text
    .replace(/^(le|on|in|en|au) /i, '')
    .replaceAll(/[,]/g, ' ')
    .replaceAll(/ (of|de|du) /gi, ' ')
    .split(/ +/)
  const [year = ''] = words.slice(-1)
  if (!/^\d{3,4}$/.test(year)) return null
  const rest = words.slice(0, -1)
  const [word = ''] = rest.filter((one) => /^\p{L}/u.test(one))
  const numbers = rest.filter((one) => one !== word).map((one) => one.replace(/(st|nd|rd|th|er)$/i, ''))
  const month = numberOf(MONTHS, word)
  if (month !== null && numbers.length === 0) return `${four(year)}-${month}`
  if (month !== null && numbers.length === 1 && /^\d{1,2}$/.test(numbers[0] ?? ''))
    return `${four(year)}-${month}-${two(numbers[0] ?? '')}`
  const season = numberOf(SEASONS, word)
  return season !== null && numbers.length === 0 ? `${four(year)}-${season}` : null
}

/** “circa 1953”, “perhaps June 1953”, “before 1953”. */
function fromQualified(text: string): string | null {
  const match = /^(circa|ca?\.?|about|around|vers|environ|approximately) (.+)$/i.exec(text)
  if (match !== null) return suffixed(match[2] ?? '', '~')
  const doubted = /^(perhaps|probably|possibly|peut-[eê]tre|sans doute) (.+)$/i.exec(text)
  if (doubted !== null) return suffixed(doubted[2] ?? '', '?')
  const limit = /^(before|until|avant|jusqu['’](?:en|au?)|after|since|from|apr[eè]s|depuis) (.+)$/i.exec(text)
  if (limit === null) return null
  const date = toPlain(limit[2] ?? '')
  const isBefore = /^(before|until|avant|jusqu)/i.test(limit[1] ?? '')
  return date === null ? null : isBefore ? `../${date}` : `${date}/..`
}

const suffixed = (text: string, qualifier: string): string | null => {
  const date = toPlain(text)
  return date === null ? null : `${date}${qualifier}`
}

/** A date as the standard has it, or in words. */
const toPlain = (text: string): string | null =>
  /^-?[\dX]{4}(-[\dX]{2}){0,2}$/.test(text) ? text : fromWords(text)

/** “1953-1954”, “1953–1954”, “from June 1953 to 1954”. */
function fromRange(text: string): string | null {
  const years = /^(\d{4}) ?[-–—] ?(\d{4})$/.exec(text)
  if (years !== null) return `${years[1]}/${years[2]}`
  const said = /^(?:from |between |de |entre )?(.+?) (?:to|and|until|till|à|et|[-–—]) (.+)$/i.exec(text)
  const [from, to] = [toPlain(said?.[1] ?? ''), toPlain(said?.[2] ?? '')]
  return from === null || to === null ? null : `${from}/${to}`
}
