/** A shelf with one book of two chapters on a real database, and records that come with it: all of it invented. */
import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BookDraft, type ChapterDraft, sampleBook, sampleChapter, sampleDraft } from '#book'
import { listChapters, migrations, shelveBook } from '#catalogue'
import { type Database, type Files, noticeMigrations, openFiles, withDatabase } from '#platform'
import { recordMigrations } from '../keeping/migrations.ts'
import { RECORD_SETTINGS, type RecordSettings } from '../keeping/settings.ts'
import { type RecordOutcome, takeInRecords } from '../keeping/take-in.ts'

export const NOW = new Date('2026-03-05T12:00:00Z')

export const PARAGRAPHS = [
  'The Petrel sailed on the second of May, with four hands and a cargo of salt.',
  'She was seen off the Skerries a week later, and never after that.',
  'We take the stout man of the pilot’s letter to be Anders Holm, the mate.',
  'Nobody else on the coast was called stout that year.',
]

export const HARBOUR = {
  'record.yaml': `record: harbour
title: The loss of the Petrel
chapter: { number: "1" }
compiled_by: [Ida Berg]
`,
  'sources.yaml': `sources:
  - { id: chapter, citation: This chapter, speaks_for: author }
  - { id: letter, citation: "A pilot’s letter", date: "1840-05" }
`,
  'people.yaml': `people:
  - { id: holm, name: Anders Holm, names: [{ text: Holmes, source: letter }], roles: [{ what: mate }], living: no }
  - { id: berg, name: Ida Berg, born: "1961-07-21", birth_place: skerries, living: yes }
`,
  'places.yaml': `places:
  - { id: skerries, name: The Skerries, coords: [55.2, -6.6] }
`,
  'events.yaml': `events:
  - { id: sails, type: departure, label: The Petrel sails, when: "1840-05-02", who: [holm], claim: c-sails }
  - { id: seen, type: sighting, label: She is seen, when: "exactly 1wk after sails", where: skerries, claim: c-seen }
`,
  'claims.yaml': `claims:
  - { id: c-sails, says: The Petrel sailed on 2 May 1840., by: chapter, at: { quote: "sailed on the second of May" }, confidence: certain }
  - { id: c-seen, says: She was seen a week later., by: chapter, at: { quote: "seen off the Skerries a week later" }, confidence: probable }
  - { id: c-stout, says: The stout man is Holm., kind: identification, by: chapter, at: { quote: "We take the stout man" }, confidence: probable }
  - { id: c-letter, says: A stout man took the pilot’s boat., by: letter, at: { line: "4", quote: "a stout man, in a hurry" } }
`,
} as const

export type RecordFiles = { readonly [name: string]: string }

/** The record with some of its files changed, or taken away. */
export const harbour = (changed: { readonly [name: string]: string | null } = {}): RecordFiles =>
  Object.fromEntries(
    Object.entries({ ...HARBOUR, ...changed }).flatMap(([name, text]) =>
      text === null ? [] : [[name, text]],
    ),
  )

export type RecordShelf = {
  readonly db: Database
  readonly files: Files
  readonly bookId: string
  readonly chapterId: string
  /** The book again, with this record and these paragraphs in its first chapter. */
  send(sent: {
    readonly record?: RecordFiles
    /** In a folder of its own under `record/`. */
    readonly folder?: string
    readonly paragraphs?: readonly string[]
    readonly settings?: Partial<RecordSettings>
  }): Promise<readonly RecordOutcome[]>
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

const withText = (draft: ChapterDraft, paragraphs: readonly string[]): ChapterDraft => ({
  ...draft,
  text: {
    sections: [{ html: paragraphs.map((words, i) => `<p id="b:${i}">${words}</p>\n`).join('') }],
    blocks: paragraphs.map((words) => ({ kind: 'paragraph', hash: sha256(words).slice(0, 16), section: 1 })),
    facts: { words: 40, notes: 0, figures: 0, tables: 0, formulas: 0, sections: 1, writing: 'horizontal' },
    ...{ headings: [], pageMarkers: [], plain: paragraphs.join('\n') },
  },
})

export const withRecordShelf = (
  use: (shelf: RecordShelf) => Promise<void>,
  { openness = 'open' }: { readonly openness?: 'open' | 'closed' } = {},
): Promise<void> =>
  withDatabase({ ...noticeMigrations, ...migrations, ...recordMigrations }, async (db) => {
    const folder = await mkdtemp(join(tmpdir(), 'record-shelf-'))
    const files = openFiles(join(folder, 'kept'))
    const book = sampleBook({ title: 'Ships' })
    const one = sampleChapter({ id: '0ne0000000000000', label: '1', title: 'The Petrel', openness })
    const two = sampleChapter({ id: 'tw00000000000000', label: '2', title: 'The Tern', openness })
    const whole = sampleDraft(book, [one, two])
    let sent = 0
    const shelve = async (record: RecordFiles, paragraphs: readonly string[], under = 'record') => {
      const attachments: BookDraft['attachments'][number][] = []
      for (const [name, text] of Object.entries(record)) {
        const hash = sha256(text)
        await writeFile(join(folder, hash), text)
        attachments.push({ path: `${under}/${name}`, sha256: hash, bytes: Buffer.byteLength(text) })
      }
      const chapters = whole.chapters.map((draft, i) =>
        withText(draft, i === 0 ? paragraphs : ['The Tern stayed in harbour, and came to no harm.']),
      )
      const draft = { ...whole, chapters, attachments, parcelHash: sha256(`${sent++}`) }
      const shelved = await shelveBook({ db, files, now: NOW }, { draft, folder, press: 'aldine' })
      return shelved.bookId
    }
    try {
      const bookId = await shelve({}, PARAGRAPHS)
      const chapterId = (await listChapters(db, bookId))[0]?.id ?? ''
      await use({
        ...{ db, files, bookId, chapterId },
        send: async ({ record = harbour(), paragraphs = PARAGRAPHS, settings = {}, folder: under }) => {
          await shelve(record, paragraphs, under === undefined ? 'record' : `record/${under}`)
          return takeInRecords(
            { db, files, now: NOW, settingsOf: () => ({ ...RECORD_SETTINGS, ...settings }) },
            bookId,
          )
        },
      })
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })
