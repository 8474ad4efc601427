import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { allRules } from './all-rules.ts'
import { describeRule } from './describe-rule.ts'
import { RULES_IN_FRENCH } from './rules.fr.ts'

describe('the rules in French', () => {
  it('are all of them, and no others', () =>
    assert.deepEqual(
      Object.keys(RULES_IN_FRENCH).sort(),
      allRules()
        .map(({ name }) => name)
        .sort(),
    ))

  it('are sentences with French marks', () => {
    for (const [name, { holds, mend }] of Object.entries(RULES_IN_FRENCH))
      for (const sentence of [holds, mend]) {
        assert.match(sentence, /^\p{Lu}|^book\.yaml|^unique-identifier/u, name)
        assert.match(sentence, /\.$/, name)
        assert.doesNotMatch(sentence, /[“”']| :[^ ]/, name)
      }
  })

  it('stand beside what was found in French alone', () => {
    assert.equal(describeRule({ rule: 'book-has-doi' }, 'en'), null)
    assert.equal(describeRule({ rule: 'book-has-doi' }, 'fr')?.holds, 'Le livre a un DOI.')
    assert.equal(describeRule({ rule: 'constructor' }, 'fr'), null)
  })
})
