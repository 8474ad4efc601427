/** The commands on records: they need neither database nor data folder, but for a record that is on the site. */
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { OperatorError } from '#platform'
import {
  loadRecordCommands,
  type RecordFile,
  renderRecordPreview,
  toFaultLine,
  toFindingLines,
} from '#record'

const HEADS = ['record.yaml', 'record.yml']

/** The folder itself, the `record/` in it, or each folder in that one. */
export async function findRecordFolders(path: string): Promise<readonly string[]> {
  const folder = resolve(path)
  if (!existsSync(folder)) throw new OperatorError(`There is no ${path}.`)
  if (!(await stat(folder)).isDirectory())
    throw new OperatorError(`${path} is a file. Name the folder of the record.`)
  const inside = join(folder, 'record')
  if (HEADS.some((head) => existsSync(join(folder, head)))) return [folder]
  const base = existsSync(inside) ? inside : folder
  if (HEADS.some((head) => existsSync(join(base, head)))) return [base]
  const below = (await readdir(base, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory() && HEADS.some((head) => existsSync(join(base, entry.name, head))))
    .map(({ name }) => join(base, name))
  return below.length > 0 ? below.sort() : [base]
}

export async function readRecordFolder(folder: string): Promise<readonly RecordFile[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  return Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async ({ name }) => ({
        name,
        text: /\.(ya?ml|csv|xml|json|bib)$/i.test(name) ? await readFile(join(folder, name), 'utf8') : '',
      })),
  )
}

/** `record check`: 0 when each may be published, 2 when one may not. */
export async function checkRecords(
  paths: readonly string[],
  { json = false }: { readonly json?: boolean },
): Promise<number> {
  const { checkRecord } = await loadRecordCommands()
  let unsound = 0
  for (const path of paths)
    for (const folder of await findRecordFolders(path)) {
      const checked = checkRecord(await readRecordFolder(folder))
      if (!checked.isSound) unsound += 1
      const lines = checked.read === null ? [] : toFindingLines(checked.read)
      process.stdout.write(
        json
          ? `${JSON.stringify({ folder, id: checked.id, outcome: checked.isSound ? 'sound' : 'faulty', faults: checked.faults, findings: lines })}\n`
          : `${[
              `${checked.isSound ? 'sound  ' : 'faulty '}  ${checked.id ?? folder}`,
              ...checked.faults.map((fault) => `  ${toFaultLine(fault)}`),
              ...lines.map((line) => `  ${line}`),
            ].join('\n')}\n`,
      )
    }
  return unsound > 0 ? 2 : 0
}

/** `record build`: what readers would see and take, as files of a folder. */
export async function buildRecord(path: string, out: string): Promise<number> {
  const { checkRecord } = await loadRecordCommands()
  let unsound = 0
  for (const folder of await findRecordFolders(path)) {
    const checked = checkRecord(await readRecordFolder(folder))
    for (const fault of checked.faults) process.stderr.write(`${toFaultLine(fault)}\n`)
    if (!checked.isSound) unsound += 1
    if (checked.read === null) continue
    const { document, findings } = checked.read
    await mkdir(out, { recursive: true })
    const html = join(out, `${document.id}.html`)
    await writeFile(html, renderRecordPreview(checked.read))
    const data = join(out, `${document.id}.json`)
    await writeFile(data, `${JSON.stringify({ ...document, findings }, null, 1)}\n`)
    process.stdout.write(`${html}\n${data}\n`)
  }
  return unsound > 0 ? 2 : 0
}

/** `record export`: in one form, or all of them in a zip. */
export async function exportRecordFiles(
  path: string,
  out: string,
  { as = 'zip', origin = 'https://example.org' }: { readonly as?: string; readonly origin?: string },
): Promise<number> {
  const { checkRecord, EXPORT_FORMS, exportRecord } = await loadRecordCommands()
  let unread = 0
  for (const folder of await findRecordFolders(path)) {
    const { read, faults } = checkRecord(await readRecordFolder(folder))
    if (read === null) {
      for (const fault of faults) process.stderr.write(`${toFaultLine(fault)}\n`)
      unread += 1
      continue
    }
    const files = exportRecord(read, as, { origin: origin.replace(/\/$/, ''), now: new Date() })
    if (files === null)
      throw new OperatorError(`There is no form “${as}”. There are: ${EXPORT_FORMS.join(', ')}.`)
    await writeAll(out, files)
  }
  return unread > 0 ? 2 : 0
}

async function writeAll(
  out: string,
  files: readonly { readonly name: string; readonly bytes: Uint8Array | string }[],
): Promise<void> {
  for (const { name, bytes } of files) {
    const path = join(out, name)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, bytes)
    process.stdout.write(`${path}\n`)
  }
}

/** `record import`: TEI, tables or lists of references, as files in our own words. What cannot be read is told, and left out. */
export async function importRecord(inputs: readonly string[], out: string): Promise<number> {
  if (existsSync(out) && (await readdir(out)).length > 0)
    throw new OperatorError(`${out} is not empty. Name a folder that does not exist yet.`)
  const files = await Promise.all(
    inputs.map(async (path) => ({ name: basename(path), text: await readFile(path, 'utf8') })),
  )
  const named = files.some(({ name }) => /^record\.ya?ml$/.test(name) || /\.xml$/i.test(name))
    ? files
    : [
        ...files,
        {
          name: 'record.yaml',
          text: `record: ${toName(basename(resolve(out)))}\ntitle: ${basename(resolve(out))}\n`,
        },
      ]
  const { checkRecord, exportRecord } = await loadRecordCommands()
  const { read, faults } = checkRecord(named)
  for (const fault of faults) process.stderr.write(`${toFaultLine(fault)}\n`)
  if (read === null) return 2
  const own = exportRecord(read, 'yaml', { origin: '', now: new Date() }) ?? []
  await writeAll(out, own)
  return 0
}

/** `record new` */
export async function newRecord(path: string): Promise<number> {
  const folder = resolve(path)
  if (existsSync(folder) && (await readdir(folder)).length > 0)
    throw new OperatorError(`${path} is not empty. Name a folder that does not exist yet.`)
  await mkdir(folder, { recursive: true })
  const name = basename(folder) === 'record' ? 'my-record' : toName(basename(folder))
  const { templateFiles } = await loadRecordCommands()
  for (const file of templateFiles(name)) await writeFile(join(folder, file.name), file.text)
  process.stdout.write(
    `${path} holds a record that can be read: change it into yours.\n“chapterhouse record check ${path}” says what is wrong with it.\n`,
  )
  return 0
}

const toName = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 60) || 'my-record'
