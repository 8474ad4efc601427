/**
 * From a path to a parcel: an EPUB, a book.yaml, or a folder or zip that holds them, with a cover and a record beside
 * them. Runs where the parcel is read, in the child process: what came from outside is not opened elsewhere.
 */
import { lstat } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { zipEpub } from '@chapterhouse/epub'
import { fail, ok, type Result } from '#base'
import type { Issue } from '#book'
import { cannotRead, openFolder, readInside } from './parcel/open-folder.ts'
import { openZip } from './parcel/open-zip.ts'
import {
  commonFolder,
  PARCEL_LIMITS,
  type Parcel,
  type ParcelFiles,
  type ParcelLimits,
} from './parcel/parcel.ts'
import { issueFor } from './rules/issue-for.ts'

export type { Parcel, ParcelFiles, ParcelLimits } from './parcel/parcel.ts'

type Received = Result<Parcel, readonly Issue[]>

export async function receiveParcel(
  path: string,
  limits: ParcelLimits = PARCEL_LIMITS,
  isShallow = false,
): Promise<Received> {
  const name = basename(path)
  try {
    const info = await lstat(path)
    if (info.isSymbolicLink())
      return fail([
        issueFor('parcel-stays-in-its-folder', {
          message: `“${name}” is a symbolic link. Name the file that it leads to.`,
          where: { file: name },
        }),
      ])
    if (info.isDirectory()) {
      const files = await openFolder(path, limits, isShallow)
      if (!files.ok) return fail([files.error])
      const sorted = await sortFiles(name, files.value, [])
      // What else lies about in a folder that was not named itself is nobody's concern.
      return sorted.ok && isShallow ? ok({ ...sorted.value, others: [] }) : sorted
    }
  } catch (error) {
    return fail([cannotRead(name, error)])
  }
  const bytes = await readInside(dirname(path), name, limits)
  return bytes.ok ? receiveFile(name, bytes.value, limits) : fail([bytes.error])
}

const NO_FILES: ParcelFiles = {
  paths: [],
  read: async (path) => fail(cannotRead(path, null)),
}

async function receiveFile(name: string, bytes: Uint8Array, limits: ParcelLimits): Promise<Received> {
  const alone = { name, epub: null, bookYaml: null, files: NO_FILES, attachments: [], others: [], issues: [] }
  if (isYaml(name)) {
    const text = decodeUtf8(name, bytes)
    return text.ok ? ok({ ...alone, bookYaml: { fileName: name, text: text.value } }) : fail([text.error])
  }
  if (isEpub(name)) return ok({ ...alone, epub: { fileName: name, bytes } })
  if (!isZip(bytes)) return fail([notAccepted(name, bytes)])
  const opened = await openZip(bytes, limits)
  if (!opened.ok) return fail([opened.error])
  // An EPUB is a zip, and some are named so.
  if (opened.value.files.paths.includes(CONTAINER))
    return ok({ ...alone, epub: { fileName: `${stem(name)}.epub`, bytes } })
  return sortFiles(name, opened.value.files, opened.value.issues)
}

async function sortFiles(name: string, all: ParcelFiles, issues: readonly Issue[]): Promise<Received> {
  const folder = all.paths.includes(CONTAINER) ? '' : commonFolder(all.paths)
  const inner = WRAPPINGS.test(folder) ? within(all, folder) : all
  const { epubs, roots, yamls, attachments, others } = sortPaths(inner.paths)
  if (epubs.length + roots.length > 1 || yamls.length > 1)
    return fail([notOneBook(name, [...epubs, ...roots.map((root) => root || '.'), ...yamls])])
  if (epubs.length + roots.length + yamls.length === 0) return fail([holdsNothing(name, inner.paths)])
  const [root] = roots
  const epub =
    root === undefined
      ? await readEpub(inner, epubs[0])
      : await zipFolder(`${stem(folder === '' ? name : folder.slice(0, -1))}.epub`, inner, root)
  if (!epub.ok) return fail([epub.error])
  const yaml = await readYaml(inner, yamls[0])
  if (!yaml.ok) return fail([yaml.error])
  return ok({ name, epub: epub.value, bookYaml: yaml.value, files: inner, attachments, others, issues })
}

/** Which of the files is what. `roots` are folders of unpacked EPUBs, with their slash. */
function sortPaths(paths: readonly string[]) {
  const roots = paths
    .filter((path) => path.endsWith(CONTAINER) && path.split('/').length <= 3)
    .map((path) => path.slice(0, -CONTAINER.length))
  const outside = paths.filter((path) => isBookYaml(path) || !roots.some((root) => path.startsWith(root)))
  const attachments = paths.filter((path) => path.startsWith(RECORD))
  const epubs = outside.filter((path) => isEpub(path) && !path.startsWith(RECORD))
  const yamls = outside.filter(isBookYaml)
  const used = new Set([...epubs, ...yamls, ...attachments])
  return { epubs, roots, yamls, attachments, others: outside.filter((path) => !used.has(path)) }
}

/** A folder that only wraps; these two mean something themselves. */
const WRAPPINGS = /^(?!record\/$|META-INF\/$)[^/]+\/$/
const CONTAINER = 'META-INF/container.xml'
const RECORD = 'record/'

const isEpub = (path: string): boolean => /\.(?:epub|kepub)$/i.test(path)
const isYaml = (path: string): boolean => /\.ya?ml$/i.test(path)
const isBookYaml = (path: string): boolean => /^book\.ya?ml$/i.test(path)
const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5)
const stem = (name: string): string => name.replace(/\.[^.]+$/, '') || 'book'

const within = (files: ParcelFiles, folder: string): ParcelFiles =>
  folder === ''
    ? files
    : {
        paths: files.paths.filter((path) => path.startsWith(folder)).map((path) => path.slice(folder.length)),
        read: (path) => files.read(folder + path),
      }

async function readEpub(
  files: ParcelFiles,
  path: string | undefined,
): Promise<Result<Parcel['epub'], Issue>> {
  if (path === undefined) return ok(null)
  const bytes = await files.read(path)
  return bytes.ok ? ok({ fileName: basename(path), bytes: bytes.value }) : bytes
}

async function readYaml(
  files: ParcelFiles,
  path: string | undefined,
): Promise<Result<Parcel['bookYaml'], Issue>> {
  if (path === undefined) return ok(null)
  const bytes = await files.read(path)
  if (!bytes.ok) return bytes
  const text = decodeUtf8(path, bytes.value)
  return text.ok ? ok({ fileName: path, text: text.value }) : text
}

/** An unpacked EPUB becomes a file, always the same one for the same content. */
async function zipFolder(
  fileName: string,
  files: ParcelFiles,
  root: string,
): Promise<Result<Parcel['epub'], Issue>> {
  const packed: { path: string; bytes: Uint8Array }[] = []
  for (const path of files.paths.filter((path) => path.startsWith(root))) {
    const inside = path.slice(root.length)
    if (root === '' && (isBookYaml(inside) || inside.startsWith(RECORD))) continue
    const bytes = await files.read(path)
    if (!bytes.ok) return bytes
    packed.push({ path: inside, bytes: bytes.value })
  }
  return ok({ fileName, bytes: zipEpub(packed) })
}

function decodeUtf8(path: string, bytes: Uint8Array): Result<string, Issue> {
  try {
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return fail(
      issueFor('book-yaml-is-well-formed', {
        message: 'The file is not UTF-8. Save it again as UTF-8.',
        where: { file: path, line: 1 },
      }),
    )
  }
}

const ACCEPTED = 'A parcel is an EPUB, a book.yaml, or a folder or zip that holds them.'

function notAccepted(name: string, bytes: Uint8Array): Issue {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 8))
  const found = start.startsWith('%PDF')
    ? `“${name}” is a PDF. Send the book’s EPUB; a PDF cannot be made into chapters. `
    : isEpub(name)
      ? `“${name}” is not a zip archive, as an EPUB must be. `
      : `“${name}” is of no kind that can be read. `
  return issueFor('parcel-is-of-a-known-kind', { message: found + ACCEPTED, where: { file: name } })
}

const holdsNothing = (name: string, paths: readonly string[]): Issue =>
  issueFor('parcel-is-of-a-known-kind', {
    message: `“${name}” holds neither an EPUB nor a book.yaml${paths.length === 0 ? ': it is empty' : ''}. ${ACCEPTED}`,
    where: { file: name },
  })

const notOneBook = (name: string, found: readonly string[]): Issue =>
  issueFor('parcel-is-one-book', {
    message: `“${name}” holds several: ${found.slice(0, 4).join(', ')}${found.length > 4 ? ' …' : ''}. Put each book into a folder of its own.`,
    where: { file: name },
  })
