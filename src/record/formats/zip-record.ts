/**
 * A record to be put away for good, as one file: every form of it, with checksums that the next century can verify (BagIt 1.0,
 * RFC 8493), its licence, and a page that says what is in it. The same record makes the same bytes.
 */
import { createHash } from 'node:crypto'
import { strToU8, zipSync } from 'fflate'
import { licenceUrl } from './build-annotations.ts'
import type { TextFile } from './build-yaml.ts'
import type { ExportContext } from './export-context.ts'
import { ownFiles, RECORD_EXPORTS, tableFiles } from './list-exports.ts'

export function zipRecord(context: ExportContext): Uint8Array {
  const payload: readonly TextFile[] = [
    ...ownFiles(context).map((file) => inFolder('record', file)),
    ...tableFiles(context).map((file) => inFolder('tables', file)),
    ...RECORD_EXPORTS.map(({ name, build }) => ({ name: `data/${name}`, text: build(context) })),
    { name: 'data/LICENCE.txt', text: licence(context) },
    { name: 'data/README.md', text: readme(context) },
  ]
  const { record, made } = context
  const bytes = payload.reduce((sum, { text }) => sum + strToU8(text).length, 0)
  const tags: readonly TextFile[] = [
    { name: 'bagit.txt', text: 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n' },
    {
      name: 'bag-info.txt',
      text: `${[
        ...(record.compiledBy.length > 0
          ? [`Source-Organization: ${oneLine(record.compiledBy.map(({ name }) => name).join('; '))}`]
          : []),
        `External-Identifier: ${context.url}`,
        `External-Description: ${oneLine(record.title)}`,
        `Bagging-Date: ${made.slice(0, 10)}`,
        `Payload-Oxum: ${bytes}.${payload.length}`,
      ].join('\n')}\n`,
    },
    { name: 'manifest-sha256.txt', text: manifest(payload) },
  ]
  const files = [...tags, { name: 'tagmanifest-sha256.txt', text: manifest(tags) }, ...payload]
  const root = `${record.id}/`
  // A zip knows no year before 1980, and this one is to be the same whenever it is made.
  const mtime = new Date(1980, 0, 1)
  return zipSync(
    Object.fromEntries(files.map(({ name, text }) => [root + name, [strToU8(text), { mtime }]])),
    {
      level: 9,
    },
  )
}

const inFolder = (folder: string, { name, text }: TextFile): TextFile => ({
  name: `data/${folder}/${name}`,
  text,
})

const manifest = (files: readonly TextFile[]): string =>
  files.map(({ name, text }) => `${createHash('sha256').update(text).digest('hex')}  ${name}\n`).join('')

const oneLine = (text: string): string => text.replace(/\s+/g, ' ')

const licence = ({ record }: ExportContext): string => `${record.licence}\n${licenceUrl(record.licence)}\n`

const readme = ({ record, url, chapterUrl, made }: ExportContext): string => `# ${oneLine(record.title)}

The evidence behind a chapter: people, groups, places, events, sources and claims, and what follows from them.

- Address: ${url}
${chapterUrl === null ? '' : `- Chapter: ${chapterUrl}\n`}- Compiled by: ${record.compiledBy.map(({ name }) => name).join(', ')}
- This version was made on ${made.slice(0, 10)}
- Licence: ${record.licence}

| What | Where |
| --- | --- |
| The record as its authors keep it (YAML) | \`data/record/\` |
| Tables for spreadsheets (CSV) | \`data/tables/\` |
${RECORD_EXPORTS.map(({ name, label }) => `| ${label} | \`data/${name}\` |\n`).join('')}
What a source says and what the author concludes are told apart: a claim names its source under “by”. Dates are kept in the words of
their authors; \`data/tables/dates.csv\` has what follows from them. Where and when living people were born is left out.
To verify the files, compare them with \`manifest-sha256.txt\` (for instance \`sha256sum -c manifest-sha256.txt\`).
`
