import assert from 'node:assert/strict'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { BookDraft } from '#book'
import { readParcel } from '#intake'
import { loadPresses } from '#press'

const SAMPLES = join(import.meta.dirname, '..', '..', 'samples')

describe('The sample press', () => {
  let folder: string
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'chapterhouse-samples-'))
  })
  after(() => rm(folder, { recursive: true, force: true }))

  const read = async (name: string): Promise<BookDraft> => {
    const answer = await readParcel(join(SAMPLES, name), { jobFolder: join(folder, name), openness: 'open' })
    assert.ok(answer.kind === 'draft', JSON.stringify(answer))
    return answer.draft
  }

  it('is a press without a fault', async () => {
    await cp(join(SAMPLES, 'press'), join(folder, 'presses', 'sample'), { recursive: true })
    const { presses, problems } = await loadPresses(join(folder, 'presses'))
    assert.deepEqual(problems, [])
    assert.equal(presses[0]?.slug, 'sample')
  })

  it('has a history reader of some length, with notes, tables and figures, that breaks no rule', async () => {
    const { chapters, issues } = await read('ten-defections')
    const sum = (of: 'words' | 'notes' | 'tables' | 'figures') =>
      chapters.reduce(
        (total, { text, metadata }) => total + (metadata.type === 'notes' ? 0 : (text?.facts[of] ?? 0)),
        0,
      )
    assert.deepEqual(issues, [])
    assert.ok(chapters.filter(({ metadata }) => metadata.type === 'chapter').length >= 5)
    assert.ok(sum('words') >= 6000)
    assert.ok(sum('notes') >= 30)
    assert.ok(sum('tables') >= 1)
    assert.ok(sum('figures') >= 1)
  })

  it('shows in that reader what there is to show: open and closed, abstracts and extracts, parts and pages', async () => {
    const { chapters } = await read('ten-defections')
    const has = (wanted: (chapter: BookDraft['chapters'][number]['metadata']) => boolean) =>
      assert.ok(chapters.some(({ metadata }) => metadata.type === 'chapter' && wanted(metadata)))
    has(({ openness }) => openness === 'open')
    has(({ openness }) => openness === 'closed')
    has(({ summary }) => summary.kind === 'abstract')
    has(({ summary }) => summary.kind === 'extract')
    has(({ pages }) => pages !== null)
    assert.ok(chapters.some(({ metadata }) => metadata.type === 'part'))
  })

  it('has the record of a book without files, whose issues are true', async () => {
    const { metadata, chapters, formats, issues } = await read('soviet-defectors')
    assert.equal(metadata.title, 'Soviet Defectors')
    assert.deepEqual(formats, [])
    assert.deepEqual(
      chapters.map(({ metadata: { label, pages, openness }, text }) => ({ label, pages, openness, text })),
      [{ label: '5', pages: { first: '214', last: '262' }, openness: 'closed', text: null }],
    )
    const broken = issues.filter(({ severity }) => severity !== 'note').map(({ rule }) => rule)
    assert.ok(broken.includes('chapter-has-doi'))
    assert.ok(broken.includes('chapter-has-text'))
  })
})
