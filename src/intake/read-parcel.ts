/**
 * Reads what a press sent, in a process of its own: whatever is in the parcel, the answer is a draft or sentences, never a
 * hang, a crash of the site or a file outside the job folder.
 */

import { lstat, mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import type { BookDraft, Issue, Openness } from '#book'
import type { ProcessLimits, ProcessUsage } from '#platform'
import { removeFolder } from '#platform'
import { isAnswer, namesOf } from './child/is-answer.ts'
import { ANSWER_FILE, type Progress, type ReadingAnswer } from './child/request.ts'
import { NO_READERS, type Readers } from './open-readers.ts'
import { PARCEL_LIMITS, type ParcelLimits } from './parcel/parcel.ts'
import { issueFor } from './rules/issue-for.ts'

/** `usage`: what reading it took; null where the system does not tell. */
export type ReadParcel = {
  readonly usage: ProcessUsage | null
} /** `folder` holds the draft's files, each named by its SHA-256. */ & (
  | { readonly kind: 'draft'; readonly draft: BookDraft; readonly folder: string }
  /** The job folder is removed. */
  | { readonly kind: 'refused'; readonly issues: readonly Issue[] }
)

export type ReadOptions = {
  /** Made when it is not there; it should be empty. */
  readonly jobFolder: string
  /** Where book.yaml does not say. */
  readonly openness: Openness
  readonly limits?: Partial<ProcessLimits & ParcelLimits>
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: Progress) => void
  /** What a reading process said when it died, for the operator's log. */
  readonly onCrash?: (said: string) => void
  /** Those of the parcels that were handed in with it. */
  readonly readers?: Readers
  readonly today?: Date
}

export const READING_LIMITS: ProcessLimits & ParcelLimits = {
  ...PARCEL_LIMITS,
  cpuSeconds: 120,
  wallSeconds: 600,
  memoryMegabytes: 2048,
  outputMegabytes: 1024,
}

/** Throws only when aborted, or when the machine fails. */
export const readParcel = (path: string, options: ReadOptions): Promise<ReadParcel> =>
  read('draft', path, options)

export type CheckedParcel = {
  /** Whether `add` would shelve it. */
  readonly accepted: boolean
  readonly title: string | null
  readonly chapters: number
  readonly issues: readonly Issue[]
  /** What reading it took; null where the system does not tell. */
  readonly usage: ProcessUsage | null
}

/** The same reading, of which only the judgement is kept. */
export async function checkParcel(path: string, options: ReadOptions): Promise<CheckedParcel> {
  const answer = await read('check', path, options)
  await removeFolder(options.jobFolder)
  const { usage } = answer
  if (answer.kind === 'refused')
    return { accepted: false, title: null, chapters: 0, issues: answer.issues, usage }
  const { metadata, chapters, issues } = answer.draft
  return { accepted: true, title: metadata.title, chapters: chapters.length, issues, usage }
}

async function read(purpose: 'draft' | 'check', path: string, options: ReadOptions): Promise<ReadParcel> {
  const limits = { ...READING_LIMITS, ...options.limits }
  const jobFolder = resolve(options.jobFolder)
  await mkdir(jobFolder, { recursive: true })
  const request = {
    purpose,
    ...(await wholeParcel(resolve(path))),
    jobFolder,
    openness: options.openness,
    today: (options.today ?? new Date()).toISOString().slice(0, 10),
    limits: { fileBytes: limits.fileBytes, bytes: limits.bytes, files: limits.files },
  }
  const end = await (options.readers ?? NO_READERS).read(request, limits, options)
  if (end.kind === 'aborted') {
    await removeFolder(jobFolder)
    options.signal?.throwIfAborted()
  }
  if (end.kind === 'crashed') options.onCrash?.(end.said)
  const answer = end.kind === 'answered' ? await readAnswer(jobFolder) : null
  if (answer?.kind === 'draft' && (await isWhole(answer.draft, jobFolder)))
    return { kind: 'draft', draft: answer.draft, folder: jobFolder, usage: end.usage }
  await removeFolder(jobFolder)
  if (answer?.kind === 'refused') return { ...answer, usage: end.usage }
  const message = end.kind === 'stopped' ? BEYOND[end.by](limits) : CRASHED
  const file = basename(path)
  const issues = [issueFor('parcel-is-read-within-limits', { message, where: { file } })]
  return { kind: 'refused', issues, usage: end.usage }
}

/**
 * An EPUB with a book.yaml beside it, and no other EPUB, is one parcel with it, whichever of the two is named: the
 * book.yaml may be what closes the book.
 */
async function wholeParcel(path: string): Promise<{ readonly path: string; readonly isShallow: boolean }> {
  if (!/(?:\.k?epub|[/\\]book\.ya?ml)$/i.test(path)) return { path, isShallow: false }
  const names = await readdir(dirname(path)).catch(() => [])
  const epubs = names.filter((name) => /^[^.].*\.k?epub$/i.test(name))
  const isOne = epubs.length === 1 && names.some((name) => /^book\.ya?ml$/i.test(name))
  return isOne ? { path: dirname(path), isShallow: true } : { path, isShallow: false }
}

const BEYOND: Readonly<Record<'cpu' | 'time' | 'memory' | 'output', (limits: ProcessLimits) => string>> = {
  cpu: ({ cpuSeconds }) =>
    `Reading the book took more than ${cpuSeconds} seconds of computing and was stopped. Look for files of unusual size or nesting.`,
  time: ({ wallSeconds }) =>
    `Reading the book took more than ${wallSeconds} seconds and was stopped. Try again; if it happens again, make the files smaller.`,
  memory: ({ memoryMegabytes }) =>
    `Reading the book took more than ${memoryMegabytes} MB of memory and was stopped. Make its largest files smaller.`,
  output: ({ outputMegabytes }) =>
    `A file of the book is larger than ${outputMegabytes} MB. Make it smaller.`,
}

const CRASHED =
  'The book could not be read: reading it ended unexpectedly. Check the file with EPUBCheck; if that finds nothing, send it to the operator.'

const MOST_ANSWER_BYTES = 512 * 1024 * 1024

/** Null for anything that is no answer: the process has read foreign bytes, so its words are looked at too. */
async function readAnswer(folder: string): Promise<ReadingAnswer | null> {
  try {
    const path = join(folder, ANSWER_FILE)
    const info = await lstat(path)
    if (!info.isFile() || info.size > MOST_ANSWER_BYTES) return null
    const answer: unknown = JSON.parse(await readFile(path, 'utf8'))
    await rm(path)
    return isAnswer(answer) ? answer : null
  } catch {
    return null // no file, or no JSON: told as a crash
  }
}

/** Every file that the draft names is there, and is a file. */
async function isWhole(draft: BookDraft, folder: string): Promise<boolean> {
  for (const name of namesOf(draft)) {
    const info = await lstat(join(folder, name)).catch(() => null)
    if (info?.isFile() !== true) return false
  }
  return true
}
