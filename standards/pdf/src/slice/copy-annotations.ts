/**
 * The annotations of a page (ISO 32000-2, 12.5), with what shows them and nothing that leads away: a link to a page that did
 * not come along becomes a link to an address, or is left out; fields of forms keep their look; files, sound and film stay
 * behind. Replies and pop-ups belong to a conversation and stay there.
 */
import type { Destinations } from '../destinations.ts'
import { type PdfIssue, pdfWarning } from '../issue.ts'
import {
  dictOf,
  isArray,
  isDict,
  isRef,
  isString,
  name,
  nameOf,
  type PdfDict,
  type PdfObject,
  type PdfRef,
  toBytes,
} from '../objects.ts'
import type { PdfFile } from '../open-pdf.ts'
import type { PdfPage } from '../page-tree.ts'
import type { ValueCopier } from './copy-values.ts'

const COMMON = ['Type', 'Subtype', 'Rect', 'F', 'AS', 'Border', 'C', 'BS', 'OC', 'CA', 'ca', 'BM', 'Lang']
const WORDS = ['Contents', 'NM', 'M', 'RC', 'DA', 'DS', 'Q', 'T', 'Subj', 'CreationDate']
const SHAPES = [
  'QuadPoints',
  'L',
  'LE',
  'IC',
  'BE',
  'RD',
  'Vertices',
  'InkList',
  'CL',
  'Sy',
  'IT',
  'LL',
  'LLE',
  'Cap',
  'LLO',
  'CP',
  'CO',
  'Name',
]
const MARKS = new Set([
  'Text',
  'FreeText',
  'Line',
  'Square',
  'Circle',
  'Polygon',
  'PolyLine',
  'Highlight',
  'Underline',
  'Squiggly',
  'StrikeOut',
  'Stamp',
  'Caret',
  'Ink',
  'Watermark',
  'PrinterMark',
])
const MEDIA = new Set(['FileAttachment', 'Sound', 'Movie', 'Screen', '3D', 'RichMedia'])

export type CopiedAnnotations = {
  readonly refs: readonly PdfRef[]
  /** By the number of the annotation in the source. */
  readonly byNumber: ReadonlyMap<number, PdfRef>
  readonly issues: readonly PdfIssue[]
}

export type AnnotationContext = {
  readonly file: PdfFile
  readonly copier: ValueCopier
  readonly destinations: Destinations
  /** The pages that come along, by index in the source. */
  readonly newPages: ReadonlyMap<number, PdfRef>
  /** The address of a page that does not; null: no link. */
  readonly linkTo: (page: number) => string | null
}

export function copyAnnotations(context: AnnotationContext, page: PdfPage, at: PdfRef): CopiedAnnotations {
  const { file, copier } = context
  const listed = file.resolve(page.dict.entries.get('Annots'))
  const byNumber = new Map<number, PdfRef>()
  const refs: PdfRef[] = []
  let media = 0
  for (const value of isArray(listed) ? listed : []) {
    file.budget.spendNode()
    const source = file.resolve(value)
    if (!isDict(source) || (isRef(value) && byNumber.has(value.number))) continue
    if (MEDIA.has(nameOf(file.resolve(source.entries.get('Subtype'))) ?? '')) media += 1
    const copied = copyAnnotation(context, source)
    if (copied === null) continue
    const ref = copier.writer.add({ kind: 'dict', entries: new Map([...copied.entries, ['P', at]]) })
    refs.push(ref)
    if (isRef(value)) byNumber.set(value.number, ref)
  }
  const issues =
    media === 0
      ? []
      : [
          pdfWarning(
            'page-media-can-be-sliced',
            'An attached file, sound or film of this page is left out of the PDF. Readers find it in the whole book.',
            page.index,
          ),
        ]
  return { refs, byNumber, issues }
}

function copyAnnotation(context: AnnotationContext, source: PdfDict): PdfDict | null {
  const subtype = nameOf(context.file.resolve(source.entries.get('Subtype')))
  if (subtype === 'Link') return copyLink(context, source)
  if (subtype === 'Widget') return copyWidget(context, source)
  if (subtype === null || !MARKS.has(subtype) || source.entries.has('IRT')) return null
  return pick(context, source, [...COMMON, ...WORDS, ...SHAPES], appearance(context, source))
}

function copyLink(context: AnnotationContext, source: PdfDict): PdfDict | null {
  const lead = whereTo(context, source)
  if (lead === null) return null
  const { goes, isOut } = lead
  // What is said of a link tells where it leads: of a page that did not come along, nothing is told.
  return pick(context, source, [...COMMON, 'H', 'QuadPoints', ...(isOut ? [] : ['Contents'])], goes)
}

type Lead = {
  readonly goes: Readonly<Record<string, PdfObject>>
  /** To a page of the book that is not in this file. */
  readonly isOut: boolean
}

function whereTo(context: AnnotationContext, source: PdfDict): Lead | null {
  const { file } = context
  const destination = context.destinations.findFrom(source.entries)
  if (destination !== null) {
    const page = context.newPages.get(destination.page)
    if (page !== undefined) return { goes: { Dest: [page, ...destination.view] }, isOut: false }
    const address = context.linkTo(destination.page)
    return address === null ? null : { goes: { A: addressAction(address) }, isOut: true }
  }
  const action = file.dictAt(source.entries.get('A'))
  const uri = action === null ? null : file.resolve(action.entries.get('URI'))
  if (action === null || nameOf(file.resolve(action.entries.get('S'))) !== 'URI' || !isString(uri))
    return null
  return { goes: { A: dictOf({ Type: name('Action'), S: name('URI'), URI: uri }) }, isOut: false }
}

export const addressAction = (address: string) =>
  dictOf({
    Type: name('Action'),
    S: name('URI'),
    URI: { kind: 'string', bytes: toBytes(encodeURI(decodeSafely(address))) },
  })

const decodeSafely = (address: string) => {
  try {
    return decodeURI(address)
  } catch {
    return address
  }
}

/** As it looks: a form in an excerpt is read, not filled in. */
function copyWidget(context: AnnotationContext, source: PdfDict): PdfDict | null {
  const look = appearance(context, source)
  if (!('AP' in look)) return null
  const label = context.file.resolve(source.entries.get('TU'))
  return pick(context, source, COMMON, { ...look, ...(isString(label) ? { Contents: label } : {}) })
}

/** The look it has now; looks for being pressed, or for other states, are not shown. */
function appearance(context: AnnotationContext, source: PdfDict): Readonly<Record<string, PdfObject>> {
  const { file, copier } = context
  const normal = file.dictAt(source.entries.get('AP'))?.entries.get('N')
  const held = file.resolve(normal)
  if (normal === undefined || held === null) return {}
  if (!isDict(held)) return { AP: dictOf({ N: copier.copy(normal) }) }
  const state = nameOf(file.resolve(source.entries.get('AS')))
  const shown = state === null ? undefined : held.entries.get(state)
  if (state === null || shown === undefined) return {}
  return { AP: dictOf({ N: { kind: 'dict', entries: new Map([[state, copier.copy(shown)]]) } }) }
}

function pick(
  { copier }: AnnotationContext,
  source: PdfDict,
  keys: readonly string[],
  more: Readonly<Record<string, PdfObject>>,
): PdfDict {
  const entries = new Map<string, PdfObject>()
  for (const key of keys) {
    const value = source.entries.get(key)
    if (value !== undefined) entries.set(key, copier.copy(value))
  }
  return { kind: 'dict', entries: new Map([...entries, ...Object.entries(more)]) }
}
