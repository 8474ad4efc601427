import { type Html, html, type Language, type Part, paths, sign, writeBytes } from '#web'
import { at, type Frame } from '../frame.ts'
import { words } from '../words.ts'

/** One file a reader may take away: what `delivery` decided to offer. */
export type OfferedDownload = {
  readonly of: 'chapter' | 'book'
  readonly mediaType: string
  /** Null when it is made only when somebody asks. */
  readonly bytes: number | null
  readonly path: string
}

/** `kindle`, "Kindle". */
export type SaveTo = { readonly name: string; readonly label: string }

export type FilesPanel =
  | {
      readonly kind: 'files'
      readonly files: readonly OfferedDownload[]
      /** Where else they can be saved to, for the product of this id; absent: nowhere. */
      readonly saves?: { readonly id: string; readonly to: readonly SaveTo[] }
    }
  | { readonly kind: 'closed' }
  | { readonly kind: 'none' }

export const filesPanel = (frame: Frame, panel: FilesPanel): Html => {
  const { language } = frame.place
  const t = words(language)
  if (panel.kind !== 'files') return html`<p>${t.formatsNone[panel.kind]}</p>`
  return html`<ul class="files">
${panel.files.map((file) => html`<li><a class="quiet" href="${at(frame, file.path)}" type="${file.mediaType}" download>${sign('save')}<span>${label(file, language)}</span></a>${file.bytes !== null && html` <span class="number">${writeBytes(file.bytes, language)}</span>`}</li>\n`)}</ul>${saves(frame, panel.saves)}`
}

/** Links to pages, which the script opens as dialogs over this one. */
function saves(
  frame: Frame,
  panel: { readonly id: string; readonly to: readonly SaveTo[] } | undefined,
): Part {
  if (panel === undefined) return null
  const t = words(frame.place.language).saving
  const link = (name: string, label: string) =>
    html`<li><a class="quiet" href="${at(frame, paths.save(panel, name))}" aria-haspopup="dialog"><span>${label}</span></a></li>\n`
  return html`
<ul class="saves" aria-label="${t.saveTo}" data-saves data-close="${t.close}" data-loading="${t.loading}" data-failed="${t.failed}">${panel.to.map(({ name, label }) => link(name, t.to(label)))}${link('download', t.download)}</ul>`
}

const label = ({ of, mediaType }: OfferedDownload, language: Language): string => {
  const t = words(language)
  return (of === 'chapter' ? t.downloadChapter : t.downloadBook)(FORMATS[mediaType] ?? mediaType)
}

const FORMATS: Readonly<Record<string, string>> = {
  'application/epub+zip': 'EPUB',
  'application/pdf': 'PDF',
}
