/** Somebody is asked to review a record, and hears of it by a letter in the same transaction. */
import { type Database, sendMail } from '#platform'
import { type Language, paths } from '#web'
import type { StaffRecord } from './list-for-staff.ts'
import { addReviewer } from './review-store.ts'
import { buildReviewerEmail } from './reviewer-email.ts'

type Asking = {
  readonly record: Pick<StaffRecord, 'bookId' | 'bookTitle' | 'title'> & { readonly recordId: string }
  readonly account: { readonly id: string; readonly name: string; readonly email: string }
  readonly pressName: string
  /** Of the site, with the scheme. */
  readonly origin: string
  readonly language: Language
  readonly now: Date
}

/** Where a record is reviewed. */
export const reviewPath = (recordId: string): string => `${paths.console}/records/${recordId}`

/** False: that one was asked before. */
export async function askReviewer(
  tx: Database,
  { record, account, pressName, origin, language, now }: Asking,
): Promise<boolean> {
  const isNew = await addReviewer(tx, record, { accountId: account.id, name: account.name, asked: now })
  if (!isNew) return false
  const email = buildReviewerEmail(
    {
      ...{ title: record.title ?? record.recordId, bookTitle: record.bookTitle, pressName },
      address: `${origin}${reviewPath(record.recordId)}`,
    },
    language,
  )
  await sendMail(tx, { to: account.email, fromName: pressName, ...email })
  return true
}
