/** What the package says of its accessibility. EPUB Accessibility 1.1 §2 and §3.4; properties by their prefixed names. */
import type { EpubMetadata } from '@chapterhouse/epub'
import type { AccessibilityMetadata } from '#book'

export function buildAccessibility(metadata: EpubMetadata): AccessibilityMetadata {
  const all = (name: string): readonly string[] => unique(metadata.properties.get(name) ?? [])
  const linked = (rel: string): readonly string[] =>
    metadata.links.filter((link) => link.rel === rel || link.rel.endsWith(`:${rel}`)).map(({ href }) => href)
  const first = (values: readonly string[]): string | null => values[0] ?? null
  return {
    accessModes: unique(all('schema:accessMode').flatMap(words)),
    accessModesSufficient: all('schema:accessModeSufficient')
      .map(words)
      .filter((modes) => modes.length > 0),
    features: unique(all('schema:accessibilityFeature').flatMap(words)),
    hazards: unique(all('schema:accessibilityHazard').flatMap(words)),
    summary: first(all('schema:accessibilitySummary')),
    conformsTo: unique([...all('dcterms:conformsTo'), ...linked('conformsTo')]),
    certifiedBy: first(all('a11y:certifiedBy')),
    certifierReport: first([...linked('certifierReport'), ...all('a11y:certifierReport')]),
    certifierCredential: first([...all('a11y:certifierCredential'), ...linked('certifierCredential')]),
  }
}

export const NO_ACCESSIBILITY: AccessibilityMetadata = {
  accessModes: [],
  accessModesSufficient: [],
  features: [],
  hazards: [],
  summary: null,
  conformsTo: [],
  certifiedBy: null,
  certifierReport: null,
  certifierCredential: null,
}

/** Values are separated by commas where several are meant together. */
const words = (value: string): string[] =>
  value
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '')

const unique = (values: readonly string[]): readonly string[] => [...new Set(values)]
