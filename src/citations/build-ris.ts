/**
 * RIS, as EndNote, Zotero, Mendeley and library systems read it (Research Information Systems, "RIS Format
 * Specifications", 2011 tags): CR LF after every line, TY first, ER last, one value to a line. The tags that change
 * their meaning with the type are told apart here: the editor is A2 of a chapter and A3 of a book, the series T3 and T2.
 */
import { normalizeSpace } from '#base'
import { type CslDate, type CslItem, toNameLine } from './csl-item.ts'

export function buildRis(item: CslItem): string {
  const isChapter = item.type === 'chapter'
  const [first, last] = item.page?.split('-') ?? []
  const lines: [tag: string, value: string | undefined][] = [
    ['TY', isChapter ? 'CHAP' : 'BOOK'],
    ['TI', item.title],
    ['ST', item['title-short']],
    ...each('AU', item.author?.map(toNameLine)),
    ['T2', isChapter ? item['container-title'] : item['collection-title']],
    ...each(isChapter ? 'A2' : 'A3', [...(item.editor ?? []), ...(item.compiler ?? [])].map(toNameLine)),
    ['T3', isChapter ? item['collection-title'] : undefined],
    ...each('A4', item.translator?.map(toNameLine)),
    ['PY', item.issued && String(item.issued['date-parts'][0][0])],
    ['DA', (item.issued?.['date-parts'][0].length ?? 0) > 1 ? risDate(item.issued) : undefined],
    ['ET', item.edition],
    ['M1', item['collection-number']],
    ['SP', isChapter ? first : item['number-of-pages']],
    ['EP', isChapter ? (last ?? first) : undefined],
    ['PB', item.publisher],
    ['SN', item.ISBN],
    ['DO', item.DOI],
    ['UR', item.DOI === undefined ? item.URL : `https://doi.org/${item.DOI}`],
    ['LA', item.language],
    ['AB', item.abstract],
    ...each('KW', item.keyword?.split('; ')),
    ['Y2', item.accessed && risDate(item.accessed)],
  ]
  const known = lines.flatMap(([tag, value]) => {
    const written = normalizeSpace(value ?? '')
    return written === '' ? [] : [`${tag}  - ${written}`]
  })
  return [...known, 'ER  - ', ''].join('\r\n')
}

const each = (tag: string, values: readonly string[] = []): [string, string][] =>
  values.map((value) => [tag, value])

/** `2020/10/20/`: the slashes stay where month and day are unknown. */
const risDate = (date: CslDate | undefined): string => {
  const [year, month, day] = date?.['date-parts'][0] ?? []
  const two = (part: number | undefined) => (part === undefined ? '' : String(part).padStart(2, '0'))
  return `${String(year).padStart(4, '0')}/${two(month)}/${two(day)}/`
}
