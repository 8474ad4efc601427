import { epubIssue } from './issue.ts'
import type { EpubIssue } from './types.ts'
import { readZipEntry, type StoredEntry } from './zip-entry.ts'

const MIMETYPE = 'application/epub+zip'

/** EPUB 3.3 §4.2.2: `mimetype` is first, stored, without an extra field and exactly this. Readers look at byte 30. */
export function mimetypeIssues(bytes: Uint8Array, entries: readonly StoredEntry[]): readonly EpubIssue[] {
  const fault = (rule: string, message: string) => [epubIssue(rule, 'error', 'mimetype', message)]
  const entry = entries.find(({ path }) => path === 'mimetype')
  if (entry === undefined)
    return fault(
      'mimetype-comes-first',
      `The container has no file “mimetype” with ${MIMETYPE}. Put it first.`,
    )
  const read = readZipEntry(bytes, entry)
  const text = read.ok ? new TextDecoder('latin1').decode(read.value.subarray(0, 200)) : ''
  return [
    ...(text === MIMETYPE
      ? []
      : fault(
          'mimetype-is-epub',
          `The file “mimetype” must hold ${MIMETYPE} and nothing else, no line end either.`,
        )),
    ...(entry.record.headerOffset === 0
      ? []
      : fault(
          'mimetype-comes-first',
          'The file “mimetype” is not the first of the archive. Make it the first.',
        )),
    ...(entry.record.method === 0
      ? []
      : fault('mimetype-is-epub', 'The file “mimetype” is compressed. Store it as it is.')),
    ...(entry.hasExtraField
      ? fault(
          'mimetype-comes-first',
          'The entry “mimetype” has an extra field, so that its content is not where readers look. Make the archive without (zip -X).',
        )
      : []),
  ]
}
