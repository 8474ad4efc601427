import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { getAllMessages } from '@likecoin/epubcheck-ts'
import { checkEpub } from './check-epub.ts'
import { EPUB_RULES, ruleOfCode } from './rules.ts'
import { HOSTILE_EPUBS } from './samples/hostile-epubs.ts'

describe('EPUB_RULES', () => {
  it('has a rule for every error and warning that the validator can find', () => {
    const nameless = getAllMessages()
      .filter((one) => ['fatal', 'error', 'warning'].includes(one.severity) && !/^CHK-/.test(one.id))
      .filter((one) => ruleOfCode(one.id) === null)
    assert.deepEqual(
      nameless.map((one) => one.id),
      [],
    )
  })

  it('gives no code to two rules and no name to two', () => {
    const codes = EPUB_RULES.flatMap((one) => one.codes)
    assert.equal(new Set(codes).size, codes.length)
    assert.equal(new Set(EPUB_RULES.map((one) => one.name)).size, EPUB_RULES.length)
  })

  it('says what holds and what to do in whole sentences', () => {
    for (const one of EPUB_RULES) {
      assert.match(one.name, /^[a-z0-9]+(-[a-z0-9]+)+$/)
      assert.match(one.holds, /\.$/)
      assert.match(one.mend, /[.)]$/)
    }
  })
})

describe('checkEpub, given a hostile book', () => {
  for (const hostile of HOSTILE_EPUBS)
    it(`ends in a sentence, not in a hang: ${hostile.name}`, { timeout: 20_000 }, async () => {
      const { issues } = await checkEpub(hostile.bytes())
      for (const issue of issues) assert.match(issue.message, /[.)]$/)
      if (hostile.ends === 'refused') assert.ok(issues.some((issue) => issue.severity === 'error'))
    })
})
