import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { HtmlValidate } from 'html-validate'
import { html } from '#web'
import { purchasesExample, salesPages } from './sales-pages.examples.ts'

const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: { 'no-trailing-whitespace': 'off', 'no-inline-style': 'off' },
})

const faultsOf = async (text: string): Promise<readonly string[]> =>
  (await validator.validateString(text)).results.flatMap(({ messages }) =>
    messages.map(({ message, selector }) => `${message}: ${selector}`),
  )

describe('the pages of buying', () => {
  for (const { name, example, place, main } of salesPages)
    it(`are valid and say one thing first: ${name}, ${example}`, async () => {
      const { text } =
        html`<!DOCTYPE html><html lang="${place.language}"><head><title>x</title></head><body>${main}</body></html>`
      assert.deepEqual(await faultsOf(text), [])
      assert.equal(text.match(/<h1[\s>]/g)?.length, 1)
      assert.doesNotMatch(text, /undefined|\[object|NaN/)
    })

  it('have a part in My account that is valid too', async () => {
    const { text } =
      html`<!DOCTYPE html><html lang="en"><head><title>x</title></head><body>${purchasesExample}</body></html>`
    assert.deepEqual(await faultsOf(text), [])
  })
})
