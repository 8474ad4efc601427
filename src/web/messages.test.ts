import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { messages } from './messages.ts'

describe('the French of messages', () => {
  it('is typeset wherever a sentence stands, also when it is made for a title; English is not touched', () => {
    const sentences = {
      plain: 'Pourquoi ?',
      made: (title: string) => `« ${title} » :`,
      deep: { lines: ['Un ;'], pairs: [[['feature'], 'Deux !']] },
    }
    const words = messages({ en: sentences, fr: sentences })
    assert.equal(words('fr').plain, 'Pourquoi\u202f?')
    assert.equal(words('fr').made('Le départ'), '«\u00a0Le départ\u00a0»\u00a0:')
    assert.deepEqual(words('fr').deep, { lines: ['Un\u202f;'], pairs: [[['feature'], 'Deux\u202f!']] })
    assert.equal(words('en').made('Le départ'), '« Le départ » :')
  })
})
