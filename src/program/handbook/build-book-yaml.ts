/** book.yaml of the handbook: what docs/handbook/book.yaml says, and a DOI for every chapter. */
import type { HandbookEntry } from './handbook.ts'

export function buildBookYaml(about: string, contents: readonly Pick<HandbookEntry, 'path'>[]): string {
  const doi = /\bdoi: (10\.\S+?)[\s}]/.exec(about)?.[1]
  if (doi === undefined) throw new Error('docs/handbook/book.yaml gives no DOI')
  const chapters = contents.map(({ path }) => {
    const name = path.replace(/\.md$/, '')
    return `  - { at: text/${name}.xhtml, doi: ${doi}.${name.replaceAll('/', '.')} }`
  })
  return `${about.trimEnd()}\nchapters:\n${chapters.join('\n')}\n`
}
