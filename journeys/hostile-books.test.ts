import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { HOSTILE_EPUBS } from '../standards/epub/src/samples/hostile-epubs.ts'
import { visit } from './browser.ts'
import { theBrowser, theSite } from './shared.ts'

type Line = {
  readonly file: string
  readonly outcome: string
  readonly url: string | null
  readonly issues: readonly { readonly message: string }[]
}

describe('books that were made to harm', () => {
  let folder = ''
  let lines: readonly Line[] = []

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'chapterhouse-hostile-'))
    const files: string[] = []
    for (const hostile of HOSTILE_EPUBS) {
      const file = join(folder, `${hostile.name}.epub`)
      await writeFile(file, hostile.bytes())
      files.push(file)
    }
    const site = await theSite()
    const { stdout, stderr } = await site.run('add', '--json', ...files)
    assert.doesNotMatch(stderr, /\bat .*\.ts:\d+/, 'no stack of ours is shown')
    lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Line)
  })

  after(() => rm(folder, { recursive: true, force: true }))

  const lineOf = (name: string) => lines.find(({ file }) => file.endsWith(`/${name}.epub`))

  it('each end in a draft or in a sentence', () => {
    for (const { name } of HOSTILE_EPUBS) {
      const line = lineOf(name)
      assert.ok(line !== undefined, name)
      if (line.outcome === 'refused') assert.match(line.issues[0]?.message ?? '', /[.)]$/, name)
    }
  })

  for (const { name, ends } of HOSTILE_EPUBS)
    if (ends === 'refused')
      it(`are refused when the archive or its package is a trap: ${name}`, () => {
        const line = lineOf(name)
        const isHarmless = ['symbolic-link', 'two-entries-of-one-name', 'encrypted-by-zip'].includes(name)
        assert.ok(isHarmless || line?.outcome === 'refused', `${line?.outcome}`)
      })

  it('write nothing outside', () => {
    for (const path of [join(tmpdir(), 'chapterhouse-slip.txt'), '/etc/chapterhouse-slip', 'C:/slip.txt'])
      assert.ok(!existsSync(path), path)
  })

  it('run no script and ask nobody else for anything, in a real browser', async () => {
    const { origin } = await theSite()
    const urls = [...new Set(lines.map(({ url }) => url).filter((url) => url !== null))]
    assert.ok(urls.length > 0)
    const faults: string[] = []
    await visit(await theBrowser(), {}, async (page) => {
      page.on('request', (request) => {
        const url = new URL(request.url())
        if (url.protocol !== 'data:' && url.origin !== origin) faults.push(`asked for ${request.url()}`)
      })
      page.on('dialog', (dialog) => {
        faults.push(`a dialog: ${dialog.message()}`)
        void dialog.dismiss()
      })
      for (const url of urls) {
        await page.goto(origin + new URL(url).pathname)
        const chapters = await page
          .locator('main a[href*="/chapters/"]')
          .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
        for (const chapter of new Set(chapters.slice(0, 2))) {
          await page.goto(origin + chapter)
          await page.mouse.move(400, 400)
          const isEntered = await page.evaluate(() => 'chapterhouseWasEntered' in window)
          if (isEntered) faults.push(`${chapter}: a script of the book ran`)
          const links = await page
            .locator('a[href]')
            .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).protocol))
          for (const protocol of links)
            if (!['http:', 'https:', 'mailto:'].includes(protocol))
              faults.push(`${chapter}: a link of ${protocol}`)
        }
      }
    })
    assert.deepEqual(faults, [])
  })
})
