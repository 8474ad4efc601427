import assert from 'node:assert/strict'
import { existsSync, readdirSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { isAnswer } from './child/is-answer.ts'
import { sha256 } from './child/job-folder.ts'
import { checkParcel, type ReadOptions, readParcel } from './read-parcel.ts'
import { type SmallEpub, smallEpub } from './samples/small-epub.ts'

const root = await mkdtemp(join(tmpdir(), 'chapterhouse-reading-'))
after(() => rm(root, { recursive: true, force: true }))

let jobs = 0
const options = (more: Partial<ReadOptions> = {}): ReadOptions => ({
  jobFolder: join(root, `job-${++jobs}`),
  openness: 'open',
  today: new Date('2026-01-01'),
  onCrash: (said) => assert.fail(said),
  ...more,
})

async function parcelOf(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const folder = join(root, `parcel-${++jobs}`)
  await mkdir(folder)
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content)
  return folder
}

async function draftOf(
  files: Readonly<Record<string, string | Uint8Array>>,
  more: Partial<ReadOptions> = {},
) {
  const read = await readParcel(await parcelOf(files), options(more))
  assert.equal(read.kind, 'draft', JSON.stringify(read))
  if (read.kind !== 'draft') throw new Error('unreachable')
  return read
}

async function refusalOf(path: string, more: Partial<ReadOptions> = {}) {
  const given = options({ onCrash: () => {}, ...more })
  const read = await readParcel(path, given)
  assert.equal(read.kind, 'refused')
  assert.equal(existsSync(given.jobFolder), false)
  return read.kind === 'refused' ? read.issues : []
}

const epub = (change: SmallEpub = {}) => ({ 'book.epub': smallEpub(change) })

describe('reading a parcel', () => {
  it('gives a draft whose files are in the job folder under their hashes', async () => {
    const { draft, folder } = await draftOf(epub())
    assert.equal(draft.metadata.title, 'A Small Book')
    assert.deepEqual(
      draft.chapters.map(({ metadata }) => metadata.title),
      ['Chapter one', 'Chapter two', 'Chapter three'],
    )
    for (const name of readdirSync(folder)) assert.equal(sha256(await readFile(join(folder, name))), name)
    assert.ok(existsSync(join(folder, draft.formats[0]?.sha256 ?? '')))
  })
  it('takes an EPUB and the book.yaml beside it for one, whichever is named', async () => {
    const folder = await parcelOf({ ...epub(), 'book.yaml': 'access: closed', 'readme.txt': 'x' })
    for (const path of [join(folder, 'book.epub'), join(folder, 'book.yaml')]) {
      const read = await readParcel(path, options())
      assert.equal(read.kind === 'draft' ? read.draft.metadata.openness : read.kind, 'closed')
    }
    // Folders beside it are other books.
    await mkdir(join(folder, 'another'))
    await writeFile(join(folder, 'another', 'book.epub'), smallEpub())
    assert.equal((await readParcel(join(folder, 'book.epub'), options())).kind, 'draft')
  })
  it('tells how far it has come', async () => {
    const fractions: number[] = []
    await draftOf(epub(), { onProgress: ({ fraction }) => fractions.push(fraction) })
    assert.deepEqual(
      fractions,
      fractions.toSorted((a, b) => a - b),
    )
    assert.equal(fractions.at(-1), 1)
  })
})

describe('checking a parcel', () => {
  it('finds what reading finds, and keeps nothing', async () => {
    const files = {
      ...epub({ body: '<p><a href="nowhere.xhtml">lost</a></p>' }),
      'book.yaml': 'identifiers: { isbn: 9780306406158 }',
    }
    const given = options()
    const checked = await checkParcel(await parcelOf(files), given)
    const { draft } = await draftOf(files)
    assert.equal(checked.accepted, true)
    assert.deepEqual(checked.issues, draft.issues)
    assert.equal(existsSync(given.jobFolder), false)
  })
})

describe('the reading process', () => {
  const limited = async (limits: ReadOptions['limits'] & object, says: RegExp) => {
    const [issue] = await refusalOf(await parcelOf(epub()), { limits })
    assert.equal(issue?.rule, 'parcel-is-read-within-limits')
    assert.match(issue?.message ?? '', says)
  }
  it('is stopped when it takes too long, with a sentence', () =>
    limited({ wallSeconds: 0.05 }, /more than 0.05 seconds/))
  it('is stopped when it computes too long, with a sentence', () =>
    limited({ cpuSeconds: 0.05 }, /of computing/))
  it('is stopped when it takes too much memory, with a sentence', () =>
    limited({ memoryMegabytes: 40 }, /MB of memory/))
  it('is stopped when the parcel is too large, with a sentence', () =>
    limited({ fileBytes: 100 }, /more than is read/))
  it('ends when nobody waits for it any more', async () => {
    const abort = new AbortController()
    const given = options({ signal: abort.signal, onProgress: () => abort.abort(new Error('enough')) })
    await assert.rejects(readParcel(await parcelOf(epub()), given), /enough/)
    assert.equal(existsSync(given.jobFolder), false)
  })
  it('is not believed when its answer is no answer', () => {
    const issue = {
      rule: 'x',
      about: 'data',
      severity: 'note',
      where: { file: '', line: null, element: null },
      message: '',
      chapter: null,
    }
    assert.equal(isAnswer({ kind: 'refused', issues: [issue] }), true)
    for (const nonsense of [
      null,
      3,
      'draft',
      {},
      { kind: 'draft' },
      { kind: 'refused' },
      { kind: 'refused', issues: [{ ...issue, severity: 'fatal' }] },
      { kind: 'draft', draft: { metadata: {} } },
    ])
      assert.equal(isAnswer(nonsense), false)
  })
  it('cannot name a file outside its folder', async () => {
    const { draft } = await draftOf(epub())
    assert.equal(isAnswer({ kind: 'draft', draft }), true)
    for (const sha256 of ['../../etc/passwd', `${'a'.repeat(63)}/`, 'A'.repeat(64)])
      assert.equal(
        isAnswer({
          kind: 'draft',
          draft: { ...draft, formats: [{ mediaType: 'a/b', fileName: 'x', bytes: 1, sha256 }] },
        }),
        false,
      )
    assert.equal(
      isAnswer({
        kind: 'draft',
        draft: {
          ...draft,
          media: [{ name: '../x.png', mediaType: 'image/png', bytes: 1, width: 1, height: 1 }],
        },
      }),
      false,
    )
  })
})
