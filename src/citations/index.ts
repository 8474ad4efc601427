/** "Cite this": one value per product, written in every format and style. */
export { buildBibtex } from './build-bibtex.ts'
export { authorsOf, buildCslItem, toCslName, wholeTitle } from './build-csl-item.ts'
export { buildRis } from './build-ris.ts'
export { type CitationStyle, type CitationStyles, openCitationStyles } from './citation-styles.ts'
export { type CslItem, toNameLine } from './csl-item.ts'
export { toInertCitation } from './to-inert-citation.ts'
export { toPlainCitation } from './to-plain-citation.ts'
