/**
 * PDFs for the corpus run, made here because the folder has none like them: six hundred pages of text, tagged; scans under which
 * lies what was read from them, unseen. Every line, bookmark and alternative stands in one place alone, so that it betrays a page
 * that was not to be there.
 */
import { createHash } from 'node:crypto'
import { makePdf, type Source } from '../standards/pdf/src/samples/make-pdf.ts'

export type MadeBook = {
  readonly bytes: Uint8Array
  /** Of each page, where it is a picture: its bytes as they stand in the file. */
  readonly pictures: readonly Uint8Array[]
}

const LINES = 34
const PER_PAGE = 6
const FIRST = 6
/** Pages before this are numbered i, ii, iii. */
const FRONT_PAGES = 8

export function makeTextBook(pages: number): MadeBook {
  return makeBook(pages, () => null)
}

export function makeScannedBook(pages: number): MadeBook {
  return makeBook(pages, noiseOf)
}

function makeBook(count: number, pictureOf: (page: number) => Uint8Array | null): MadeBook {
  const pictures = range(count).flatMap((page) => pictureOf(page) ?? [])
  const numberOf = (page: number, part: number) => `${FIRST + page * PER_PAGE + part} 0 R`
  const all = (part: number) => range(count).map((page) => numberOf(page, part))
  const images = range(pictures.length).map((page) => `/Im${page} ${numberOf(page, 2)}`)
  const parents = range(count).map((page) => `${page} [${numberOf(page, 5)}]`)
  const labels = `/PageLabels <</Nums [0 <</S /r>> ${FRONT_PAGES} <</S /D>>]>>`
  const objects: Source[] = [
    `<</Type /Catalog /Pages 2 0 R /Outlines 4 0 R /StructTreeRoot 5 0 R /MarkInfo <</Marked true>> /Lang (en) ${labels}>>`,
    `<</Type /Pages /Count ${count} /Kids [${all(0).join(' ')}] /MediaBox [0 0 420 620] /Resources <</Font <</F1 3 0 R>> /XObject <<${images.join(' ')}>>>>>>`,
    '<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>',
    `<</Type /Outlines /First ${numberOf(0, 4)} /Last ${numberOf(count - 1, 4)} /Count ${count}>>`,
    `<</Type /StructTreeRoot /K [${all(5).join(' ')}] /ParentTree <</Nums [${parents.join(' ')}]>>>>`,
    ...range(count).flatMap((page): readonly Source[] => [
      `<</Type /Page /Parent 2 0 R /StructParents ${page} /Contents ${numberOf(page, 1)} /Annots [${numberOf(page, 3)}]>>`,
      { entries: '', data: contentOf(page, pictures.length > 0) },
      pictures[page] === undefined
        ? 'null'
        : {
            ...{ data: pictures[page], plain: true },
            entries:
              '/Type /XObject /Subtype /Image /Width 200 /Height 200 /BitsPerComponent 8 /ColorSpace /DeviceGray',
          },
      `<</Type /Annot /Subtype /Link /Rect [40 40 90 60] /Dest [${numberOf((page + 41) % count, 0)} /Fit] /Contents (${sentenceOf(page, 'link')})>>`,
      bookmark(page, count, numberOf),
      `<</Type /StructElem /S /P /P 5 0 R /Pg ${numberOf(page, 0)} /Alt (${sentenceOf(page, 'alternative')}) /K 0>>`,
    ]),
  ]
  return { bytes: makePdf(objects), pictures }
}

function bookmark(page: number, count: number, numberOf: (page: number, part: number) => string): string {
  const before = page === 0 ? '' : `/Prev ${numberOf(page - 1, 4)}`
  const after = page === count - 1 ? '' : `/Next ${numberOf(page + 1, 4)}`
  return `<</Title (${sentenceOf(page, 'bookmark')}) /Parent 4 0 R /Dest [${numberOf(page, 0)} /Fit] ${before} ${after}>>`
}

function contentOf(page: number, isScan: boolean): string {
  const lines = range(LINES).map((line) => `(${sentenceOf(page, `line ${line}`)}) Tj 0 -16 Td`)
  const text = `/P <</MCID 0>> BDC BT /F1 9 Tf ${isScan ? '3 Tr ' : ''}40 580 Td\n${lines.join('\n')}\nET EMC`
  return isScan ? `q 420 0 0 620 0 0 cm /Im${page} Do Q\n${text}` : text
}

/** What is said of a page, and not on it: to whom it is not given, that is not given either. */
export const saidOf = (page: number): readonly string[] => [...keptOf(page), sentenceOf(page, 'link')]

/** What of that goes wherever the page goes. */
export const keptOf = (page: number): readonly string[] =>
  ['bookmark', 'alternative'].map((what) => sentenceOf(page, what))

/** Words that stand nowhere else, and are the same in every run. */
function sentenceOf(page: number, what: string): string {
  const letters = createHash('sha256')
    .update(`${page} ${what}`)
    .digest('hex')
    .replace(/\d/g, (digit) => 'ghijklmnop'[Number(digit)] ?? '')
  return letters
    .slice(0, 56)
    .replace(/(.{7})/g, '$1 ')
    .trim()
}

function noiseOf(page: number): Uint8Array {
  const blocks = range((200 * 200) / 32).map((block) =>
    createHash('sha256').update(`${page}/${block}`).digest(),
  )
  return new Uint8Array(Buffer.concat(blocks))
}

const range = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index)
