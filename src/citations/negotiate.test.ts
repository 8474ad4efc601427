import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { negotiate } from './negotiate.ts'

const page = { kind: 'page' }

describe('negotiate', () => {
  it('gives a browser the page', () => {
    assert.deepEqual(negotiate('text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'), page)
    assert.deepEqual(negotiate('*/*'), page)
    assert.deepEqual(negotiate(undefined), page)
  })

  it('gives what DOI content negotiation asks for', () => {
    assert.deepEqual(negotiate('application/x-research-info-systems'), { kind: 'citation', format: 'ris' })
    assert.deepEqual(negotiate('application/x-bibtex, */*;q=0.1'), { kind: 'citation', format: 'bib' })
    assert.deepEqual(negotiate('application/vnd.citationstyles.csl+json;q=1.0'), {
      kind: 'citation',
      format: 'json',
    })
    assert.deepEqual(negotiate('text/x-bibliography; style=mla; locale=fr-FR'), {
      kind: 'bibliography',
      style: 'mla',
      language: 'fr',
    })
  })

  it('follows the weights, and the order where they are equal', () => {
    assert.deepEqual(negotiate('text/html;q=0.5, application/x-bibtex;q=0.9'), {
      kind: 'citation',
      format: 'bib',
    })
    assert.deepEqual(negotiate('application/x-bibtex;q=0, text/html'), page)
    assert.deepEqual(negotiate('text/html, application/x-bibtex'), page)
  })

  it('gives the page to whoever asks for what there is not', () => {
    assert.deepEqual(negotiate('application/pdf'), page)
  })

  it('answers any header whatever', async () => {
    await fc.assert(
      fc.property(fc.string(), (accept) =>
        ['page', 'citation', 'bibliography'].includes(negotiate(accept).kind),
      ),
    )
  })
})
