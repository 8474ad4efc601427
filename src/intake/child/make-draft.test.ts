import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import type { Openness } from '#book'
import { PARCEL_LIMITS } from '../parcel/parcel.ts'
import { type SmallEpub, smallEpub } from '../samples/small-epub.ts'
import { makeDraft } from './make-draft.ts'

const root = await mkdtemp(join(tmpdir(), 'chapterhouse-drafts-'))
after(() => rm(root, { recursive: true, force: true }))

let jobs = 0

async function parcelOf(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const folder = join(root, `parcel-${++jobs}`)
  await mkdir(folder)
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content)
  return folder
}

async function read(path: string, openness: Openness = 'open') {
  const folder = await mkdtemp(join(root, 'job-'))
  const request = {
    purpose: 'draft' as const,
    path,
    jobFolder: folder,
    openness,
    today: '2026-01-01',
    limits: PARCEL_LIMITS,
  }
  return { folder, answer: await makeDraft(request, () => {}) }
}

async function draftOf(
  files: Readonly<Record<string, string | Uint8Array>>,
  more: { readonly openness?: Openness } = {},
) {
  const { folder, answer } = await read(await parcelOf(files), more.openness)
  assert.ok(answer.kind === 'draft', JSON.stringify(answer))
  return { folder, draft: answer.draft }
}

async function refusalOf(path: string) {
  const { answer } = await read(path)
  assert.ok(answer.kind === 'refused')
  return answer.issues
}

const epub = (change: SmallEpub = {}) => ({ 'book.epub': smallEpub(change) })

describe('a parcel', () => {
  it('gives the same hash for the same content, whatever it is called, and another for another', async () => {
    const bytes = smallEpub()
    const first = await draftOf({ 'a.epub': bytes })
    const again = await draftOf({ 'b.epub': bytes })
    const closed = await draftOf({ 'a.epub': bytes }, { openness: 'closed' })
    const other = await draftOf({ 'a.epub': bytes, 'book.yaml': 'imprint: X' })
    assert.equal(first.draft.parcelHash, again.draft.parcelHash)
    assert.equal(new Set([first, closed, other].map(({ draft }) => draft.parcelHash)).size, 3)
  })
  it('lays book.yaml over the EPUB, and closes the chapter it says', async () => {
    const { draft } = await draftOf({
      ...epub(),
      'book.yaml': 'imprint: X\nchapters:\n  - { at: two.xhtml, access: closed, number: "2", pages: 9-3 }',
    })
    assert.equal(draft.metadata.imprint, 'X')
    assert.deepEqual(
      draft.chapters.map(({ metadata }) => metadata.openness),
      ['open', 'closed', 'open'],
    )
    const reversed = draft.issues.find(({ rule }) => rule === 'pages-run-forward')
    assert.deepEqual([reversed?.chapter, reversed?.where], [1, { file: 'book.yaml', line: 3, element: null }])
  })
  it('makes a bibliographic record of a book.yaml alone', async () => {
    const { draft } = await draftOf({
      'book.yaml': 'title: Soviet Defectors\nchapters: [{ number: "5", title: Purge, pages: 214-262 }]',
    })
    assert.equal(draft.formats.length, 0)
    assert.equal(draft.chapters[0]?.text, null)
    const rules = draft.issues.map(({ rule }) => rule)
    assert.ok(rules.includes('book-has-file') && rules.includes('chapter-has-text'))
  })
  it('gives a fault of a file to the chapter that stands in it', async () => {
    const { draft } = await draftOf(epub({ body: '<p><a href="#nowhere">lost</a></p>' }))
    const faults = draft.issues.filter(({ about, severity }) => about === 'content' && severity !== 'note')
    assert.ok(faults.length > 0)
    assert.deepEqual([...new Set(faults.map(({ chapter }) => chapter))], [0])
  })
  it('refuses a book.yaml with a mistake in it, and an entry that finds no chapter', async () => {
    const mistaken = await refusalOf(await parcelOf({ ...epub(), 'book.yaml': 'imprnt: X' }))
    assert.deepEqual(
      mistaken.filter(({ severity }) => severity === 'error').map(({ rule, where }) => [rule, where.line]),
      [['book-yaml-key-is-known', 1]],
    )
    const lost = await refusalOf(
      await parcelOf({ ...epub(), 'book.yaml': 'chapters:\n  - { title: Chapter too, access: closed }' }),
    )
    assert.match(
      lost.find(({ rule }) => rule === 'book-yaml-chapter-is-found')?.message ?? '',
      /Did you mean “Chapter two”/,
    )
  })
  it('places a fault of a chapter’s entry with that chapter', async () => {
    const { draft } = await draftOf({
      ...epub(),
      'book.yaml':
        'chapters:\n  - title: Chapter three\n    contributors: [{ name: A B, orcid: 0000-0002-1825-0098 }]',
    })
    assert.deepEqual(
      draft.issues
        .filter(({ rule }) => rule === 'orcid-check-digit-holds')
        .map(({ chapter, where }) => [chapter, where.line]),
      [[2, 3]],
    )
  })
  it('keeps the cover of book.yaml, and a small one beside it', async () => {
    const { default: sharp } = await import('sharp')
    const noise = Buffer.from(Array.from({ length: 900 * 1200 * 3 }, (_, i) => (i * 7919) % 251))
    const cover = await sharp(noise, { raw: { width: 900, height: 1200, channels: 3 } })
      .jpeg({ quality: 95 })
      .toBuffer()
    const { draft, folder } = await draftOf({
      ...epub(),
      'book.yaml': 'cover: front.jpg\ncover-alternative: Noise',
      'front.jpg': cover,
    })
    const kept = draft.metadata.cover
    assert.deepEqual(
      [kept?.image.width, kept?.image.height, kept?.image.bytes, kept?.alternativeText],
      [900, 1200, cover.byteLength, 'Noise'],
    )
    assert.equal(kept?.thumbnail.width, 360)
    assert.ok((kept?.thumbnail.bytes ?? 99_999) < 40_000)
    assert.ok(existsSync(join(folder, kept?.thumbnail.name.slice(0, 64) ?? '')))
  })
  it('refuses what is no EPUB with a sentence', async () => {
    for (const bytes of [
      Buffer.from('nonsense'),
      Buffer.alloc(0),
      Buffer.from(smallEpub()).subarray(0, 300),
    ]) {
      const issues = await refusalOf(await parcelOf({ 'book.epub': bytes }))
      assert.ok(issues.some(({ severity }) => severity === 'error'))
    }
  })
})
