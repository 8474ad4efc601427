/**
 * Every sample product in every format and style, laid beside the files in `samples/`. After a change that is meant, run
 * with UPDATE_SAMPLES=1 and read the difference.
 */
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { LANGUAGES } from '#web'
import { buildBibtex } from './build-bibtex.ts'
import { buildCslItem } from './build-csl-item.ts'
import { buildRis } from './build-ris.ts'
import { openCitationStyles } from './citation-styles.ts'
import { products } from './samples/products.ts'

const items = Object.values(products).map((product) =>
  buildCslItem(product, { origin: 'https://books.example.org' }),
)

function matches(file: string, written: string): void {
  const path = join(import.meta.dirname, 'samples', file)
  if (process.env.UPDATE_SAMPLES) writeFileSync(path, written)
  assert.equal(written, readFileSync(path, 'utf8'), file)
}

describe('the sample products', () => {
  it('are written as RIS', () => matches('expected.ris', items.map(buildRis).join('\r\n')))
  it('are written as BibTeX', () => matches('expected.bib', items.map(buildBibtex).join('\n')))
  it('are written as CSL-JSON', () => matches('expected.json', `${JSON.stringify(items, null, 2)}\n`))

  const styles = openCitationStyles(null)
  for (const { id } of styles.list) {
    for (const language of LANGUAGES) {
      it(`are written in the style ${id} for readers of ${language}`, async () => {
        const written = []
        for (const [name, product] of Object.entries(products)) {
          const item = buildCslItem(product, { origin: 'https://books.example.org', accessed: '2024-04-28' })
          const citation = await styles.format(item, id, language)
          assert.ok(citation.ok)
          const { entry, note } = citation.value
          written.push(`${name}\n  ${note === null ? '' : `${note.html}\n  `}${entry.html}\n`)
        }
        matches(`expected.${id}.${language}.txt`, written.join(''))
      })
    }
  }
})
