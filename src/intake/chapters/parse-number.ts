/**
 * Numbers as chapter headings write them: 5, V, five, the Fifth, cinquième, drittes, 三, الثالث, ג. The datum that comes
 * out is what citations print: digits and roman numerals stay as they are, words become digits.
 */
export type Numeral = {
  readonly label: string
  readonly value: number
  readonly kind: 'digits' | 'roman' | 'word'
}

export function parseNumber(text: string): Numeral | null {
  const word = text.trim().replace(/[.:,)\]]+$/, '')
  if (word === '') return null
  const digits = toAsciiDigits(word)
  if (/^\d{1,4}(\.\d{1,3})*$/.test(digits))
    return { label: digits, value: Number(digits.split('.').at(-1)), kind: 'digits' }
  const roman = romanValue(word)
  if (roman !== null) return { label: word.toUpperCase(), value: roman, kind: 'roman' }
  const value = WORDS.get(fold(word)) ?? kanjiValue(word)
  if (value === null || value === undefined) return null
  return { label: String(value), value, kind: 'word' }
}

/** Arabic-Indic, Persian and full-width digits are digits too. */
const toAsciiDigits = (text: string): string =>
  text.replace(/[٠-٩۰-۹０-９]/g, (digit) =>
    String((digit.codePointAt(0) ?? 0) & 0xf).replace(/^1[0-5]$/, '0'),
  )

const ROMAN = /^(?=[ivxlcdm])m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,4})$/i
const ROMAN_VALUES: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50, c: 100, d: 500, m: 1000 }

/** All capitals or all small: "Mix" is a word, "MIX" could be a number. */
export function romanValue(text: string): number | null {
  if (!ROMAN.test(text) || (text !== text.toUpperCase() && text !== text.toLowerCase())) return null
  const values = [...text.toLowerCase()].map((letter) => ROMAN_VALUES[letter] ?? 0)
  return values.reduce((sum, value, i) => sum + (value < (values[i + 1] ?? 0) ? -value : value), 0)
}

const KANJI = '〇一二三四五六七八九'

/** 三 = 3, 十二 = 12, 二十一 = 21, 百五 = 105. */
function kanjiValue(text: string): number | null {
  if (!/^[〇一二三四五六七八九十百]+$/.test(text)) return null
  if (!/[十百]/.test(text)) return Number([...text].map((sign) => KANJI.indexOf(sign)).join(''))
  const match = /^(?:(.?)百)?(?:(.?)十)?(.?)$/.exec(text)
  if (match === null) return null
  const of = (sign: string | undefined, unit: string) =>
    sign === undefined ? 0 : sign === '' ? (text.includes(unit) ? 1 : 0) : KANJI.indexOf(sign)
  return of(match[1], '百') * 100 + of(match[2], '十') * 10 + (match[3] ? KANJI.indexOf(match[3]) : 0)
}

const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{Mn}+/gu, '')
    .toLowerCase()

/** `one|first`, from 1. Gender and case of the languages that have them are taken off the end, see below. */
const LISTS: readonly string[] = [
  'one|first two|second three|third four|fourth five|fifth six|sixth seven|seventh eight|eighth nine|ninth ten|tenth eleven|eleventh twelve|twelfth thirteen|thirteenth fourteen|fourteenth fifteen|fifteenth sixteen|sixteenth seventeen|seventeenth eighteen|eighteenth nineteen|nineteenth twenty|twentieth',
  'un|premier|premiere|ier|1er|1re deux|deuxieme|second|seconde trois|troisieme quatre|quatrieme cinq|cinquieme six|sixieme sept|septieme huit|huitieme neuf|neuvieme dix|dixieme onze|onzieme douze|douzieme treize|treizieme quatorze|quatorzieme quinze|quinzieme seize|seizieme dix-sept|dix-septieme dix-huit|dix-huitieme dix-neuf|dix-neuvieme vingt|vingtieme',
  'eins|erstes|erster|erste zwei|zweites|zweiter|zweite drei|drittes|dritter|dritte vier|viertes|vierter|vierte funf|funftes|funfter|funfte sechs|sechstes|sechster|sechste sieben|siebentes|siebtes|siebter|siebte acht|achtes|achter|achte neun|neuntes|neunter|neunte zehn|zehntes|zehnter|zehnte elf|elftes|elfter|elfte zwolf|zwolftes|zwolfter|zwolfte dreizehn|dreizehntes vierzehn|vierzehntes funfzehn|funfzehntes sechzehn|sechzehntes siebzehn|siebzehntes achtzehn|achtzehntes neunzehn|neunzehntes zwanzig|zwanzigstes',
  'uno|primero|primera dos|segundo|segunda tres|tercero|tercera cuatro|cuarto|cuarta cinco|quinto|quinta seis|sexto|sexta siete|septimo|septima ocho|octavo|octava nueve|noveno|novena diez|decimo|decima once|undecimo doce|duodecimo',
  'uno|primo|prima due|secondo|seconda tre|terzo|terza quattro|quarto|quarta cinque|quinto|quinta sei|sesto|sesta sette|settimo|settima otto|ottavo|ottava nove|nono|nona dieci|decimo|decima undici|undicesimo dodici|dodicesimo',
  'unus|primus|primum|prima|primi duo|secundus|secundum|secunda tres|tertius|tertium|tertia quattuor|quartus|quartum|quarta quinque|quintus|quintum|quinta sex|sextus|sextum|sexta septem|septimus|septimum|septima octo|octavus|octavum|octava novem|nonus|nonum|nona decem|decimus|decimum|decima',
  'الاول|الاولى الثاني|الثانية الثالث|الثالثة الرابع|الرابعة الخامس|الخامسة السادس|السادسة السابع|السابعة الثامن|الثامنة التاسع|التاسعة العاشر|العاشرة',
  'א|ראשון|ראשונה|אחד ב|שני|שניה|שנייה ג|שלישי|שלישית ד|רביעי|רביעית ה|חמישי|חמישית ו|שישי|ששית ז|שביעי|שביעית ח|שמיני|שמינית ט|תשיעי|תשיעית י|עשירי|עשירית יא יב יג יד טו טז יז יח יט כ',
]

const ENGLISH_TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')

const WORDS: ReadonlyMap<string, number> = new Map([
  ...LISTS.flatMap((list) =>
    list
      .split(' ')
      .flatMap((names, i) => names.split('|').map((name): [string, number] => [fold(name), i + 1])),
  ),
  ...englishTens(),
])

function englishTens(): [string, number][] {
  const units = (LISTS[0] ?? '').split(' ').slice(0, 9)
  return ENGLISH_TENS.flatMap((ten, i): [string, number][] => {
    const value = (i + 2) * 10
    const compound = units.flatMap((names, unit) =>
      names.split('|').flatMap((name): [string, number][] => [
        [`${ten}-${name}`, value + unit + 1],
        [`${ten} ${name}`, value + unit + 1],
      ]),
    )
    return [[ten, value], [`${ten.slice(0, -1)}ieth`, value], ...compound]
  })
}
