import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { before, describe, it } from 'node:test'
import { checkEpub } from '@chapterhouse/epub'
import { allRules, bookYamlSchema, readParcel } from '#intake'
import { configurationTable } from '#platform'
import { buildCommands } from '../commands/index.ts'
import { buildHandbook } from './build-handbook.ts'
import type { Handbook } from './handbook.ts'
import { handbookTables } from './handbook-tables.ts'
import { readHandbook } from './read-handbook.ts'
import { writeHandbookParcel } from './write-handbook-parcel.ts'

describe('The Chapterhouse Handbook', () => {
  let handbook: Handbook
  let text: string
  before(async () => {
    handbook = await readHandbook(handbookTables())
    text = handbook.contents.map(({ markdown }) => markdown).join('\n')
  })
  /** As a name: `add`, not the word "add" in a sentence. */
  const names = (word: string) => text.includes(`\`${word}\``)

  it('names every command and every option of it', () => {
    for (const command of buildCommands().commands) {
      const parts = command.commands.map((part) => [`${command.name()} ${part.name()}`, part] as const)
      for (const [name, { options }] of [[command.name(), command] as const, ...parts]) {
        assert.ok(names(name), `the command ${name}`)
        for (const { flags } of options) assert.ok(names(flags), `${name} ${flags}`)
      }
    }
  })

  it('shows every command at work, outside the list of them', () => {
    const prose = handbook.contents.filter(({ path }) => path !== 'appendices/commands.md')
    const chapters = prose.map(({ markdown }) => markdown).join('\n')
    for (const command of buildCommands().commands)
      assert.match(chapters, new RegExp(`(chapterhouse |\`)${command.name()}\\b`), command.name())
  })

  it('names every variable of the environment', () => {
    for (const { name } of configurationTable) assert.ok(names(name), name)
  })

  it('names every rule', () => {
    for (const { name } of allRules()) assert.ok(names(name), name)
  })

  it('names every key of book.yaml', () => {
    for (const key of Object.keys(Object(bookYamlSchema.properties))) assert.ok(names(key), key)
  })

  it('describes every figure in words', () => {
    for (const { path, markdown } of handbook.contents) {
      const figures = [...markdown.matchAll(/^!\[([^\]]*)\]\(\S+ "(.+)"\)$/gm)]
      const images = [...markdown.matchAll(/!\[/g)]
      assert.equal(figures.length, images.length, `${path}: an image without a caption`)
      for (const [, alternative] of figures)
        assert.ok(alternative, `${path}: an image without alternative text`)
      assert.equal(
        [...markdown.matchAll(/<details><summary>Description of figure \d/g)].length,
        figures.length,
        path,
      )
    }
  })

  it('is the same bytes every time', async () => {
    assert.deepEqual(buildHandbook(handbook), buildHandbook(await readHandbook(handbookTables())))
  })

  it('is a valid EPUB', async () => {
    const { issues } = await checkEpub(buildHandbook(handbook))
    assert.deepEqual(
      issues.map(({ rule, file, message }) => `${file} ${rule}: ${message}`),
      [],
    )
  })

  it('is a parcel with nothing to find fault with', async () => {
    await inFolder(async (folder) => {
      await writeHandbookParcel(join(folder, 'parcel'))
      const read = await readParcel(join(folder, 'parcel'), {
        jobFolder: join(folder, 'job'),
        openness: 'open',
      })
      assert.ok(read.kind === 'draft')
      assert.deepEqual(
        read.draft.issues
          .filter(({ severity }) => severity !== 'note')
          .map(({ rule, message }) => `${rule}: ${message}`),
        [],
      )
      assert.equal(read.draft.chapters.length, handbook.contents.length)
    })
  })

  it('gives an example of book.yaml that is accepted', async () => {
    const chapter = handbook.contents.find(({ path }) => path === 'press/telling-about-a-book.md')
    const example = /```yaml\n(title: [\s\S]*?)```/.exec(chapter?.markdown ?? '')?.[1]
    assert.ok(example)
    await inFolder(async (folder) => {
      await writeFile(join(folder, 'book.yaml'), example)
      const read = await readParcel(join(folder, 'book.yaml'), {
        jobFolder: join(folder, 'job'),
        openness: 'open',
      })
      assert.ok(read.kind === 'draft', JSON.stringify(read))
      assert.deepEqual(
        read.draft.issues.filter(({ rule }) => rule.startsWith('book-yaml-') || rule.endsWith('-holds')),
        [],
      )
    })
  })
})

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'chapterhouse-handbook-'))
  try {
    await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
