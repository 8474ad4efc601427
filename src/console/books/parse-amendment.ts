/** A correction or a retraction as it is typed: in a form, or in a command. */
import { fail, newId, ok, parsePartialDate, type Result } from '#base'
import { AMENDMENT_KINDS, type Amendment } from '#book'

export type AmendmentField = 'chapter' | 'kind' | 'text' | 'doi' | 'date'

/** `chapters`: ids of those of the book. What is no kind is a correction, and what names no chapter is about the book. */
export function parseAmendment(
  typed: (field: AmendmentField) => string,
  chapters: readonly string[],
): Result<Amendment, readonly AmendmentField[]> {
  const [text, date] = [typed('text').trim(), typed('date').trim()]
  const doi = typed('doi').trim().replace(DOI_ADDRESS, '') || null
  const problems = [
    ...(text === '' ? ['text' as const] : []),
    ...(/^\d{4}-\d\d-\d\d$/.test(date) && parsePartialDate(date) !== null ? [] : ['date' as const]),
    ...(doi === null || /^10\.\d{4,9}\/\S+$/.test(doi) ? [] : ['doi' as const]),
  ]
  if (problems.length > 0) return fail(problems)
  const kind = AMENDMENT_KINDS.find((one) => one === typed('kind')) ?? 'correction'
  const chapterId = chapters.find((id) => id === typed('chapter')) ?? null
  return ok({ id: newId(), chapterId, kind, text, doi, date })
}

const DOI_ADDRESS = /^https?:\/\/(dx\.)?doi\.org\//
