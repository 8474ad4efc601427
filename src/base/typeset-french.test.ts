import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
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
})
