/**
 * What a declaration of a style sheet means to a reader, look set aside: emphasis, small capitals, verse, what is hidden,
 * in which direction the script runs. A property that is not told is not there; `false` takes back what is inherited.
 */
export type StyleMeaning = {
  readonly italic?: boolean
  readonly bold?: boolean
  readonly smallCaps?: boolean
  readonly position?: 'super' | 'sub' | 'baseline'
  readonly underline?: boolean
  readonly lineThrough?: boolean
  /** `display: none`. */
  readonly hidden?: boolean
  /** `visibility: hidden`: its place stays. */
  readonly invisible?: boolean
  /** Starts a line of its own, as the lines of a poem that are spans. */
  readonly block?: boolean
  /** White space and line ends count. */
  readonly preserved?: boolean
  readonly vertical?: boolean
  readonly align?: 'left' | 'right' | 'center' | 'justify' | 'start' | 'end'
  readonly direction?: 'ltr' | 'rtl'
  /** East Asian emphasis marks beside each sign. */
  readonly emphasised?: boolean
  /** Of a list: "decimal", "lower-alpha", "none" … */
  readonly listStyle?: string
  readonly breakBefore?: boolean
  readonly breakAfter?: boolean
}

type Reading = (value: string) => StyleMeaning

const oneOf = (value: string, names: string): boolean => names.split(' ').includes(value)

const fontStyle: Reading = (value) => {
  if (value === 'normal') return { italic: false }
  return /^(italic|oblique)\b/.test(value) ? { italic: true } : {}
}

const fontWeight: Reading = (value) => {
  if (oneOf(value, 'bold bolder')) return { bold: true }
  if (oneOf(value, 'normal lighter')) return { bold: false }
  return /^\d+$/.test(value) ? { bold: Number(value) >= 600 } : {}
}

const fontVariant: Reading = (value) => {
  if (/(^|\s)(all-)?(small|petite)-caps\b/.test(value)) return { smallCaps: true }
  return value === 'normal' || value === 'none' ? { smallCaps: false } : {}
}

/** `font: italic small-caps bold 1em/1.2 serif` sets all three, those unnamed to normal. */
const font: Reading = (value) => {
  const [before] = value.split(
    /(?:^|\s)(?:[\d.]+(?:px|em|rem|ex|pt|pc|%|cm|mm|in|vw|vh)|medium|smaller|larger|(?:xx?-)?(?:small|large))(?=[\s/])/,
  )
  if (before === undefined || before === value) return {}
  const words = before.split(/\s+/)
  return {
    italic: words.some((word) => oneOf(word, 'italic oblique')),
    smallCaps: words.includes('small-caps'),
    bold: words.some((word) => fontWeight(word).bold === true),
  }
}

const verticalAlign: Reading = (value) => {
  if (oneOf(value, 'super sub baseline')) return { position: value as 'super' | 'sub' | 'baseline' }
  const length = /^([+-]?)([\d.]+)(?:em|ex|rem|px|pt|%)$/.exec(value)
  if (length === null || Number(length[2]) === 0) return {}
  return { position: length[1] === '-' ? 'sub' : 'super' }
}

const textDecoration: Reading = (value) => {
  const words = value.split(/\s+/)
  if (!words.some((word) => oneOf(word, 'none underline line-through overline'))) return {}
  return { underline: words.includes('underline'), lineThrough: words.includes('line-through') }
}

const display: Reading = (value) => {
  if (value === 'none') return { hidden: true }
  if (oneOf(value, 'block flex grid table list-item flow-root')) return { hidden: false, block: true }
  return /^[a-z]/.test(value) ? { hidden: false, block: false } : {}
}

const whiteSpace: Reading = (value) => {
  if (oneOf(value, 'pre pre-wrap pre-line break-spaces')) return { preserved: true }
  return oneOf(value, 'normal nowrap') ? { preserved: false } : {}
}

const writingMode: Reading = (value) => {
  if (/^(vertical-|sideways-|tb)/.test(value)) return { vertical: true }
  return /^(horizontal-|lr|rl)/.test(value) ? { vertical: false } : {}
}

const textAlign: Reading = (value) =>
  oneOf(value, 'left right center justify start end')
    ? { align: value as 'left' | 'right' | 'center' | 'justify' | 'start' | 'end' }
    : {}

const direction: Reading = (value) => (value === 'ltr' || value === 'rtl' ? { direction: value } : {})

const visibility: Reading = (value) => {
  if (oneOf(value, 'hidden collapse')) return { invisible: true }
  return value === 'visible' ? { invisible: false } : {}
}

const emphasis: Reading = (value) => {
  if (value === 'none') return { emphasised: false }
  return /\b(dot|circle|double-circle|triangle|sesame|filled|open)\b|["'].+["']/.test(value)
    ? { emphasised: true }
    : {}
}

const listStyle: Reading = (value) => {
  const kind = value
    .split(/\s+/)
    .find((word) =>
      /^(none|disc|circle|square|[a-z]+-[a-z-]+|decimal|armenian|georgian|hebrew|hiragana|katakana)$/.test(
        word,
      ),
    )
  return kind === undefined ? {} : { listStyle: kind }
}

const breaks = (value: string): boolean | undefined => {
  if (oneOf(value, 'always page left right recto verso all')) return true
  return oneOf(value, 'auto avoid') ? false : undefined
}

const breakBefore: Reading = (value) => {
  const told = breaks(value)
  return told === undefined ? {} : { breakBefore: told }
}

const breakAfter: Reading = (value) => {
  const told = breaks(value)
  return told === undefined ? {} : { breakAfter: told }
}

const READINGS: ReadonlyMap<string, Reading> = new Map([
  ['font-style', fontStyle],
  ['font-weight', fontWeight],
  ['font-variant', fontVariant],
  ['font-variant-caps', fontVariant],
  ['font', font],
  ['vertical-align', verticalAlign],
  ['text-decoration', textDecoration],
  ['text-decoration-line', textDecoration],
  ['display', display],
  ['visibility', visibility],
  ['white-space', whiteSpace],
  ['writing-mode', writingMode],
  ['text-align', textAlign],
  ['direction', direction],
  ['text-emphasis', emphasis],
  ['text-emphasis-style', emphasis],
  ['list-style', listStyle],
  ['list-style-type', listStyle],
  ['page-break-before', breakBefore],
  ['page-break-after', breakAfter],
  ['break-before', breakBefore],
  ['break-after', breakAfter],
])

/** Null when the property says nothing that is asked for here. EPUB 3.3 §6.3.3: `-epub-` stands for the plain name. */
export function meaningOfDeclaration(property: string, value: string): StyleMeaning | null {
  const reading = READINGS.get(property.toLowerCase().replace(/^-(epub|webkit|moz)-/, ''))
  if (reading === undefined) return null
  const meaning = reading(value.trim().toLowerCase())
  return Object.keys(meaning).length === 0 ? null : meaning
}
