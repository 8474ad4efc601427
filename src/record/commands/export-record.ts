/** A record that stands in files, in the forms in which it can be handed on. Its addresses are those of the site it is for. */
import type { Findings } from '../findings.ts'
import { toExportContext } from '../formats/export-context.ts'
import { ownFiles, RECORD_EXPORTS, tableFiles } from '../formats/list-exports.ts'
import { zipRecord } from '../formats/zip-record.ts'
import type { RecordDocument } from '../model/index.ts'

export const EXPORT_FORMS = ['zip', 'yaml', 'csv', ...RECORD_EXPORTS.map(({ name }) => name)] as const

export type ExportedFile = { readonly name: string; readonly bytes: Uint8Array | string }

/** Null: there is no such form. */
export function exportRecord(
  { document, findings }: { readonly document: RecordDocument; readonly findings: Findings },
  form: string,
  { origin, now }: { readonly origin: string; readonly now: Date },
): readonly ExportedFile[] | null {
  const context = toExportContext({
    ...{ record: document, chronology: findings.chronology, version: null, chapterUrl: null },
    ...{ made: now.toISOString(), address: (path) => `${origin}${path}` },
  })
  const texts = (files: readonly { readonly name: string; readonly text: string }[]) =>
    files.map(({ name, text }) => ({ name, bytes: text }))
  if (form === 'zip') return [{ name: `${document.id}.zip`, bytes: zipRecord(context) }]
  if (form === 'yaml') return texts(ownFiles(context))
  if (form === 'csv') return texts(tableFiles(context))
  const found = RECORD_EXPORTS.find(({ name }) => name === form || name.split('.')[0] === form)
  return found === undefined ? null : [{ name: found.name, bytes: found.build(context) }]
}
