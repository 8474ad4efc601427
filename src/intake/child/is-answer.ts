/**
 * Whether what the reading process wrote has the shape of an answer. Names of files are proved to the letter, since the
 * site copies what they name; the rest as far as pages would break.
 */
import type { BookDraft } from '#book'
import type { ReadingAnswer } from './request.ts'

export function isAnswer(value: unknown): value is ReadingAnswer {
  if (!isObject(value)) return false
  if (value.kind === 'refused') return isListOf(value.issues, isIssue)
  return value.kind === 'draft' && isDraft(value.draft)
}

/** The files of a draft, as they are named in its folder. */
export const namesOf = (draft: BookDraft): ReadonlySet<string> =>
  new Set([
    ...draft.media.map(({ name }) => name.slice(0, 64)),
    ...draft.formats.map(({ sha256 }) => sha256),
    ...draft.attachments.map(({ sha256 }) => sha256),
  ])

type Fields = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isListOf = (value: unknown, test: (one: unknown) => boolean): boolean =>
  Array.isArray(value) && value.every(test)
const isText = (value: unknown): value is string => typeof value === 'string'
const isTextOrNull = (value: unknown): boolean => value === null || isText(value)
const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0
const isIndexOrNull = (value: unknown): boolean => value === null || isCount(value)
const isSha256 = (value: unknown): boolean => isText(value) && /^[0-9a-f]{64}$/.test(value)
const isMediaName = (value: unknown): boolean => isText(value) && /^[0-9a-f]{64}\.[a-z0-9]{1,8}$/.test(value)

const isIssue = (value: unknown): boolean =>
  isObject(value) &&
  isText(value.rule) &&
  isText(value.message) &&
  (value.about === 'data' || value.about === 'content') &&
  (value.severity === 'error' || value.severity === 'warning' || value.severity === 'note') &&
  isObject(value.where) &&
  isText(value.where.file) &&
  isIndexOrNull(value.where.line) &&
  isTextOrNull(value.where.element) &&
  isIndexOrNull(value.chapter)

const isMedia = (value: unknown): boolean =>
  isObject(value) && isMediaName(value.name) && isText(value.mediaType) && isCount(value.bytes)

const isFile = (value: unknown): boolean => isObject(value) && isSha256(value.sha256) && isCount(value.bytes)

const isCover = (value: unknown): boolean =>
  value === null ||
  (isObject(value) && isMedia(value.image) && isMedia(value.thumbnail) && isText(value.alternativeText))

const isMetadata = (value: unknown): boolean =>
  isObject(value) &&
  isText(value.title) &&
  isListOf(value.languages, isText) &&
  isListOf(value.contributors, isObject) &&
  isObject(value.identifiers) &&
  isText(value.identifiers.key) &&
  isObject(value.summary) &&
  isObject(value.rights) &&
  (value.openness === 'open' || value.openness === 'closed') &&
  isCover(value.cover)

const isDraftText = (value: unknown): boolean =>
  value === null ||
  (isObject(value) &&
    isListOf(value.sections, (section) => isObject(section) && isText(section.html)) &&
    isListOf(value.blocks, (block) => isObject(block) && isText(block.hash)) &&
    isText(value.plain))

const isChapter = (value: unknown): boolean =>
  isObject(value) &&
  isObject(value.metadata) &&
  isText(value.metadata.title) &&
  isText(value.metadata.type) &&
  (value.metadata.openness === 'open' || value.metadata.openness === 'closed') &&
  isIndexOrNull(value.parent) &&
  isCount(value.depth) &&
  isDraftText(value.text) &&
  isListOf(value.alsoHolds, isCount) &&
  isListOf(value.media, isMediaName)

const isDraft = (value: unknown): value is BookDraft =>
  isObject(value) &&
  isMetadata(value.metadata) &&
  isListOf(value.chapters, isChapter) &&
  isListOf(value.formats, (format) => isFile(format) && isObject(format) && isText(format.mediaType)) &&
  isListOf(value.media, isMedia) &&
  isListOf(value.attachments, (file) => isFile(file) && isObject(file) && isText(file.path)) &&
  isListOf(value.issues, isIssue) &&
  isSha256(value.parcelHash) &&
  isTextOrNull(value.versionNote)
