/**
 * A range of pages as a PDF of its own, with nothing of the others inside. It is not the book with parts cut away: it is a new
 * file, into which the pages of the range are copied by what they draw with (copy-values.ts), and everything above them is
 * written anew. What is not named here does not come along.
 */
import { readDestinations } from '../destinations.ts'
import { attempt, PdfFault, type PdfIssue, type PdfResult } from '../issue.ts'
import { joined } from '../joined.ts'
import { PDF_LIMITS, type PdfLimits } from '../limits.ts'
import { dictOf, isArray, isStream, isString, name, type PdfObject, type PdfRef } from '../objects.ts'
import { openPdf, type PdfFile } from '../open-pdf.ts'
import { readOutlineItems } from '../outline.ts'
import { readPageLabels } from '../page-labels.ts'
import { type PdfPage, readPages } from '../page-tree.ts'
import { isTagged } from '../read-pdf.ts'
import { scanContent, type UsedNames } from '../scan-content.ts'
import { encodeText } from '../text.ts'
import { PdfWriter } from '../write-pdf.ts'
import { type PdfMetadata, writeXmp } from '../xmp.ts'
import { type AnnotationContext, copyAnnotations } from './copy-annotations.ts'
import { ValueCopier } from './copy-values.ts'
import { pruneStructure } from './prune-structure.ts'
import { readSheets } from './shared-sheets.ts'
import { layersOf, outlineOf, pageLabelsOf } from './slice-catalog.ts'

/** Pages counted from 0, both ends included. */
export type PdfRange = { readonly from: number; readonly to: number }

export type PdfSliceRequest = {
  readonly range: PdfRange
  readonly metadata: PdfMetadata
  /** The address of a page outside the range, for links to it; null: no link. */
  readonly linkTo?: (page: number) => string | null
  readonly limits?: PdfLimits
}

export type SlicedPdf = {
  readonly bytes: Uint8Array
  readonly pageCount: number
  readonly tagged: boolean
  readonly issues: readonly PdfIssue[]
}

/** Boxes, looks and order that a page needs to be shown as it was. */
const PAGE = ['MediaBox', 'CropBox', 'BleedBox', 'TrimBox', 'ArtBox', 'Rotate', 'UserUnit', 'Group', 'Tabs']

export function slicePdf(bytes: Uint8Array, request: PdfSliceRequest): PdfResult<SlicedPdf> {
  return attempt(() => {
    const file = openPdf(bytes, request.limits ?? PDF_LIMITS)
    const pages = readPages(file)
    const wanted = pagesIn(pages, request.range)
    const shared = readSheets(file, pages).check(request.range)
    if (shared !== null) throw new PdfFault(shared.rule, shared.message, shared.page)
    return writeSlice(file, pages, wanted, request)
  })
}

function pagesIn(pages: readonly PdfPage[], { from, to }: PdfRange): readonly PdfPage[] {
  if (!Number.isInteger(from) || !Number.isInteger(to) || from < 0 || from > to || to >= pages.length)
    throw new PdfFault(
      'page-range-is-in-the-book',
      `Pages ${from + 1} to ${to + 1} are asked for, and this PDF has ${pages.length}. Correct the pages of the chapter.`,
    )
  return pages.slice(from, to + 1)
}

function writeSlice(
  file: PdfFile,
  pages: readonly PdfPage[],
  wanted: readonly PdfPage[],
  { metadata, linkTo = () => null }: PdfSliceRequest,
): SlicedPdf {
  const writer = new PdfWriter()
  const [root, pageTree, info] = [writer.reserve(), writer.reserve(), writer.reserve()]
  const copier = new ValueCopier(file, writer, new Set(pages.flatMap(({ number }) => number ?? [])))
  const newPages = new Map(wanted.map((page) => [page.index, writer.reserve()]))
  const destinations = readDestinations(file, pages)
  const context: AnnotationContext = { file, copier, destinations, newPages, linkTo }
  const annotations = new Map<number, PdfRef>()
  const issues: PdfIssue[] = [...file.issues]
  for (const page of wanted) {
    const at = newPages.get(page.index)
    if (at === undefined) continue
    const copied = copyAnnotations(context, page, at)
    for (const [number, ref] of copied.byNumber) annotations.set(number, ref)
    issues.push(...copied.issues)
    writer.set(at, copyPage(file, copier, page, pageTree, copied.refs))
    copier.finish()
  }
  const tagged = isTagged(file)
  const structure = tagged
    ? pruneStructure({
        file,
        copier,
        annotations,
        pages: new Map(wanted.flatMap(({ number, index }) => pairOf(number, newPages.get(index)))),
      })
    : null
  const intents = copier.copy(file.catalog.entries.get('OutputIntents'))
  copier.finish()
  const labels = readPageLabels(file, pages.length).slice(wanted[0]?.index, (wanted.at(-1)?.index ?? 0) + 1)
  writer.set(pageTree, dictOf({ Type: name('Pages'), Kids: [...newPages.values()], Count: newPages.size }))
  writer.set(info, documentInfo(metadata))
  writer.set(
    root,
    dictOf({
      Type: name('Catalog'),
      Pages: pageTree,
      PageLabels: pageLabelsOf(labels),
      Outlines: outlineOf(writer, readOutlineItems(file, destinations), newPages),
      StructTreeRoot: structure ?? undefined,
      MarkInfo: tagged ? dictOf({ Marked: true }) : undefined,
      Lang: languageOf(file, metadata),
      ViewerPreferences: viewerPreferences(file),
      OCProperties: layersOf(file, copier),
      OutputIntents: intents,
      PageLayout: copier.copy(file.resolve(file.catalog.entries.get('PageLayout'))),
      Metadata: writer.add({
        kind: 'stream',
        dict: dictOf({ Type: name('Metadata'), Subtype: name('XML') }),
        data: new TextEncoder().encode(writeXmp(metadata)),
      }),
    }),
  )
  return { bytes: writer.write(root, info, file.version), pageCount: wanted.length, tagged, issues }
}

const pairOf = (number: number | null, ref: PdfRef | undefined): (readonly [number, PdfRef])[] =>
  number === null || ref === undefined ? [] : [[number, ref]]

function copyPage(
  file: PdfFile,
  copier: ValueCopier,
  page: PdfPage,
  parent: PdfRef,
  annotations: readonly PdfRef[],
): PdfObject {
  const content = copyContent(file, copier, page)
  const resources = file.dictAt(page.dict.entries.get('Resources'))
  return dictOf({
    Type: name('Page'),
    Parent: parent,
    ...Object.fromEntries(PAGE.map((key) => [key, copier.copy(page.dict.entries.get(key))])),
    MediaBox: boxArray(page.mediaBox),
    Resources: resources === null ? dictOf({}) : copier.copyResources(resources, content.used),
    Contents: content.refs,
    Annots: annotations.length === 0 ? undefined : annotations,
  })
}

const boxArray = ({ x, y, width, height }: PdfPage['mediaBox']) => [x, y, x + width, y + height]

/** The content of a page, with the names it uses. Content that cannot be unpacked cannot be told from another page's. */
function copyContent(
  file: PdfFile,
  copier: ValueCopier,
  page: PdfPage,
): { used: UsedNames; refs: readonly PdfRef[] } {
  const listed = file.resolve(page.dict.entries.get('Contents'))
  const parts = (isArray(listed) ? listed : [listed]).map((part) => file.resolve(part)).filter(isStream)
  const unpacked = parts.map((part) => {
    const bytes = file.unpack(part)
    if (bytes === null)
      throw new PdfFault(
        'page-can-be-read',
        `Page ${page.index + 1} of this PDF is packed in a way that is not known. Save it anew from the program that made it.`,
        page.index,
      )
    return bytes
  })
  const { used } = scanContent(joined(unpacked), file.budget.limits.depth)
  const refs = parts.map((part) =>
    copier.writer.add({
      kind: 'stream',
      dict: dictOf({
        Filter: copier.copy(part.dict.entries.get('Filter')),
        DecodeParms: copier.copy(part.dict.entries.get('DecodeParms')),
      }),
      data: part.data,
    }),
  )
  return { used, refs }
}

const documentInfo = (metadata: PdfMetadata): PdfObject =>
  dictOf({
    Title: encodeText(metadata.title),
    Author: metadata.authors.length === 0 ? undefined : encodeText(metadata.authors.join('; ')),
    Subject: metadata.doi === null ? undefined : encodeText(`https://doi.org/${metadata.doi}`),
    Producer: encodeText('Chapterhouse'),
  })

function languageOf(file: PdfFile, metadata: PdfMetadata): PdfObject {
  const own = file.resolve(file.catalog.entries.get('Lang'))
  if (isString(own) && own.bytes.length > 0) return own
  return metadata.language === null ? null : encodeText(metadata.language)
}

/** The title in the window (PDF/UA asks for it), and the side on which the pages turn. */
function viewerPreferences(file: PdfFile): PdfObject {
  const own = file.dictAt(file.catalog.entries.get('ViewerPreferences'))
  return dictOf({ DisplayDocTitle: true, Direction: file.resolve(own?.entries.get('Direction')) })
}
