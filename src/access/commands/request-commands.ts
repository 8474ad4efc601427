/** `chapterhouse institution requests`: a librarian's queue, for those who answer it by script. */
import { fail, ok, type Result } from '#base'
import { findProduct } from '#citations'
import type { Database } from '#platform'
import { href, type Place, paths } from '#web'
import { answerLibraryRequest } from '../requests/ask-library.ts'
import { type LibraryRequest, proofOf } from '../requests/library-request.ts'
import { findRequest } from '../requests/request-store.ts'

export type AnsweringOptions = {
  readonly state: 'settled' | 'declined'
  readonly answer: string | null
}

/** How the press of a product is called and addressed. */
export type PressPlace = { readonly origin: string; readonly name: string }

export async function answerRequestByCommand(
  db: Database,
  { id, institutionId }: { readonly id: string; readonly institutionId: string },
  answer: AnsweringOptions,
  { placeOf, secretKey }: { readonly placeOf: (press: string) => PressPlace; readonly secretKey: string },
): Promise<Result<LibraryRequest, readonly string[]>> {
  const request = await findRequest(db, id)
  if (request === null || request.institutionId !== institutionId)
    return fail([`There is no request ${id} in this queue.`])
  const { origin, name } = placeOf(request.press)
  const place: Place = { origin, base: '', language: request.language }
  const { title, path } = await pageOf(db, request.productId)
  const answered = await answerLibraryRequest(
    db,
    id,
    { ...answer, by: 'command line' },
    {
      ...{ title, site: name, page: `${origin}${href(place, path)}` },
      status: `${origin}${href(place, paths.libraryRequest(id, proofOf(secretKey, id)))}`,
    },
    new Date(),
  )
  return answered === null ? fail([`The request ${id} has been answered already.`]) : ok(answered)
}

export async function pageOf(
  db: Database,
  productId: string,
): Promise<{ readonly title: string; readonly path: string }> {
  const found = await findProduct(db, productId)
  if (found === null || found.kind === 'withdrawn') return { title: productId, path: paths.home }
  return found.kind === 'book'
    ? { title: found.book.title, path: paths.book(found.book) }
    : { title: found.chapter.title, path: paths.chapter(found.chapter) }
}
