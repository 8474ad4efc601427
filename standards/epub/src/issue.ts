import type { EpubIssue } from './types.ts'

/** What succeeds with a value, or fails with a sentence. */
export type EpubResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: EpubIssue }

/** One fault, with as much of its place as is known. */
export const epubIssue = (
  rule: string,
  severity: EpubIssue['severity'],
  file: string,
  message: string,
  place: { readonly line?: number | null; readonly element?: string | null } = {},
): EpubIssue => ({
  rule,
  severity,
  file,
  line: place.line ?? null,
  element: place.element ?? null,
  message,
})

export const epubFailure = (
  rule: string,
  file: string,
  message: string,
): { readonly ok: false; readonly error: EpubIssue } => ({
  ok: false,
  error: epubIssue(rule, 'error', file, message),
})
