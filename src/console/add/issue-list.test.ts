import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Issue } from '#book'
import { issueList } from './issue-list.ts'
import { loadIssueWords } from './issue-words.ts'

const issue: Issue = {
  ...{ rule: 'chapter-has-doi', about: 'data', severity: 'warning', chapter: null },
  where: { file: 'book.yaml', line: 12, element: null },
  message: '“Pilots” has no DOI. Give “doi” in its entry in book.yaml.',
}

const shown = async (language: 'en' | 'fr', one = issue): Promise<string> =>
  String(issueList([one], language, undefined, undefined, await loadIssueWords(language)))

describe('the list of issues', () => {
  it('says what was found in the reader’s language', async () => {
    assert.match(await shown('en'), /<p>“Pilots” has no DOI\. Give/)
    const html = await shown('fr')
    assert.match(
      html,
      /<p>«\u00a0Pilots\u00a0» n’a pas de DOI\. Donnez «\u00a0doi\u00a0» dans son entrée de book\.yaml\.<\/p>/,
    )
    assert.match(html, /book\.yaml, ligne 12/)
    assert.doesNotMatch(html, /lang="en"/)
  })

  it('says its rule where nobody has put a finding into French, and the finding beside it', async () => {
    const html = await shown('fr', { ...issue, message: '“Pilots” has none.' })
    assert.match(html, /Chaque chapitre qui a son propre texte a un DOI/)
    assert.match(html, /<details>.*<p lang="en">“Pilots” has none/s)
    const unknown = await shown('fr', { ...issue, rule: 'quite-new', message: '“Pilots” has none.' })
    assert.match(unknown, /<p lang="en">“Pilots” has none\.<\/p>\n<p class="label">/)
  })
})
