/**
 * Citations as sentences, by citeproc-js from CSL files. citeproc is a megabyte, so it is loaded when somebody first asks;
 * an engine is kept for each style and language in use.
 */
import { fail, ok, type Result } from '#base'
import type { Language } from '#web'
import type { CslItem } from './csl-item.ts'
import { readLocale, readStyles, type StyleFile } from './read-styles.ts'
import { type InertCitation, toInertCitation } from './to-inert-citation.ts'

export type FormattedCitation = {
  /** As in a list of works cited. */
  readonly entry: InertCitation
  /** As in a footnote; null where the style has none. */
  readonly note: InertCitation | null
}

/** `unreadable`: a file that an operator put there and that the processor cannot use, with the processor's own words. */
type StyleFault = { readonly kind: 'no-such-style' } | { readonly kind: 'unreadable'; readonly why: string }

export type CitationStyles = {
  readonly list: readonly { readonly id: string; readonly name: string }[]
  format(item: CslItem, style: string, language: Language): Promise<Result<FormattedCitation, StyleFault>>
}

const MOST_ENGINES = 16

/** `operatorFolder`: where an operator's own styles lie; it may be absent. */
export function openCitationStyles(operatorFolder: string | null): CitationStyles {
  const styles = readStyles(operatorFolder)
  const engines = new Map<string, Formatter>()
  return {
    list: [...styles.values()].map(({ id, name }) => ({ id, name })),
    async format(item, id, language) {
      const style = styles.get(id)
      if (style === undefined) return fail({ kind: 'no-such-style' })
      const key = `${id} ${language}`
      try {
        const engine = engines.get(key) ?? (await loadFormatter(style, language, operatorFolder))
        engines.delete(key)
        engines.set(key, engine)
        for (const oldest of engines.keys()) if (engines.size > MOST_ENGINES) engines.delete(oldest)
        return ok(engine(item))
      } catch (error) {
        // citeproc throws strings as well as errors at a style that is not CSL.
        return fail({ kind: 'unreadable', why: error instanceof Error ? error.message : String(error) })
      }
    },
  }
}

type Formatter = (item: CslItem) => FormattedCitation

async function loadFormatter(
  { xml }: StyleFile,
  language: Language,
  operatorFolder: string | null,
): Promise<Formatter> {
  const { default: CSL } = await import('citeproc')
  let cited: CslItem | null = null
  const sys = {
    retrieveLocale: (wanted: string) => readLocale(wanted, operatorFolder),
    // citeproc writes into what it is given.
    retrieveItem: () => structuredClone(cited),
  }
  const french = language === 'fr'
  const engine = new CSL.Engine(sys, xml, french ? 'fr-FR' : undefined, french)
  engine.setOutputFormat('html')
  const hasNotes = engine.opt.xclass === 'note'
  return (item) => {
    cited = shield(item)
    engine.updateItems([])
    engine.updateItems([item.id])
    const list = engine.makeBibliography()
    const note = hasNotes || list === false ? cite(engine, item.id) : null
    return {
      entry: toInertCitation(unshield(list === false ? (note ?? '') : list[1].join(' '))),
      note: hasNotes && note !== null ? toInertCitation(unshield(note)) : null,
    }
  }
}

type Engine = InstanceType<typeof import('citeproc')['default']['Engine']>

const cite = (engine: Engine, id: string): string =>
  engine.previewCitationCluster({ citationItems: [{ id }], properties: { noteIndex: 1 } }, [], [], 'html')

/** citeproc reads `<i>` and the like in a title as its own markup; a title that truly holds a `<` must keep it. */
const shield = (item: CslItem): CslItem =>
  JSON.parse(JSON.stringify(item).replaceAll('<', '\ue000').replaceAll('>', '\ue001'))

const unshield = (markup: string): string => markup.replaceAll('\ue000', '&lt;').replaceAll('\ue001', '&gt;')
