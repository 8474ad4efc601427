/**
 * Lays our citation styles beside the official ones of citationstyles.org, which are not ours to ship:
 * `node tools/corpus-citations.ts [../shared/data]`. Prints the agreement per style; a difference is shown in full.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import CSL from 'citeproc'
import { buildCslItem, type CslItem, openCitationStyles, toInertCitation } from '../src/citations/index.ts'
import { products } from '../src/citations/samples/products.ts'

const data = join(process.argv[2] ?? '../shared/data', 'csl')
if (!existsSync(data)) {
  console.log(`corpus-citations: skipped, ${data} is not there`)
  process.exit(0)
}

/** Ours → the official file, and the language it is asked for where it names none. */
const COUNTERPARTS: Readonly<Record<string, readonly [file: string, language: string]>> = {
  'chicago-notes': ['chicago-notes-bibliography', 'en-US'],
  'chicago-author-date': ['chicago-author-date', 'en-US'],
  mla: ['modern-language-association', 'en-US'],
  apa: ['apa', 'en-US'],
  harvard: ['harvard-cite-them-right', 'en-GB'],
  mhra: ['mhra-notes', 'en-GB'],
  vancouver: ['nlm-citation-sequence', 'en-US'],
}

const records: [name: string, item: CslItem][] = Object.entries(products).map(([name, product]) => [
  name,
  buildCslItem(product, { origin: 'https://books.example.org', accessed: '2024-04-28' }),
])
const { issued: _, ...undated } = buildCslItem(products['authored-book'], {
  origin: 'https://books.example.org',
})
records.push(['no-date', undated])

const locale = (language: string): string => {
  const file = join(data, 'locales', `locales-${language}.xml`)
  return readFileSync(existsSync(file) ? file : join(data, 'locales', 'locales-en-US.xml'), 'utf8')
}

/** One engine per official style: building one takes longer than all its citations. */
function openOfficial(file: string, language: string): (item: CslItem) => { entry: string; note: string } {
  let cited: CslItem | null = null
  const sys = { retrieveLocale: locale, retrieveItem: () => structuredClone(cited) }
  const engine = new CSL.Engine(sys, readFileSync(join(data, 'styles', `${file}.csl`), 'utf8'), language)
  engine.setOutputFormat('html')
  const show = (markup: string) => withoutLinks(toInertCitation(markup).html.text)
  return (item) => {
    cited = item
    engine.updateItems([])
    engine.updateItems([item.id])
    const list = engine.makeBibliography()
    const citation = { citationItems: [{ id: item.id }], properties: { noteIndex: 1 } }
    const note = engine.previewCitationCluster(citation, [], [], 'html')
    return { entry: show(list === false ? note : list[1].join(' ')), note: show(note) }
  }
}

const withoutLinks = (html: string): string => html.replace(/<\/?a[^>]*>/g, '').replace(/\s+/g, ' ')

const styles = openCitationStyles(null)
const table: { style: string; agree: number; of: number }[] = []
for (const { id } of styles.list) {
  const [file, language] = COUNTERPARTS[id] ?? []
  if (file === undefined || language === undefined) continue
  const official = openOfficial(file, language)
  let agree = 0
  let of = 0
  for (const [name, item] of records) {
    const ours = await styles.format(item, id, 'en')
    if (!ours.ok) throw new Error(`${id}: ${JSON.stringify(ours.error)}`)
    const theirs = official(item)
    const pairs = [[withoutLinks(ours.value.entry.html.text), theirs.entry]]
    if (ours.value.note !== null) pairs.push([withoutLinks(ours.value.note.html.text), theirs.note])
    for (const [our, their] of pairs) {
      of++
      if (our === their) agree++
      else console.log(`${id} · ${name}\n  ours      ${our}\n  official  ${their}`)
    }
  }
  table.push({ style: id, agree, of })
}
console.table(table)
