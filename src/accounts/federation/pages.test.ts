import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { HtmlValidate } from 'html-validate'
import { type Html, html, LANGUAGES, type Place } from '#web'
import { type Rule, reasonOf } from './refusal.ts'
import { renderNoInstitutionPage, renderRefusedPage, renderSignedOutPage } from './refused-page.ts'
import { renderSendOnPage } from './send-on-page.ts'
import { words } from './words.ts'

const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: { 'no-trailing-whitespace': 'off', 'no-inline-style': 'off', 'script-element': 'off' },
})
const RULES = [
  'signature-holds',
  'reader-belongs-to-the-institution',
  'provider-answers',
] as const satisfies Rule[]
const place = (language: Place['language']): Place => ({
  origin: 'https://books.example',
  base: '',
  language,
})

const pages = (here: Place): readonly Html[] => [
  ...RULES.map((rule) =>
    renderRefusedPage({
      place: here,
      rule,
      requestId: '0123456789abcdef',
      returnTo: rule === 'signature-holds' ? null : '/fr/books/a?b="c"',
      finderPath: '/institutions',
    }),
  ),
  renderNoInstitutionPage(here, '0123456789abcdef', '/institutions'),
  renderSignedOutPage(here),
  renderSendOnPage({
    place: here,
    institution: 'Université <d’Exemple> & Co',
    url: 'https://idp.example/sso?a=1&b=2',
    fields: { SAMLRequest: 'PHNhbWw+', RelayState: 'a"b' },
    script: '/sign-in/institution/send-on.js',
  }),
]

describe('the pages of signing in through an institution', () => {
  for (const language of LANGUAGES)
    it(`are valid and say one thing first (${language})`, async () => {
      for (const main of pages(place(language))) {
        const { text } =
          html`<!DOCTYPE html><html lang="${language}"><head><title>x</title></head><body>${main}</body></html>`
        const report = await validator.validateString(text)
        assert.deepEqual(
          report.results.flatMap(({ messages }) => messages.map(({ message }) => message)),
          [],
        )
        assert.equal(text.match(/<h1[\s>]/g)?.length, 1)
        assert.doesNotMatch(text, /undefined|\[object/)
      }
    })

  it('have a sentence and an advice for every reason, in every language', () => {
    for (const language of LANGUAGES) {
      const t = words(language)
      for (const [reason, sentence] of Object.entries(t.refused)) {
        assert.match(sentence, /\.$/, reason)
        assert.match(t.advice[reasonOf('signature-holds')], /\.$/)
      }
    }
    for (const key of Object.keys(words('en').refused)) {
      const reason = key as ReturnType<typeof reasonOf>
      assert.notEqual(words('en').refused[reason], words('fr').refused[reason])
      assert.notEqual(words('en').advice[reason], words('fr').advice[reason])
    }
  })
})
