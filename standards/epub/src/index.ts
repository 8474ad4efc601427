/** Reads, checks, slices and writes EPUB 2.0.1 and 3.x publications. */
export { type CheckedEpub, checkEpub } from './check-epub.ts'
export type { Doctype } from './doctype.ts'
export { type EpubResult, epubFailure, epubIssue } from './issue.ts'
export { type ContainerLimits, type OpenedEpub, openEpub } from './open-epub.ts'
export { type ParsedXml, parseXml, type XmlDocument, type XmlLimits } from './parse-xml.ts'
export { EPUB_RULES, type EpubRule, ruleOfCode } from './rules.ts'
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
