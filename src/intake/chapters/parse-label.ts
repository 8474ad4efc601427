/**
 * "Chapter V. The Conference" is a label and a title: the number is a datum that citations and lists print by their own
 * rules, never part of the title (chapter-page row 9).
 */
import { normalizeSpace } from '#base'
import { LABEL_WORDS, type LabelKind, titleForLabel } from './label-words.ts'
import { parseNumber } from './parse-number.ts'

export type ParsedTitle = {
  /** "5", "V", "A"; null when the title carries none. */
  readonly label: string | null
  readonly title: string
  /** What the word before the number says; null without such a word. */
  readonly kind: LabelKind | null
  /** The last number of the label, to see whether neighbours count on. */
  readonly value: number | null
  /** `word`: "Chapter 5"; `sign`: "5. Title"; `bare`: "5 Title", which only its neighbours make sure. */
  readonly evidence: 'word' | 'sign' | 'bare' | 'alone' | null
}

export function parseLabel(source: string, language: string): ParsedTitle {
  const text = normalizeSpace(source)
  return (
    japanese(text) ??
    wordThenNumber(text, language) ??
    numberThenWord(text, language) ??
    numberAlone(text, language) ??
    numberThenTitle(text) ?? { label: null, title: text, kind: null, value: null, evidence: null }
  )
}

/** 第3章 標題, 第三部. */
function japanese(text: string): ParsedTitle | null {
  const match =
    /^第\s*([0-9０-９〇一二三四五六七八九十百]+)\s*([章回話部編巻節])\s*[：:、.．]?\s*(.*)$/u.exec(text)
  const number = match === null ? null : parseNumber(match[1] ?? '')
  if (match === null || number === null) return null
  const kind: LabelKind = /[部編巻]/.test(match[2] ?? '') ? 'part' : match[2] === '節' ? 'section' : 'chapter'
  const rest = match[3] ?? ''
  return {
    label: number.label,
    title: rest === '' ? text : rest,
    kind,
    value: number.value,
    evidence: 'word',
  }
}

/** "Chapter 5: Title", "Kapitel drei", "Chapter the Fifth", "Appendix A – Tables", "الفصل الثالث". */
function wordThenNumber(text: string, language: string): ParsedTitle | null {
  const match = WORD_NUMBER.exec(text)
  if (match === null) return null
  const kind = kindOf(match[1] ?? '')
  if (kind === null) return null
  const number = leadingNumber(match[2] ?? '', kind)
  if (number === null) return null
  const rest = afterSeparator(number.rest)
  if (rest === null) return null
  // "Part of the story" is no part, "Part I of the story" is a title of its own.
  if (rest !== '' && number.loose && !SEPARATOR.test(number.rest)) return null
  const bare = kind === 'chapter' && number.loose ? text : titleForLabel(kind, number.label, language)
  return {
    label: number.label,
    title: rest === '' ? (number.spelt ? text : keepWord(text, bare, match[1] ?? '')) : rest,
    kind,
    value: number.value,
    evidence: 'word',
  }
}

/** "Letter 3" keeps its word; "CHAP. 3" becomes "Chapter 3". */
const keepWord = (text: string, made: string, word: string): string =>
  /[.]$/.test(word) || text === text.toUpperCase() ? made : text.replace(/[.:,–—-]+$/, '').trim()

/** "Erstes Kapitel. Titel", "Troisième partie", "Second Book". */
function numberThenWord(text: string, language: string): ParsedTitle | null {
  const match = NUMBER_WORD.exec(text)
  const number = match === null ? null : parseNumber(match[1] ?? '')
  const kind = match === null ? null : kindOf(match[2] ?? '')
  if (match === null || number?.kind !== 'word' || kind === null) return null
  const rest = afterSeparator(match[3] ?? '')
  if (rest === null || (rest !== '' && !SEPARATOR.test(match[3] ?? ''))) return null
  const title =
    rest === '' ? (text === text.toUpperCase() ? titleForLabel(kind, number.label, language) : text) : rest
  return { label: number.label, title, kind, value: number.value, evidence: 'word' }
}

/** "XII", "5.", "[3]": the number is all there is. */
function numberAlone(text: string, language: string): ParsedTitle | null {
  const number = /^[[(]?[^\s()[\]]{1,12}$/.test(text.replace(/[\])]$/, ''))
    ? parseNumber(text.replace(/^[[(]/, ''))
    : null
  if (number === null || number.kind === 'word') return null
  // A year is a title ("1984"); a letter is a heading of an index ("C").
  if ((number.kind === 'digits' && number.value > 999) || /^[cdlm]$/i.test(text)) return null
  return {
    label: number.label,
    title: titleForLabel('chapter', number.label, language),
    kind: null,
    value: number.value,
    evidence: 'alone',
  }
}

/** "V: The Treaty", "5. The Treaty", "1.1 The Treaty", "190 A FOUR-LEAVED CLOVER". */
function numberThenTitle(text: string): ParsedTitle | null {
  const match = /^([^\s:.–—)]+(?:\.\d+)*)(\s*[:.)–—]+\s+|\s+-\s+|:\s*|\s+)(\S.*)$/u.exec(text)
  const number = match === null ? null : parseNumber(match[1] ?? '')
  if (match === null || number === null || number.kind === 'word') return null
  const sign = /[:.)–—-]/.test(match[2] ?? '') || (match[1] ?? '').includes('.')
  if (!sign && (number.kind === 'roman' || number.value > 999)) return null
  return {
    label: number.label,
    title: match[3] ?? '',
    kind: null,
    value: number.value,
    evidence: sign ? 'sign' : 'bare',
  }
}

type Leading = { label: string; value: number; rest: string; spelt: boolean; loose: boolean }

/** The number after "Chapter": the longest reading wins ("twenty first" before "twenty"). */
function leadingNumber(text: string, kind: LabelKind): Leading | null {
  const words = text.split(' ')
  for (const count of [3, 2, 1]) {
    if (words.length < count) continue
    const candidate = words
      .slice(0, count)
      .join(' ')
      .replace(/^(the|le|la|das|der|die)\s+/i, '')
    const [head = '', ...tail] = candidate.split(/(?=[:–—])/)
    const number = parseNumber(head)
    if (number === null) continue
    const ending = /[.,:)]+$/.exec(head)?.[0] ?? ''
    const rest = `${ending}${tail.join('')} ${words.slice(count).join(' ')}`
    return {
      ...number,
      rest,
      spelt: number.kind === 'word',
      loose: number.kind === 'word' || number.kind === 'roman',
    }
  }
  const letter = /^([A-Z])(?=$|[\s.:–—)])(.*)$/.exec(text)
  if (letter === null || (kind !== 'appendix' && kind !== 'part' && kind !== 'section')) return null
  const label = letter[1] ?? ''
  return { label, value: label.charCodeAt(0) - 64, rest: letter[2] ?? '', spelt: false, loose: true }
}

const SEPARATOR = /^\s*[.:,;)–—-]/

const afterSeparator = (text: string): string | null => text.replace(/^[\s.:,;)–—-]+/, '').trim()

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

const ALL_WORDS = Object.values(LABEL_WORDS)
  .flat()
  .toSorted((a, b) => b.length - a.length)
  .map(literal)
  .join('|')

const WORD_NUMBER = new RegExp(
  `^(${ALL_WORDS})(?:\\s+|(?<=[.§])\\s*)(?:no\\.?|nr\\.?|n[°º]\\.?)?\\s*(\\S.*)$`,
  'iu',
)
const NUMBER_WORD = new RegExp(`^(\\S+)\\s+(${ALL_WORDS})(?=$|[\\s.:,–—-])(.*)$`, 'iu')

const kindOf = (word: string): LabelKind | null => {
  const lower = word.toLowerCase()
  for (const [kind, words] of Object.entries(LABEL_WORDS) as [LabelKind, readonly string[]][])
    if (words.includes(lower)) return kind
  return null
}
