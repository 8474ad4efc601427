import { type CslItem, toNameLine } from './csl-item.ts'

/**
 * One line of plain text, in no style but easily read, for where the formatting of a style is not to be had:
 * `dcterms:bibliographicCitation`, the first line of a linkset, a message.
 */
export function toPlainCitation(item: CslItem): string {
  const year = item.issued?.['date-parts'][0][0]
  const pages =
    item.page === undefined
      ? null
      : `${item.page.includes('-') ? 'pp.' : 'p.'} ${item.page.replace('-', '–')}`
  const whole = [item['container-title'], pages].filter(Boolean).join(', ')
  return [
    (item.author ?? item.editor ?? []).map(toNameLine).join('; '),
    year === undefined ? '' : `(${year})`,
    item.title,
    whole === '' ? '' : `In: ${whole}`,
    item.publisher,
    item.DOI === undefined ? item.URL : `https://doi.org/${item.DOI}`,
  ]
    .filter(Boolean)
    .join('. ')
    .replace(/([.?!…])\. /g, '$1 ')
}
