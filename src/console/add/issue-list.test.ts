import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Issue } from '#book'
import { issueList } from './issue-list.ts'
import { loadRuleWords } from './rule-words.ts'

const issue: Issue = {
  ...{ rule: 'chapter-has-doi', about: 'data', severity: 'warning', chapter: null },
  where: { file: 'book.yaml', line: 12, element: null },
  message: '“Pilots” has no DOI.',
}

const shown = async (language: 'en' | 'fr', one = issue): Promise<string> =>
  String(issueList([one], language, undefined, undefined, await loadRuleWords(language)))

describe('the list of issues', () => {
  it('says in French what should hold and what to do, and what was found as it was found', async () => {
    const html = await shown('fr')
    assert.match(html, /Chaque chapitre qui a son propre texte a un DOI/)
    assert.match(html, /Pour y remédier/)
    assert.match(html, /<details>.*<p lang="en">“Pilots” has no DOI/s)
    assert.match(html, /book\.yaml, ligne 12/)
  })

  it('says in English what was found, and so in French of a rule that nobody has put into words', async () => {
    assert.match(await shown('en'), /<p lang="en">“Pilots” has no DOI\.<\/p>\n<p class="label">/)
    assert.doesNotMatch(await shown('fr', { ...issue, rule: 'quite-new' }), /<details>/)
  })
})
