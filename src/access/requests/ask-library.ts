/** Asking and answering, with the letters that go with each in the same transaction. */
import { type Database, inTransaction, sendMail } from '#platform'
import type { Language } from '#web'
import type { LibraryRequest } from './library-request.ts'
import { buildAnsweredEmail, buildAskedEmail } from './request-email.ts'
import { type Asked, addRequest, answerRequest } from './request-store.ts'

type Letter = {
  readonly title: string
  readonly site: string
  readonly page: string
}

/** `contact`: where the library is written to; null: its librarians find it in their queue. */
export async function askLibrary(
  db: Database,
  asked: Asked,
  letter: Letter & { readonly contact: string | null; readonly language: Language },
  now: Date,
): Promise<LibraryRequest> {
  return await inTransaction(db, async (tx) => {
    const { kind, request } = await addRequest(tx, asked, now)
    if (kind === 'asked' && letter.contact !== null)
      await sendMail(tx, {
        to: letter.contact,
        fromName: letter.site,
        ...(request.email === null ? {} : { replyTo: request.email }),
        ...buildAskedEmail(request, letter, letter.language),
      })
    return request
  })
}

/** Null: there is no such request, or somebody has answered it. The reader who left an address is told at once. */
export async function answerLibraryRequest(
  db: Database,
  id: string,
  answer: { readonly state: 'settled' | 'declined'; readonly answer: string | null; readonly by: string },
  letter: Letter & { readonly status: string },
  now: Date,
): Promise<LibraryRequest | null> {
  return await inTransaction(db, async (tx) => {
    const request = await answerRequest(tx, id, answer, now)
    if (request !== null && request.email !== null)
      await sendMail(tx, { to: request.email, fromName: letter.site, ...buildAnsweredEmail(request, letter) })
    return request
  })
}
