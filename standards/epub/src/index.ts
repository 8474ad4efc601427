/** Reads, checks, slices and writes EPUB 2.0.1 and 3.x publications. */
export { type CheckedEpub, checkEpub } from './check-epub.ts'
export { cutDocument } from './cut-document.ts'
export { cutPlaceOf } from './cut-place.ts'
export type { Doctype } from './doctype.ts'
export { documentsOf } from './documents-of.ts'
export { type EpubResult, epubFailure, epubIssue } from './issue.ts'
export { labelOf } from './label.ts'
export { listPackedFiles, type PackedFile } from './list-packed-files.ts'
export { readResource } from './obfuscation.ts'
export { type ContainerLimits, type OpenedEpub, openEpub } from './open-epub.ts'
export { type ParsedXml, parseXml, type XmlDocument, type XmlLimits } from './parse-xml.ts'
export { readDocument } from './read-document.ts'
export { type ReadEpub, readEpub } from './read-epub.ts'
export { readStyles, type StyleSheetMeaning } from './read-styles.ts'
export { type Reference, resolveHref } from './resolve-href.ts'
export { EPUB_RULES, type EpubRule, ruleOfCode } from './rules.ts'
export { findRange } from './slice/find-range.ts'
export { type SliceMetadata, type SliceRequest, sliceEpub } from './slice/slice-epub.ts'
export { relativeHref } from './slice/write-contents.ts'
export type { StyleMeaning } from './style-meaning.ts'
export * from './types.ts'
export {
  attr,
  childElements,
  descendants,
  findById,
  findElement,
  firstChild,
  hasToken,
  idOf,
  textOf,
  tokens,
} from './walk-xml.ts'
export { writeXml } from './write-xml.ts'
export * from './xml.ts'
export { type EpubFile, zipEpub } from './zip-epub.ts'
