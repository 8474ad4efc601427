import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { HtmlValidate } from 'html-validate'
import { html, LANGUAGES } from '#web'
import { defaultPress } from './default-press.ts'
import { loadPresses } from './load-presses.ts'
import { POLICY_NAMES } from './press.ts'
import {
  renderAboutPage,
  renderAccessibilityPage,
  renderContactPage,
  renderPolicyPage,
} from './press-pages.ts'
import { renderPlainWords } from './render-plain-words.ts'

const press = defaultPress('post@aldine.example')
const pageIn = (language: 'en' | 'fr', more = {}) => ({
  press: { ...press, ...more },
  place: { origin: 'https://books.example.org', base: '', language },
  others: [],
})
const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: { 'no-trailing-whitespace': 'off' },
})

describe('the pages of a press', () => {
  for (const language of LANGUAGES)
    it(`are valid and whole in ${language}`, async () => {
      const page = pageIn(language)
      const rendered = [
        renderAboutPage(page),
        renderAccessibilityPage(page),
        renderContactPage(page),
        ...POLICY_NAMES.map((name) => renderPolicyPage(page, name)),
      ]
      for (const { text } of rendered) {
        const report = await validator.validateString(text)
        assert.deepEqual(
          report.results.flatMap(({ messages }) => messages),
          [],
        )
        assert.equal(text.match(/<h1>/g)?.length, 1)
        assert.doesNotMatch(text, /undefined|\$\{/)
      }
    })

  it('say in accessibility help whom to ask for an accessible copy', () =>
    assert.match(renderAccessibilityPage(pageIn('en')).text, /href="mailto:post@aldine\.example"/))

  it('show the version of a policy that a reader agrees to', () =>
    assert.match(renderPolicyPage(pageIn('en'), 'usage').text, /Version 2026-01/))

  it('tag a text that was written in another language only', () => {
    const { text } = renderAboutPage(pageIn('en', { about: { fr: 'Des livres.' } }))
    assert.match(text, /<div lang="fr"><p>Des livres\.<\/p>/)
  })
})

describe('renderPlainWords', () => {
  it('makes paragraphs, headings, lists and links', () =>
    assert.equal(
      html`${renderPlainWords('One\ntwo.\n\n## More\n\n- a [page](/about)\n- b@c.example')}`.text,
      '<p>One two.</p>\n<h2>More</h2>\n<ul><li>a <a href="/about">page</a></li><li>b@c.example</li></ul>\n',
    ))

  it('follows no address that runs', () => {
    const { text } =
      html`${renderPlainWords('[x](javascript:alert(1)) [y](data:text/html,z) [z](//evil.example)')}`
    assert.doesNotMatch(text, /href/)
  })

  it('lets no mark-up through, whatever is written', () =>
    fc.assert(
      fc.property(fc.string(), (text) => {
        const tags = html`${renderPlainWords(text)}`.text.match(/<\/?[^>]*>/g) ?? []
        for (const tag of tags) assert.match(tag, /^<\/?(p|h2|ul|li)>$|^<a href="[^"<>]*">$|^<\/a>$/)
      }),
    ))
})

describe('loadPresses', () => {
  const withFolder = async (
    files: Readonly<Record<string, string>>,
    use: (folder: string) => Promise<void>,
  ) => {
    const folder = await mkdtemp(join(tmpdir(), 'presses-'))
    try {
      for (const [name, text] of Object.entries(files)) {
        await mkdir(join(folder, name, '..'), { recursive: true })
        await writeFile(join(folder, name), text)
      }
      await use(folder)
    } finally {
      await rm(folder, { recursive: true })
    }
  }
  const LEAST = 'name: Aldine\ncontact: a@aldine.example\n'

  it('finds none where there is no folder', async () =>
    assert.deepEqual(await loadPresses('/nowhere/at/all'), { presses: [], problems: [] }))

  it('reads a press with its mark', () =>
    withFolder(
      { 'aldine/press.yaml': `${LEAST}mark: mark.svg\n`, 'aldine/mark.svg': '<svg/>' },
      async (folder) => {
        const { presses, problems } = await loadPresses(folder)
        assert.deepEqual(problems, [])
        assert.equal(presses[0]?.mark, '<svg/>')
      },
    ))

  it('names the file and the line of a fault, and loads the others', () =>
    withFolder(
      { 'aldine/press.yaml': LEAST, 'vault/press.yaml': `${LEAST}face: comic\n`, 'empty/readme.txt': '' },
      async (folder) => {
        const { presses, problems } = await loadPresses(folder)
        assert.deepEqual(
          presses.map(({ slug }) => slug),
          ['aldine'],
        )
        assert.equal(problems.length, 2)
        assert.match(problems.join('\n'), /vault\/press\.yaml:3: “face” is none/)
      },
    ))

  it('lets no two presses have one host', () =>
    withFolder(
      { 'a/press.yaml': `${LEAST}host: books.example\n`, 'b/press.yaml': `${LEAST}host: Books.example\n` },
      async (folder) =>
        assert.match((await loadPresses(folder)).problems.join(), /another press has the host/),
    ))
})
