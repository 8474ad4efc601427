import { buildBookYaml, type ToldBook } from './build-book-yaml.ts'
import type { Corrections } from './corrections.ts'

/** As text. Few processes ever write one, so the library is loaded by the first that does. */
export async function writeBookYaml(told: ToldBook, corrections?: Corrections): Promise<string> {
  const { stringify } = await import('yaml')
  return stringify(buildBookYaml(told, corrections), { lineWidth: 110, blockQuote: 'literal' })
}
