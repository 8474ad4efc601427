/**
 * The style files there are: ours, and whatever CSL files an operator puts into `styles` of the data folder, with their
 * locales beside them. A dependent style of the public collection is its parent under another name.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'

export type StyleFile = { readonly id: string; readonly name: string; readonly xml: string }

const OURS = ['chicago-notes', 'chicago-author-date', 'mla', 'apa', 'harvard', 'mhra', 'vancouver']
const OUR_STYLES = join(import.meta.dirname, 'styles')
const OUR_LOCALES = join(import.meta.dirname, 'locales')

/** Ours in their order, then the operator's by name. A file with the name of one of ours takes its place. */
export function readStyles(operatorFolder: string | null): ReadonlyMap<string, StyleFile> {
  const ours = OURS.map((id) => readStyle(join(OUR_STYLES, `${id}.csl`), 'title-short'))
  const theirs = listStyles(operatorFolder).map((path) => readStyle(path, 'title'))
  const styles = new Map([...ours, ...theirs].map((style) => [style.id, style]))
  return new Map([...styles].map(([id, style]) => [id, { ...style, xml: parentOf(style, styles).xml }]))
}

/** The operator's locale, ours, or English: `locales-de-DE.xml` beside a German style is found. */
export function readLocale(language: string, operatorFolder: string | null): string {
  const names = [language, language.startsWith('fr') ? 'fr-FR' : 'en-US']
  for (const name of names.filter((one) => /^[A-Za-z-]+$/.test(one))) {
    for (const folder of [operatorFolder, OUR_LOCALES]) {
      const locale = folder === null ? null : readIfThere(join(folder, `locales-${name}.xml`))
      if (locale !== null) return locale
    }
  }
  throw new Error(`There is no locale for ${language}, and ours are gone`)
}

function readStyle(path: string, naming: 'title' | 'title-short'): StyleFile {
  const xml = readFileSync(path, 'utf8')
  const id = basename(path, '.csl')
  const name = new RegExp(`<${naming}>([^<]+)</${naming}>`).exec(xml)?.[1]?.trim()
  return { id, name: name === undefined ? id : withoutReferences(name), xml }
}

/** `<link href="http://www.zotero.org/styles/apa" rel="independent-parent"/>`: CSL 1.0.2, "Dependent Style". */
function parentOf(style: StyleFile, styles: ReadonlyMap<string, StyleFile>): StyleFile {
  const link = /<link[^>]*rel="independent-parent"[^>]*>/.exec(style.xml)?.[0]
  const parent = link === undefined ? undefined : /href="[^"]*\/([\w-]+)"/.exec(link)?.[1]
  return (parent === undefined ? undefined : styles.get(parent)) ?? style
}

const listStyles = (folder: string | null): readonly string[] => {
  if (folder === null) return []
  try {
    return readdirSync(folder)
      .filter((file) => /^[\w-]+\.csl$/.test(file))
      .sort()
      .map((file) => join(folder, file))
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}

const readIfThere = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT'

const withoutReferences = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|apos);/g, (whole, name: string) => REFERENCES[name] ?? whole)

const REFERENCES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
