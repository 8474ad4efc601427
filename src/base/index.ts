/** Words every folder shares. No I/O, no opinions about books. */
export { assertNever } from './assert-never.ts'
export { isId, newId } from './ids.ts'
export { type PartialDate, parsePartialDate, yearOf } from './partial-date.ts'
export { fail, ok, type Result } from './result.ts'
export { toSlug } from './slug.ts'
export { countWords, normalizeSpace } from './text.ts'
export { typesetFrench } from './typeset-french.ts'
