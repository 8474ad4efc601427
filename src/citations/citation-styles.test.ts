import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { buildCslItem } from './build-csl-item.ts'
import { openCitationStyles } from './citation-styles.ts'
import { products } from './samples/products.ts'

const folder = mkdtempSync(join(tmpdir(), 'styles-'))
after(() => rmSync(folder, { recursive: true }))

const item = buildCslItem(products['chapter-of-an-authored-book'], { origin: 'https://books.example.org' })

const style = (inside: string) => `<?xml version="1.0"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info><title>Ours &amp; Yours</title><id>x</id></info>${inside}</style>`

describe('an operator’s own style', () => {
  writeFileSync(
    join(folder, 'house.csl'),
    style(
      '<citation><layout><text variable="title"/></layout></citation><bibliography><layout><text variable="title" font-style="italic"/></layout></bibliography>',
    ),
  )
  writeFileSync(
    join(folder, 'journal.csl'),
    style('').replace(
      '</info>',
      '<link href="http://www.zotero.org/styles/house" rel="independent-parent"/></info>',
    ),
  )
  writeFileSync(join(folder, 'broken.csl'), '<style>this is no style')
  const styles = openCitationStyles(folder)

  it('stands after ours under the name it gives itself', () => {
    assert.deepEqual(
      styles.list.slice(0, 2).map(({ id }) => id),
      ['chicago-notes', 'chicago-author-date'],
    )
    assert.ok(styles.list.some(({ id, name }) => id === 'house' && name === 'Ours & Yours'))
  })

  it('is used', async () => {
    const citation = await styles.format(item, 'house', 'en')
    assert.ok(citation.ok)
    assert.equal(citation.value.entry.html.text, '<i>Lamps and Log-Books, 1871–1883</i>')
  })

  it('may be a dependent style whose parent is there', async () => {
    const citation = await styles.format(item, 'journal', 'fr')
    assert.ok(citation.ok)
    assert.equal(citation.value.entry.text, 'Lamps and Log-Books, 1871–1883')
  })

  it('that is broken is told, and breaks nothing', async () => {
    const citation = await styles.format(item, 'broken', 'en')
    assert.equal(!citation.ok && citation.error.kind, 'unreadable')
    assert.ok((await styles.format(item, 'apa', 'en')).ok)
  })
})

describe('a title', () => {
  const styles = openCitationStyles(null)

  it('that holds mark-up keeps it as text', async () => {
    const citation = await styles.format({ ...item, title: 'The <i> & <script>' }, 'apa', 'en')
    assert.ok(citation.ok)
    assert.match(citation.value.entry.html.text, /The &lt;i&gt; &amp; &lt;script&gt;/)
  })

  it('has the quotation marks of the style’s English, and French ones for readers of French', async () => {
    const english = await styles.format(item, 'mhra', 'en')
    const french = await styles.format(item, 'mhra', 'fr')
    assert.ok(english.ok && french.ok)
    assert.match(english.value.entry.text, /‘Lamps and Log-Books, 1871–1883’, in/)
    assert.match(french.value.entry.text, /«\u00a0Lamps and Log-Books, 1871–1883\u00a0», dans/)
  })

  it('that nobody asked for in a style there is not is a plain fault', async () => {
    const citation = await styles.format(item, '../../etc/passwd', 'en')
    assert.deepEqual(citation, { ok: false, error: { kind: 'no-such-style' } })
  })
})
