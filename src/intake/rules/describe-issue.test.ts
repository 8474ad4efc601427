import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { allRules } from './all-rules.ts'
import { describeIssue } from './describe-issue.ts'
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

  it('stand in for what was found where that is not said in French', () => {
    const message = 'What nobody ever said.'
    assert.deepEqual(describeIssue({ rule: 'book-has-doi', message }, 'en'), { kind: 'found', text: message })
    const inFrench = describeIssue({ rule: 'book-has-doi', message }, 'fr')
    assert.ok(inFrench.kind === 'rule' && inFrench.holds === 'Le livre a un DOI.')
    assert.equal(describeIssue({ rule: 'constructor', message }, 'fr').kind, 'as-found')
    const found = { rule: 'book-has-title', message: 'The book has no title. Give “title” in book.yaml.' }
    assert.equal(describeIssue(found, 'fr').kind, 'found')
  })

  it('are printed as French is, with no line that begins with a colon', () => {
    const issue = describeIssue({ rule: 'parcel-is-one-book', message: 'What nobody ever said.' }, 'fr')
    assert.ok(issue.kind === 'rule' && issue.holds.includes('livre\u00a0: au plus'))
    assert.ok(issue.mend.includes('dossier\u202f; un'))
  })
})
