import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { messages } from './messages.ts'
import { typesetFrench } from './typeset-french.ts'

describe('French', () => {
  it('never begins a line with its punctuation, nor leaves a guillemet alone at the end of one', () => {
    assert.equal(
      typesetFrench('Citer « Le départ » : pourquoi ? Voici ; 400 % !'),
      'Citer «\u00a0Le départ\u00a0»\u00a0: pourquoi\u202f? Voici\u202f; 400\u00a0%\u202f!',
    )
  })

  it('is left alone where no space stands, as in addresses and times', () => {
    const address = 'https://livres.example/a?b=c; 12:30'
    assert.equal(typesetFrench(address), address)
  })

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
