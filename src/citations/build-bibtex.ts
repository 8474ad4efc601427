/**
 * BibTeX, for LaTeX with BibTeX or biber. A chapter is @incollection also in a book by one author: @inbook has no place
 * for a chapter's own title in the classic styles, where `title` is the book's, so that one of the two would be lost.
 * Titles stand in double braces: a style may not lower the capitals of a name it does not know.
 */
import { normalizeSpace } from '#base'
import type { CslItem, CslName } from './csl-item.ts'

export function buildBibtex(item: CslItem): string {
  const [year, month] = item.issued?.['date-parts'][0] ?? []
  const fields: [name: string, value: string | undefined][] = [
    ['author', people(item.author)],
    ['editor', people(item.editor ?? item.compiler)],
    ['translator', people(item.translator)],
    ['title', title(item.title)],
    ['booktitle', title(item['container-title'])],
    ['bookauthor', people(item['container-author'])],
    ['chapter', braced(item['chapter-number'])],
    ['pages', braced(item.page?.replace('-', '--'))],
    ['edition', braced(item.edition)],
    ['series', title(item['collection-title'])],
    ['number', braced(item['collection-number'])],
    ['publisher', title(item.publisher)],
    ['year', year === undefined ? undefined : braced(String(year))],
    ['month', month === undefined ? undefined : MONTHS[month - 1]],
    ['isbn', braced(item.ISBN)],
    ['doi', item.DOI === undefined ? undefined : `{${escapeAddress(item.DOI)}}`],
    ['url', item.URL === undefined ? undefined : `{${escapeAddress(item.URL)}}`],
    ['language', braced(item.language)],
    ['keywords', braced(item.keyword?.replaceAll('; ', ', '))],
    ['abstract', braced(item.abstract)],
    ['pagetotal', braced(item['number-of-pages'])],
  ]
  const known = fields.flatMap(([name, value]) => (value === undefined ? [] : [`  ${name} = ${value}`]))
  const kind = item.type === 'chapter' ? 'incollection' : 'book'
  return `@${kind}{${bibtexKey(item)},\n${known.join(',\n')}\n}\n`
}

/**
 * `riehle2020poststalin`: from what is cited, never from an order or a count, so that it is the same tomorrow. A name
 * or title without Latin letters gives way to the id.
 */
export function bibtexKey(item: CslItem): string {
  const name = item.author?.[0] ?? item.editor?.[0] ?? item.compiler?.[0]
  const who = name === undefined ? '' : ascii('literal' in name ? name.literal : name.family)
  const year = item.issued?.['date-parts'][0][0] ?? ''
  const words = (item['title-short'] ?? item.title).split(/[\s\u2014]+/u).map(ascii)
  const word = words.find((one) => one.length > 2 && !SMALL_WORDS.has(one)) ?? words.find((one) => one !== '')
  return who === '' || word === undefined ? `${who || item.type}${year}${item.id}` : `${who}${year}${word}`
}

const ascii = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]+/g, '')
    .toLowerCase()

const SMALL_WORDS = new Set([
  'the',
  'and',
  'for',
  'from',
  'with',
  'les',
  'des',
  'une',
  'der',
  'die',
  'das',
  'ein',
  'eine',
])

const people = (names: readonly CslName[] | undefined): string | undefined =>
  names === undefined || names.length === 0 ? undefined : `{${names.map(person).join(' and ')}}`

/** A body's name, or one with "and" or a comma inside, must not be taken apart: it has braces of its own. */
const person = (name: CslName): string => {
  if ('literal' in name) return `{${escapeLatex(name.literal)}}`
  const half = (text: string) => (/,|\band\b/.test(text) ? `{${escapeLatex(text)}}` : escapeLatex(text))
  return name.given === undefined
    ? `{${escapeLatex(name.family)}}`
    : `${half(name.family)}, ${half(name.given)}`
}

const title = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : `{{${escapeLatex(text)}}}`

const braced = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : `{${escapeLatex(text)}}`

/** The ten signs that TeX takes for itself (Knuth, The TeXbook, ch. 7). Letters of every script stay UTF-8. */
export const escapeLatex = (text: string): string =>
  normalizeSpace(text).replace(/[\\{}$&#%_^~]/g, (sign) => LATEX[sign] ?? sign)

// Braces are written by name: BibTeX counts every brace, also an escaped one.
const LATEX: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\textbraceleft{}',
  '}': '\\textbraceright{}',
  '^': '\\textasciicircum{}',
  '~': '\\textasciitilde{}',
  $: '\\$',
  '&': '\\&',
  '#': '\\#',
  '%': '\\%',
  _: '\\_',
}

/** In `url` and `doi` nothing is escaped but what would end the field. */
const escapeAddress = (address: string): string =>
  address.replace(/[{}\\\s]/g, (sign) => encodeURIComponent(sign))

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
