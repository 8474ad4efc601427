/** Two books with secrets in every corner from which a closed text has ever leaked, and who may have which of them. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { zipEpub } from '@chapterhouse/epub'
import { sql } from 'kysely'
import sharp from 'sharp'
import { newId } from '#base'
import { findBook, keepDraft, readCorrected, shelveParcel } from '#catalogue'
import { RECORD_SETTINGS, takeInRecords } from '#record'
import type { TestPlace } from '../workplace.fixture.ts'
import { makePdf } from './pdf.fixture.ts'

/** `notes` holds the notes of three others, two of them closed; `early` is a book under embargo, with one chapter. */
export const PRODUCTS = ['open', 'closed', 'other', 'notes', 'free', 'book', 'early', 'earlyBook'] as const
export type ProductName = (typeof PRODUCTS)[number]

const CLOSED = [
  'Closedpetrel',
  'Closedheading',
  'Closedpicture',
  'Closedcaption',
  'Closedmiddle',
  'Closedlast',
]

/**
 * Words of which none may be seen by who may not read the chapter they belong to. A note belongs to the chapter that it is a
 * note to, and is shown with it: of the notes' own chapter there are only the words that stand between them.
 */
export const SECRETS = {
  open: ['Openfulmar'],
  closed: [...CLOSED, 'Closednote', 'Closedclaim', 'Closedperson', 'Closedplace'],
  other: ['Otherpetrel', 'Othernote'],
  notes: ['Noteswords'],
  free: ['Freegannet', 'Freenote'],
  early: ['Earlyskua'],
  /** Of a book that was handed in, and is on no shelf yet. */
  draft: ['Draftgull'],
} as const

export type Shelved = {
  readonly ids: Readonly<Record<ProductName, string>>
  readonly slugs: Readonly<Record<ProductName, string>>
  /** What was handed in. */
  readonly handedIn: string
  /** Bytes that stand in the picture of the closed chapter alone. */
  readonly picture: Buffer
}

export async function shelveBooks(place: TestPlace): Promise<Shelved> {
  const picture = await sharp({
    create: {
      ...{ width: 400, height: 300, channels: 3, background: { r: 90, g: 120, b: 140 } },
      noise: { type: 'gaussian', mean: 128, sigma: 40 },
    },
  })
    .png()
    .toBuffer()
  const book = await shelve(
    place,
    'petrels',
    PETRELS,
    { ...PETREL_FILES, 'EPUB/figure.png': picture },
    PETREL_PDF,
  )
  const early = await shelve(place, 'skuas', SKUAS, SKUA_FILES)
  const [open, closed, other, free, notes] = book.contents
  const [chapter] = early.contents
  if (!open || !closed || !other || !free || !notes || !chapter)
    throw new Error('A chapter of the sample is missing')
  const named = { open, closed, other, free, notes, book: book.book, early: chapter, earlyBook: early.book }
  return {
    ids: mapped(named, ({ id }) => id),
    slugs: mapped(named, ({ slug }) => slug),
    handedIn: await handIn(place),
    picture: picture.subarray(200, 260),
  }
}

const mapped = <K extends string, V>(all: Readonly<Record<K, V>>, to: (value: V) => string) =>
  Object.fromEntries(Object.entries(all).map(([key, value]) => [key, to(value as V)])) as Record<K, string>

async function shelve(
  place: TestPlace,
  name: string,
  yaml: string,
  files: Readonly<Record<string, string | Buffer>>,
  pdf: Buffer | null = null,
) {
  const folder = await writeParcel(place, name, yaml, files)
  if (pdf !== null) await writeFile(join(folder, 'book.pdf'), pdf)
  const outcome = await shelveParcel(place, folder, { press: 'house', openness: 'closed', dryRun: false })
  if (outcome.kind !== 'shelved' || outcome.bookId === null)
    throw new Error(`The sample is not shelved: ${JSON.stringify(outcome.issues)}`)
  await takeInRecords({ ...place, now: place.now(), settingsOf: () => RECORD_SETTINGS }, outcome.bookId)
  const found = await findBook(place.db, outcome.bookId)
  if (found?.kind !== 'book') throw new Error('The sample is not on the shelf')
  return found
}

async function writeParcel(
  place: TestPlace,
  name: string,
  yaml: string,
  files: Readonly<Record<string, string | Buffer>>,
): Promise<string> {
  const folder = join(place.folder, name)
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'book.yaml'), yaml)
  const entries = Object.entries(files).map(([path, content]) => ({
    path,
    bytes: new Uint8Array(Buffer.from(content)),
  }))
  await writeFile(join(folder, 'book.epub'), zipEpub(entries))
  if (name === 'petrels')
    for (const [file, text] of Object.entries(PETREL_RECORD)) {
      await mkdir(join(folder, 'record'), { recursive: true })
      await writeFile(join(folder, 'record', file), text)
    }
  return folder
}

/** As the console does it: read, and kept aside until somebody publishes it. */
async function handIn(place: TestPlace): Promise<string> {
  const folder = await writeParcel(place, 'gulls', GULLS, GULL_FILES)
  const { read, job } = await readCorrected(place, folder, 'house', { openness: 'open', today: place.now() })
  if (read.kind === 'refused') throw new Error(`The sample is not read: ${JSON.stringify(read.issues)}`)
  const draft = await keepDraft(place, 'house', read, null)
  await job.finish()
  const id = newId()
  await sql`insert into handed_in (id, batch, kind, press, openness, account_id, who, file, state, draft_id)
    values (${id}, ${newId()}, 'files', 'house', 'open', 'nobody', 'Nobody', 'gulls.epub', 'read', ${draft})`.execute(
    place.db,
  )
  return id
}

/** What is known of closed chapters is told, so that nothing is taken out of their texts. */
const PETRELS = `
title: Petrels
identifiers: { isbn: [978-0-306-40615-7], doi: 10.5555/petrels }
access: closed
description: All about petrels.
pdf: book.pdf
chapters:
  - { at: EPUB/open.xhtml, access: open, abstract: What is open., pdf-pages: "1" }
  - { at: EPUB/closed.xhtml, abstract: What is closed., doi: 10.5555/petrels.2, pdf-pages: 2-3 }
  - { at: EPUB/other.xhtml, abstract: What is closed as well., pdf-pages: "4" }
  - { at: EPUB/free.xhtml, abstract: What is free., free-until: 2999-12-31, pdf-pages: "5" }
  - { at: EPUB/notes.xhtml, abstract: Notes., type: notes }
`

/** What of it is shown to readers of the closed chapter alone stands beside what is everybody's. */
const PETREL_RECORD = {
  'record.yaml': 'record: petrel-record\ntitle: How petrels are known\nchapter: { doi: 10.5555/petrels.2 }\n',
  'sources.yaml': 'sources: [{ id: chapter, citation: The chapter, speaks_for: author }]\n',
  'people.yaml':
    'people: [{ id: warden, name: The warden }, { id: keeper, name: Closedperson, visibility: with-access }]\n',
  'places.yaml':
    'places: [{ id: cliff, name: The cliff, coords: [54, -1] }, { id: burrow, name: Closedplace, coords: [54.5, -1], visibility: with-access }]\n',
  'events.yaml':
    'events: [{ id: seen, type: sighting, label: They are seen, when: "1953", where: burrow, who: [warden, keeper], claim: c-seen }]\n',
  'claims.yaml':
    'claims: [{ id: c-seen, says: They were seen., by: chapter }, { id: c-hidden, says: Closedclaim is so., by: chapter, visibility: with-access, about: [keeper] }]\n',
}

/** A chapter begins on a page of its own; the notes have none. */
const PETREL_PDF = makePdf([
  { title: 'Openfulmar', words: 'Openfulmar' },
  { title: 'Closedpetrel', words: 'Closedpetrel Closedheading' },
  { title: 'Closedlast', words: 'Closedmiddle Closedlast' },
  { title: 'Otherpetrel', words: 'Otherpetrel' },
  { title: 'Freegannet', words: 'Freegannet' },
])

const SKUAS = `
title: Skuas
identifiers: { isbn: [978-1-4028-9462-6] }
access: open
embargo-until: 2999-01-01
description: All about skuas.
chapters:
  - { at: EPUB/early.xhtml, abstract: What is early. }
`

const GULLS = `
title: Gulls
identifiers: { isbn: [978-0-262-13472-9] }
access: open
description: All about gulls.
chapters:
  - { at: EPUB/draft.xhtml, abstract: What is a draft. }
`

const page = (title: string, body: string) =>
  `<?xml version="1.0" encoding="utf-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" xml:lang="en" lang="en"><head><title>${title}</title></head><body>${body}</body></html>`

const section = (title: string, ...paragraphs: readonly string[]) =>
  page(title, `<section epub:type="chapter"><h1>${title}</h1>${paragraphs.join('')}</section>`)

const filler = (word: string) =>
  `<p>${`The birds came over the cliff at dusk, and ${word} was heard. `.repeat(6)}</p>`

const noted = (word: string, n: number) =>
  `<p>${word} flew<a epub:type="noteref" href="notes.xhtml#n${n}">${n}</a>.</p>`

const note = (word: string, index: number) =>
  `<li id="n${index + 1}" epub:type="endnote"><p>${word}, with its source.</p></li>`

const epub = (chapters: Readonly<Record<string, string>>, more = ''): Readonly<Record<string, string>> => {
  const names = Object.keys(chapters)
  const items = names.map(
    (name) => `<item id="${name}" href="${name}.xhtml" media-type="application/xhtml+xml"/>`,
  )
  const toc = names.map((name) => `<li><a href="${name}.xhtml">${name}</a></li>`)
  return {
    mimetype: 'application/epub+zip',
    'META-INF/container.xml':
      '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="EPUB/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
    'EPUB/book.opf': `<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">urn:x:${names.join('.')}</dc:identifier><dc:title>Birds</dc:title><dc:creator>Ada Example</dc:creator><dc:language>en</dc:language><meta property="dcterms:modified">2024-01-01T00:00:00Z</meta></metadata><manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>${items.join('')}${more}</manifest><spine>${names.map((name) => `<itemref idref="${name}"/>`).join('')}</spine></package>`,
    'EPUB/nav.xhtml': page('Contents', `<nav epub:type="toc"><ol>${toc.join('')}</ol></nav>`),
    ...Object.fromEntries(Object.entries(chapters).map(([name, text]) => [`EPUB/${name}.xhtml`, text])),
  }
}

const PETREL_FILES = epub(
  {
    open: section('Open', filler('Openfulmar')),
    closed: section(
      'Closed',
      noted('Closedpetrel', 1),
      '<h2>Closedheading</h2>',
      filler('Closedmiddle'),
      '<figure><img src="figure.png" alt="Closedpicture of a burrow"/><figcaption>Closedcaption</figcaption></figure>',
      filler('Closedlast'),
    ),
    other: section('Other', noted('Otherpetrel', 2)),
    free: section('Free', noted('Freegannet', 3), filler('Freegannet')),
    notes: page(
      'Notes',
      `<section epub:type="endnotes"><h1>Notes</h1><p>Noteswords come first.</p><ol>${['Closednote', 'Othernote', 'Freenote'].map(note).join('')}</ol></section>`,
    ),
  },
  '<item id="figure" href="figure.png" media-type="image/png"/>',
)

const GULL_FILES = epub({ draft: section('Draft', filler('Draftgull')) })
const SKUA_FILES = epub({ early: section('Early', filler('Earlyskua')) })
