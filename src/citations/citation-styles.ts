/**
 * Citations as sentences: our own seven styles, and whatever CSL files an operator puts into `styles` of the data folder.
 * citeproc is a megabyte, so it is loaded when somebody first asks, and an engine is kept for each style in use.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fail, ok, type Result } from '#base'
import type { Language } from '#web'
import type { CslItem } from './csl-item.ts'
import { type InertCitation, toInertCitation } from './to-inert-citation.ts'

export type CitationStyle = { readonly id: string; readonly name: string }

export type FormattedCitation = {
  /** As in a list of works cited. */
  readonly entry: InertCitation
  /** As in a footnote; null where the style has none. */
  readonly note: InertCitation | null
}

export type CitationStyles = {
  /** Ours first, then the operator's by name. */
  readonly list: readonly CitationStyle[]
  format(
    item: CslItem,
    style: string,
    language: Language,
  ): Promise<Result<FormattedCitation, 'no-such-style'>>
}

/** `operatorStyles`: a folder that may be absent. A file there with the name of one of ours takes its place. */
export function openCitationStyles(operatorStyles: string | null): CitationStyles {
  const styles = new Map<string, StyleFile>(OURS.map((id) => [id, readStyle(join(OUR_STYLES, `${id}.csl`))]))
  for (const file of operatorStyles === null ? [] : listStyles(operatorStyles)) {
    styles.set(file.replace(/\.csl$/, ''), readStyle(join(operatorStyles ?? '', file)))
  }
  const engines = new Map<string, Formatter>()

  return {
    list: [...styles].map(([id, { name }]) => ({ id, name })),
    async format(item, id, language) {
      const style = styles.get(id)
      if (style === undefined) return fail('no-such-style')
      const key = `${id} ${language}`
      const engine = engines.get(key) ?? (await loadFormatter(style, language, operatorStyles))
      engines.delete(key)
      engines.set(key, engine)
      for (const oldest of engines.keys()) if (engines.size > MOST_ENGINES) engines.delete(oldest)
      return ok(engine(item))
    },
  }
}

const OURS = ['chicago-notes', 'chicago-author-date', 'mla', 'apa', 'harvard', 'mhra', 'vancouver']
const OUR_STYLES = join(import.meta.dirname, 'styles')
const OUR_LOCALES = join(import.meta.dirname, 'locales')
const MOST_ENGINES = 16

type StyleFile = { readonly name: string; readonly xml: string }
type Formatter = (item: CslItem) => FormattedCitation

const listStyles = (folder: string): string[] => {
  try {
    return readdirSync(folder)
      .filter((file) => /^[\w-]+\.csl$/.test(file))
      .sort()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}

function readStyle(path: string): StyleFile {
  const xml = readFileSync(path, 'utf8')
  const short = /<title-short>([^<]+)<\/title-short>/.exec(xml)?.[1]
  const title = /<title>([^<]+)<\/title>/.exec(xml)?.[1]
  return { name: (path.startsWith(OUR_STYLES) ? (short ?? title) : title)?.trim() ?? path, xml }
}

async function loadFormatter(
  style: StyleFile,
  language: Language,
  operatorStyles: string | null,
): Promise<Formatter> {
  const { default: CSL } = await import('citeproc')
  const items = new Map<string, CslItem>()
  const engine = new CSL.Engine(
    {
      retrieveLocale: (wanted) => readLocale(wanted, operatorStyles),
      // citeproc writes into what it is given.
      retrieveItem: (id) => structuredClone(items.get(id)),
    },
    style.xml,
    language === 'fr' ? 'fr-FR' : undefined,
    language === 'fr',
  )
  return (item) => {
    items.clear()
    const shielded = shield(item)
    items.set(item.id, shielded)
    engine.setOutputFormat('html')
    engine.updateItems([])
    engine.updateItems([item.id])
    const bibliography = engine.makeBibliography()
    const cited = engine.previewCitationCluster(
      { citationItems: [{ id: item.id }], properties: { noteIndex: 1 } },
      [],
      [],
      'html',
    )
    const entry = bibliography === false ? cited : bibliography[1].join(' ')
    return {
      entry: toInertCitation(unshield(entry)),
      note: engine.opt.xclass === 'note' ? toInertCitation(unshield(cited)) : null,
    }
  }
}

/** The operator's locale, ours, or English: `locales-de-DE.xml` beside a German style is found. */
function readLocale(language: string, operatorStyles: string | null): string {
  const names = [language, language.slice(0, 2) === 'fr' ? 'fr-FR' : 'en-US']
  for (const name of names) {
    for (const folder of [operatorStyles, OUR_LOCALES]) {
      if (folder === null || !/^[A-Za-z-]+$/.test(name)) continue
      try {
        return readFileSync(join(folder, `locales-${name}.xml`), 'utf8')
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
      }
    }
  }
  throw new Error(`There is no locale for ${language}, and ours are gone`)
}

/** citeproc reads `<i>` and the like in a title as its own markup; a title that truly holds a `<` must keep it. */
const shield = (item: CslItem): CslItem =>
  JSON.parse(JSON.stringify(item).replaceAll('<', '\ue000').replaceAll('>', '\ue001'))

const unshield = (markup: string): string => markup.replaceAll('\ue000', '&lt;').replaceAll('\ue001', '&gt;')
