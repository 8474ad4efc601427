import fastify, { type FastifyInstance } from 'fastify'
import { sampleChapter, sampleDraft } from '#book'
import { listBooks, listChapters, migrations, shelveBook, withdrawBook } from '#catalogue'
import { openCitationStyles } from '#citations'
import { type Database, noticeMigrations, openFiles, withDatabase } from '#platform'
import { recordMigrations } from '#record'
import type { Language } from '#web'
import { feedsRoutes } from '../routes.ts'
import { chapterOf } from './facts.ts'

export const NOW = new Date('2026-03-05T12:00:00Z')

/** Their books have no files: nothing is written there. */
const files = openFiles('/nowhere')

type ShelfSite = {
  readonly app: FastifyInstance
  readonly db: Database
  readonly bookId: string
  /** In reading order: an open chapter, a closed one, and notes that hold words of both. */
  readonly chapterIds: readonly string[]
  withdraw(): Promise<unknown>
  /** One more book, with a single open chapter. */
  shelve(title: string, press?: string): Promise<void>
}

/** A site with one book on its shelf. */
export const withShelfSite = (
  use: (site: ShelfSite) => Promise<void>,
  { language = 'en', press = null }: { readonly language?: Language; readonly press?: string | null } = {},
): Promise<void> =>
  withDatabase({ ...noticeMigrations, ...migrations, ...recordMigrations }, async (db) => {
    const { book, chapter } = chapterOf({ book: { cover: null } })
    const text = chapter.text
    const closed = sampleChapter({ id: 'c10sed0000000000', title: 'Closed', openness: 'closed', text })
    const notes = sampleChapter({
      id: 'n0tes00000000000',
      type: 'notes',
      title: 'Notes',
      text,
      alsoHolds: [chapter.id, closed.id],
    })
    const shelve = (draft: ReturnType<typeof sampleDraft>, of: string) =>
      shelveBook({ db, files, now: NOW }, { draft, folder: '', press: of })
    await shelve(sampleDraft(book, [chapter, closed, notes]), 'aldine')
    const bookId = (await listBooks(db, { limit: 1 })).books[0]?.id ?? ''
    const app = fastify()
    await app.register(feedsRoutes, {
      db,
      styles: openCitationStyles(null),
      now: () => NOW,
      siteOf: () => ({
        place: { origin: 'https://books.example.org', base: '', language },
        press,
        brand: { name: 'Aldine' },
      }),
      answerShell: async (_request, reply, page) =>
        reply.type('text/html').send(`<!DOCTYPE html><title>${page.title}</title>${page.main}`),
    })
    await use({
      app,
      db,
      bookId,
      chapterIds: (await listChapters(db, bookId)).map(({ id }) => id),
      withdraw: () => withdrawBook({ db, now: NOW }, { bookId, reason: 'Lost.' }),
      shelve: async (title, of = 'aldine') => {
        const other = { ...book, id: title, title, sortTitle: title, identifiers: { ...book.identifiers, key: title, doi: null } }
        await shelve(sampleDraft(other, [sampleChapter({ title: `Chapter of ${title}`, text })]), of)
      },
    })
    await app.close()
  })
