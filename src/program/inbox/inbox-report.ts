/** What is said of a parcel, beside it. */
import { existsSync } from 'node:fs'
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ParcelOutcome } from '#catalogue'
import { toOutcomeJson, toOutcomeText } from '../to-outcome.ts'

export type Report = {
  readonly outcome: ParcelOutcome
  readonly url: string | null
  /** By which it is known not to have changed since. */
  readonly look: string
}

export async function keepReport(
  folder: string,
  name: string,
  { outcome, url, look }: Report,
): Promise<void> {
  const told = { ...outcome, file: name, url, dryRun: false }
  const json = { ...toOutcomeJson(told), look, at: new Date().toISOString() }
  await writeWhole(join(folder, `${name}.report.json`), `${JSON.stringify(json, null, 2)}\n`)
  await writeWhole(join(folder, `${name}.report.txt`), toOutcomeText(told))
}

/** Moves it among what is done, beside what was done before, and its report with it. */
export async function fileAway(folder: string, done: string, name: string, report: Report): Promise<void> {
  const target = existsSync(join(done, name)) ? `${stamp(new Date())} ${name}` : name
  await rename(join(folder, name), join(done, target))
  await keepReport(done, target, report)
  for (const kind of ['txt', 'json']) await rm(join(folder, `${name}.report.${kind}`), { force: true })
}

const stamp = (date: Date): string => date.toISOString().replace(/[:.]/g, '-').slice(0, 19)

/** What it looked like when it was refused; null when it was not. */
export async function recallRefusal(folder: string, name: string): Promise<string | null> {
  try {
    const report: { look?: unknown } = JSON.parse(await readFile(join(folder, `${name}.report.json`), 'utf8'))
    return typeof report.look === 'string' ? report.look : null
  } catch {
    return null // none yet, or one that somebody cut short: it is tried again
  }
}

async function writeWhole(path: string, text: string): Promise<void> {
  await writeFile(`${path}.tmp`, text)
  await rename(`${path}.tmp`, path)
}
