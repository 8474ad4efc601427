import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { HtmlValidate } from 'html-validate'
import { contributorListExamples } from './components/contributor-list.examples.ts'
import { formFieldsExamples } from './components/form-fields.examples.ts'
import { componentExhibits } from './components.examples.ts'
import { html } from './html.ts'
import { renderStyleguidePage } from './styleguide-page.ts'

const exhibits = componentExhibits('data:,')
const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  // Templates end lines as they please; titles come from books.
  rules: { 'no-trailing-whitespace': 'off', 'long-title': 'off' },
})

describe('every component', () => {
  for (const { name, examples } of exhibits)
    for (const [title, example] of Object.entries(examples))
      it(`is valid HTML: ${name}, ${title}`, async () => {
        const report = await validator.validateString(html`<div>${example}</div>`.text)
        assert.deepEqual(
          report.results.flatMap(({ messages }) => messages.map(({ message }) => message)),
          [],
        )
      })

  it('stands in the style guide', () => {
    const place = { origin: 'https://books.example.org', base: '', language: 'en' } as const
    const { text } = renderStyleguidePage({ place, components: exhibits, pages: [] })
    for (const { name } of exhibits) assert.ok(text.includes(name), name)
  })
})

describe('a list of contributors', () => {
  const textOf = (name: keyof typeof contributorListExamples) => String(contributorListExamples[name])

  it('discloses affiliations without a script', () => {
    assert.match(
      textOf('one author with an affiliation'),
      /<details[^>]*open><summary>Affiliation<\/summary>/,
    )
    assert.match(textOf('more than a few'), /<details[^>]*><summary>Affiliations<\/summary>\s*<dl/)
  })

  it('tells the other roles from the authors', () =>
    assert.match(
      textOf('an author and a translator'),
      /Sabine Drouet[\s\S]*Translated by[\s\S]*Piers Lowther/,
    ))

  it('joins many names as the language does', () =>
    assert.match(
      textOf('more than a few').replace(/<[^>]*>/g, ''),
      /Henrike Vos, Ansel Okonkwo, Ines Marchetti and Piers Lowther/,
    ))
})

describe('a field', () => {
  it('is bound to its hint and its problem', () => {
    const text = String(formFieldsExamples['a text field with a hint and a problem'])
    assert.match(text, /aria-describedby="ex-email-hint ex-email-problem" aria-invalid="true"/)
  })
})
