/** A book on the shelf with an open and a closed chapter, as EPUB and as PDF; its files themselves are nowhere. */
import assert from 'node:assert/strict'
import { sampleBook, sampleChapter, sampleDraft } from '#book'
import { listBooks, listChapters, type ShelvedChapter, shelveBook } from '#catalogue'
import { type Database, openFiles } from '#platform'

export type Harbours = {
  readonly bookId: string
  readonly chapter: ShelvedChapter
  readonly closed: ShelvedChapter
}

export async function shelveHarbours(db: Database): Promise<Harbours> {
  const text = {
    ...{ words: 4, notes: 0, figures: 0, tables: 0, formulas: 0, sections: 1 },
    ...{ writing: 'horizontal' as const, headings: [], pageMarkers: [] },
  }
  const source = { from: { path: 'a.xhtml', id: null }, to: null }
  const file = (name: string, mediaType: string) => ({
    ...{ fileName: name, mediaType, bytes: 1_200_000, sha256: 'a'.repeat(64) },
  })
  const draft = {
    ...sampleDraft(sampleBook({ title: 'Harbours', openness: 'open' }), [
      sampleChapter({ id: 'c1', title: 'Pilots', openness: 'open', text, source }),
      sampleChapter({ id: 'c2', title: 'Tides', openness: 'closed', text, source }),
    ]),
    formats: [file('h.epub', 'application/epub+zip'), file('h.pdf', 'application/pdf')],
  }
  const files = openFiles('/nowhere')
  await shelveBook(
    { db, files: { ...files, keep: async () => {} }, now: new Date() },
    { draft, folder: '', press: 'aldine' },
  )
  const [book] = (await listBooks(db, { limit: 1 })).books
  const [chapter, closed] = await listChapters(db, book?.id ?? '')
  assert.ok(book && chapter && closed)
  return { bookId: book.id, chapter, closed }
}
