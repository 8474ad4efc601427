import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { inventBook } from '../bench/books.ts'
import { theSite } from './shared.ts'

type Line = { readonly outcome: string; readonly id: string; readonly url: string; readonly chapters: number }

describe('the life of a book', () => {
  let folder = ''
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'chapterhouse-life-'))
  })
  after(() => rm(folder, { recursive: true, force: true }))

  /** Writes the parcel and adds it. */
  async function add(note: string, ...options: readonly string[]): Promise<Line> {
    await writeFile(join(folder, 'book.epub'), inventBook(7, 4, 12))
    await writeFile(join(folder, 'book.yaml'), note)
    const { stdout, code, stderr } = await (await theSite()).run('add', '--json', ...options, folder)
    assert.equal(code, 0, stdout + stderr)
    return JSON.parse(stdout) as Line
  }

  const status = async (url: string): Promise<number> => {
    const answer = await fetch(url, { redirect: 'manual' })
    await answer.body?.cancel()
    return answer.status
  }

  it('is shelved, unchanged, foretold, updated under the same addresses, withdrawn and remembered', async () => {
    const site = await theSite()
    const here = (line: Line) => site.origin + new URL(line.url).pathname

    const first = await add('edition: First')
    assert.equal(first.outcome, 'shelved')
    assert.equal(first.chapters, 4)
    assert.equal(await status(here(first)), 200)
    const api = `${site.origin}/api/v1/books/${first.id}`
    const before = (await (await fetch(api)).json()) as { firstOnline: string; contents: { id: string }[] }

    assert.equal((await add('edition: First')).outcome, 'unchanged')

    const foretold = await add('edition: Second', '--dry-run')
    assert.equal(foretold.id, first.id)
    const still = (await (await fetch(api)).json()) as { edition: string }
    assert.equal(still.edition, 'First')

    const second = await add('edition: Second')
    assert.equal(second.outcome, 'shelved')
    assert.equal(second.url, first.url)
    const later = (await (await fetch(api)).json()) as {
      edition: string
      firstOnline: string
      contents: { id: string }[]
    }
    assert.equal(later.edition, 'Second')
    assert.equal(later.firstOnline, before.firstOnline)
    assert.deepEqual(
      later.contents.map(({ id }) => id),
      before.contents.map(({ id }) => id),
    )
    assert.match(await (await fetch(here(second))).text(), /Second/, 'the kept page was dropped')

    const removed = await site.run('remove', first.id)
    assert.equal(removed.code, 0, removed.stderr)
    assert.equal(await status(here(first)), 410)
    assert.doesNotMatch(await (await fetch(`${site.origin}/books`)).text(), new RegExp(first.id))
  })
})
