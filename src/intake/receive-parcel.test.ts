import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, describe, it } from 'node:test'
import { strToU8, zipSync } from 'fflate'
import { receiveParcel } from './receive-parcel.ts'
import { smallEpub, smallEpubFiles } from './samples/small-epub.ts'

const root = await mkdtemp(join(tmpdir(), 'chapterhouse-parcels-'))
after(() => rm(root, { recursive: true, force: true }))

let folders = 0
const EPUB = smallEpub()
const YAML = 'title: A Small Book'

/** A folder with these files; their paths may have slashes. */
async function folderOf(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const folder = join(root, `folder-${++folders}`)
  await mkdir(folder)
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), content)
  }
  return folder
}

async function fileOf(name: string, content: string | Uint8Array): Promise<string> {
  return join(await folderOf({ [name]: content }), name)
}

const zipOf = (files: Readonly<Record<string, string | Uint8Array>>): Uint8Array =>
  zipSync(
    Object.fromEntries(
      Object.entries(files).map(([path, content]) => [
        path,
        typeof content === 'string' ? strToU8(content) : content,
      ]),
    ),
  )

const unpacked = (under = ''): Record<string, Uint8Array> =>
  Object.fromEntries(smallEpubFiles().map(({ path, bytes }) => [under + path, bytes]))

async function receive(path: string) {
  const received = await receiveParcel(path)
  assert.ok(received.ok, JSON.stringify(received))
  return received.value
}

async function refused(path: string, rule: string, says: RegExp): Promise<void> {
  const received = await receiveParcel(path)
  assert.ok(!received.ok)
  assert.equal(received.error[0]?.rule, rule)
  assert.match(received.error[0]?.message ?? '', says)
}

describe('a parcel', () => {
  it('is an EPUB', async () => {
    const parcel = await receive(await fileOf('book.epub', EPUB))
    assert.equal(parcel.epub?.fileName, 'book.epub')
    assert.deepEqual(parcel.epub?.bytes.length, EPUB.length)
    assert.equal(parcel.bookYaml, null)
  })
  it('is a book.yaml, under any name', async () => {
    const parcel = await receive(await fileOf('defectors.yml', YAML))
    assert.deepEqual(parcel.bookYaml, { fileName: 'defectors.yml', text: YAML })
    assert.equal(parcel.epub, null)
  })
  it('is a folder or a zip of them, wrapped in a folder or not, with a record kept unread', async () => {
    const files = {
      'book.yaml': YAML,
      'the book.epub': EPUB,
      'cover.jpg': 'x',
      'record/people.csv': 'a,b',
      '.DS_Store': 'x',
      '__MACOSX/book.yaml': 'x',
    }
    const wrapped = Object.fromEntries(
      Object.entries(files).map(([path, content]) => [`press/${path}`, content]),
    )
    for (const path of [
      await folderOf(files),
      await folderOf(wrapped),
      await fileOf('parcel.zip', zipOf(files)),
      await fileOf('parcel.zip', zipOf(wrapped)),
    ]) {
      const parcel = await receive(path)
      assert.equal(parcel.epub?.fileName, 'the book.epub')
      assert.equal(parcel.bookYaml?.text, YAML)
      assert.deepEqual(parcel.attachments, ['record/people.csv'])
      assert.deepEqual(parcel.others, ['cover.jpg'])
      const cover = await parcel.files.read('cover.jpg')
      assert.ok(cover.ok && cover.value.length === 1)
    }
  })
  it('is an EPUB and a record beside it, without a word more', async () => {
    const record = { 'record/people.csv': 'a,b', 'record/papers/1.txt': 'x' }
    for (const path of [
      await folderOf({ 'the book.epub': EPUB, ...record }),
      await folderOf({ ...unpacked(), ...record }),
      await folderOf({ ...unpacked('epub/'), ...record }),
      await fileOf('parcel.zip', zipOf({ 'the book.epub': EPUB, ...record })),
      await fileOf('parcel.zip', zipOf({ 'press/the book.epub': EPUB, 'press/record/people.csv': 'a,b' })),
    ]) {
      const parcel = await receive(path)
      assert.ok(parcel.epub !== null)
      assert.equal(parcel.bookYaml, null)
      assert.ok(parcel.attachments.includes('record/people.csv'))
      assert.deepEqual(parcel.others, [])
    }
  })
  it('may hold its EPUB unpacked, and zips it the same every time', async () => {
    const alone = await receive(await folderOf(unpacked()))
    const beside = await receive(await folderOf({ 'book.yaml': YAML, ...unpacked('epub/') }))
    assert.equal(alone.bookYaml, null)
    assert.equal(beside.bookYaml?.text, YAML)
    assert.ok(alone.epub !== null && beside.epub !== null)
    assert.deepEqual(Buffer.compare(alone.epub.bytes, beside.epub.bytes), 0)
  })
  it('may be an EPUB that is named .zip', async () => {
    assert.equal((await receive(await fileOf('book.zip', EPUB))).epub?.fileName, 'book.epub')
  })
})

describe('what is no parcel', () => {
  it('is told what a parcel is', async () => {
    await refused(
      await fileOf('book.pdf', '%PDF-1.7 …'),
      'parcel-is-of-a-known-kind',
      /is a PDF.*A parcel is an EPUB/,
    )
    await refused(
      await fileOf('book.docx.txt', 'words'),
      'parcel-is-of-a-known-kind',
      /no kind that can be read/,
    )
    await refused(
      await folderOf({ 'notes.txt': 'x' }),
      'parcel-is-of-a-known-kind',
      /neither an EPUB nor a book\.yaml/,
    )
    await refused(await folderOf({}), 'parcel-is-of-a-known-kind', /it is empty/)
  })
  it('is told when it is several books', async () => {
    await refused(
      await folderOf({ 'a.epub': EPUB, 'b.epub': EPUB, 'book.yaml': YAML }),
      'parcel-is-one-book',
      /a\.epub, b\.epub/,
    )
    await refused(
      await folderOf({ 'book.yml': YAML, 'book.yaml': YAML }),
      'parcel-is-one-book',
      /holds several/,
    )
  })
  it('is told when it is not there', async () => {
    await refused(join(root, 'nowhere.epub'), 'parcel-can-be-opened', /There is no “nowhere\.epub”/)
  })
  it('is told when book.yaml is not UTF-8', async () => {
    await refused(
      await fileOf('book.yaml', new Uint8Array([0x74, 0xe9, 0x3a])),
      'book-yaml-is-well-formed',
      /UTF-8/,
    )
  })
  it('is a folder with a link, wherever that leads', async () => {
    const folder = await folderOf({ 'book.yaml': YAML })
    await symlink('/etc/passwd', join(folder, 'cover.jpg'))
    await refused(folder, 'parcel-stays-in-its-folder', /“cover\.jpg” is a symbolic link/)
    const linked = join(root, 'linked.epub')
    await symlink(join(folder, 'book.yaml'), linked)
    await refused(linked, 'parcel-stays-in-its-folder', /symbolic link/)
  })
  it('is a zip whose names lead out', async () => {
    const bytes = Buffer.from(zipOf({ 'aa/book.yaml': YAML }))
    const slip = Buffer.from(bytes.toString('latin1').replaceAll('aa/book.yaml', '../book.yaml'), 'latin1')
    const received = await receiveParcel(await fileOf('slip.zip', slip))
    assert.ok(!received.ok)
    assert.match(received.error[0]?.message ?? '', /\.\./)
  })
  it('is larger than one book may be', async () => {
    const received = await receiveParcel(
      await folderOf({ 'book.yaml': YAML, 'record/large': 'x'.repeat(2000) }),
      { fileBytes: 1000, bytes: 5000, files: 10 },
    )
    assert.ok(!received.ok)
    assert.equal(received.error[0]?.rule, 'parcel-is-read-within-limits')
  })
})
