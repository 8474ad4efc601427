/** What is written to somebody who is asked to review a record. */
import type { Language } from '#web'
import { words } from '../words.ts'

export type AskedOfReviewer = {
  readonly title: string
  readonly bookTitle: string
  readonly pressName: string
  /** Whole. */
  readonly address: string
}

export function buildReviewerEmail(
  { title, bookTitle, pressName, address }: AskedOfReviewer,
  language: Language,
): { readonly subject: string; readonly text: string } {
  const t = words(language).reviewLetter
  return {
    subject: t.subject(title),
    text: `${t.lead(title, bookTitle, pressName)}\n\n${t.how}\n\n${address}\n`,
  }
}
