/**
 * `chapterhouse export`: every book as a press would send it. Nobody should have to ask for their books back: the folders can
 * be added to another Chapterhouse, kept by an archive, or read by anyone with a text editor.
 */
import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import {
  coverName,
  findBook,
  listAttachments,
  listBooks,
  listChapters,
  type ShelvedBook,
  toToldBook,
  writeBookYaml,
} from '#catalogue'
import { OperatorError } from '#platform'
import { writingTo } from '../disk-trouble.ts'
import { RELEASE } from '../release.ts'
import { inSession, type Session } from '../session.ts'
import { choosePress, siteOrigin } from '../site.ts'
import { count } from '../to-outcome.ts'
import { type Bag, createBag } from './bag.ts'

export async function exportShelf(folder: string, options: { readonly press?: string }): Promise<void> {
  const target = resolve(folder)
  if (existsSync(target))
    throw new OperatorError(`${target} is there already. Name a folder that does not exist yet.`)
  await inSession('export', async (session, signal) => {
    const press =
      options.press === undefined ? {} : { press: await choosePress(session.config, options.press) }
    const aside = `${target}.unfinished`
    await rm(aside, { recursive: true, force: true })
    const books = await writingTo(target, async () => {
      await mkdir(dirname(target), { recursive: true })
      const bag = await createBag(aside)
      const books = await putBooks(bag, session, press, signal)
      await bag.close({
        'Bagging-Date': new Date().toISOString().slice(0, 10),
        'Bag-Software-Agent': `Chapterhouse ${RELEASE}`,
        'External-Description': `Books published at ${siteOrigin(session.config)}`,
      })
      await rename(aside, target)
      return books
    }).finally(() => rm(aside, { recursive: true, force: true }))
    process.stdout.write(
      `${target}: ${count(books, 'book')}. “chapterhouse add ${target}/data/…” puts them on another shelf.\n`,
    )
  })
}

async function putBooks(
  bag: Bag,
  session: Session,
  press: { press?: string },
  signal: AbortSignal,
): Promise<number> {
  let after: string | null = null
  let books = 0
  do {
    const screen = await listBooks(session.db, { ...press, limit: 100, ...(after === null ? {} : { after }) })
    for (const { id } of screen.books) {
      signal.throwIfAborted()
      const found = await findBook(session.db, id)
      if (found?.kind !== 'book') continue
      await putBook(bag, session, found.book)
      books += 1
    }
    after = screen.after
  } while (after !== null)
  return books
}

async function putBook(bag: Bag, { db, files }: Session, book: ShelvedBook): Promise<void> {
  const folder = `${book.press}/${book.slug}-${book.id}`
  const cover = coverName(book)
  const yaml = await writeBookYaml(toToldBook(book, await listChapters(db, book.id), cover))
  await bag.put(`${folder}/book.yaml`, Buffer.from(yaml))
  for (const { fileName, sha256 } of book.formats)
    await bag.put(`${folder}/${fileName}`, files.stream(sha256))
  if (book.cover !== null && cover !== null)
    await bag.put(`${folder}/${cover}`, files.stream(book.cover.image.name.slice(0, 64)))
  for (const { path, sha256 } of await listAttachments(db, book.id))
    await bag.put(`${folder}/${path}`, files.stream(sha256))
}
