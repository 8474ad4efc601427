/**
 * What a file's metadata says of its accessibility, in words for readers. The order and the conditions follow W3C's
 * "Accessibility Metadata Display Guide for Digital Publications 2.0" and its techniques for EPUB; the sentences are ours.
 */
import type { AccessibilityMetadata } from '#book'
import type { Language } from '#web'
import { words } from './words.ts'

export type AccessibilityWords = {
  readonly heading: string
  readonly statements: readonly string[]
}

type Described = { readonly metadata: AccessibilityMetadata; readonly layout: 'reflowable' | 'fixed' }

/** The first three are always told, also to say that nothing is known; the others when there is something to tell. */
export function describeAccessibility(
  described: Described,
  language: Language,
): readonly AccessibilityWords[] {
  const t = words(language)
  const { metadata } = described
  const always = [
    { heading: t.waysOfReading, statements: describeWays(described, language) },
    { heading: t.conformance, statements: describeConformance(metadata, language) },
  ]
  const known = [
    { heading: t.navigation, statements: told(t.navigationOf, metadata.features) },
    { heading: t.richContent, statements: told(t.richContentOf, metadata.features) },
    { heading: t.hazards, statements: describeHazards(metadata, language) },
    { heading: t.additional, statements: told(t.additionalOf, metadata.features) },
    { heading: t.summary, statements: metadata.summary === null ? [] : [metadata.summary] },
  ]
  return [...always, ...known.filter(({ statements }) => statements.length > 0)]
}

/** Nothing at all was said: shown as one sentence. */
export const isSilent = (metadata: AccessibilityMetadata): boolean =>
  [
    metadata.accessModes,
    metadata.accessModesSufficient,
    metadata.features,
    metadata.hazards,
    metadata.conformsTo,
  ].every((list) => list.length === 0) && metadata.summary === null

function describeWays({ metadata, layout }: Described, language: Language): readonly string[] {
  const t = words(language)
  const has = hasOf(metadata)
  return [
    layout === 'fixed'
      ? t.appearanceFixed
      : has('displayTransformability')
        ? t.appearanceCanChange
        : t.appearanceUnknown,
    describeNonvisual(metadata, language),
    ...(has('alternativeText') ||
    has('longDescription') ||
    has('longDescriptions') ||
    has('describedMath') ||
    has('transcript')
      ? [t.hasAlternatives]
      : []),
    ...describeAudio(metadata, language),
  ]
}

/** Display Guide techniques §3.2: text alone suffices; text is a part of what is needed; nothing is told; or it does not. */
function describeNonvisual(metadata: AccessibilityMetadata, language: Language): string {
  const t = words(language)
  const sets = metadata.accessModesSufficient
  const modes = new Set(metadata.accessModes)
  if (sets.some((set) => set.length === 1 && set[0] === 'textual')) return t.readableAloud
  if (modes.size === 1 && modes.has('textual')) return t.readableAloud
  if (sets.some((set) => set.includes('textual')) || modes.has('textual')) return t.readableInPart
  if (modes.size > 0 && (modes.has('visual') || modes.has('auditory'))) return t.notReadableAloud
  return t.readingUnknown
}

function describeAudio(metadata: AccessibilityMetadata, language: Language): readonly string[] {
  const t = words(language)
  const has = hasOf(metadata)
  if (has('synchronizedAudioText')) return [t.audioSynchronised]
  if (metadata.accessModesSufficient.some((set) => set.length === 1 && set[0] === 'auditory'))
    return [t.audioAlone]
  return metadata.accessModes.includes('auditory') ? [t.audioIncluded] : []
}

/** EPUB Accessibility 1.1 §3.4 writes the claim as a sentence, 1.0 as an address; both name the level. */
function describeConformance(metadata: AccessibilityMetadata, language: Language): readonly string[] {
  const t = words(language)
  const claim = metadata.conformsTo.map(parseClaim).find((one) => one !== null)
  if (claim === undefined || claim === null) return [t.conformanceUnknown]
  return [
    t.conforms(claim.standard, claim.wcag, claim.level),
    ...(metadata.certifiedBy === null ? [] : [t.certifiedBy(metadata.certifiedBy)]),
    ...(metadata.certifierCredential === null ? [] : [t.credential(metadata.certifierCredential)]),
  ]
}

type Claim = { readonly standard: string; readonly wcag: string | null; readonly level: 'A' | 'AA' | 'AAA' }

const LEVELS = { a: 'A', aa: 'AA', aaa: 'AAA' } as const

export function parseClaim(text: string): Claim | null {
  const sentence = /EPUB Accessibility\s+(\d\.\d)\s*-\s*WCAG\s+(\d\.\d)\s+Level\s+(A{1,3})\b/i.exec(text)
  if (sentence)
    return {
      standard: `EPUB Accessibility ${sentence[1]}`,
      wcag: sentence[2] ?? null,
      level: LEVELS[(sentence[3] ?? 'a').toLowerCase() as keyof typeof LEVELS],
    }
  const address = /epub\/a11y\/accessibility-\d+\.html#wcag-(a{1,3})$/.exec(text.trim())
  if (!address) return null
  return {
    standard: 'EPUB Accessibility 1.0',
    wcag: '2.0',
    level: LEVELS[(address[1] ?? 'a') as keyof typeof LEVELS],
  }
}

/** A positive "none" outweighs everything; "unknown" is said when nothing better is. */
function describeHazards(metadata: AccessibilityMetadata, language: Language): readonly string[] {
  const t = words(language)
  const hazards = new Set(metadata.hazards)
  if (hazards.size === 0) return []
  if (hazards.has('none')) return [t.noHazards]
  const kinds = ['flashing', 'motionSimulation', 'sound'] as const
  const absent = {
    flashing: 'noFlashingHazard',
    motionSimulation: 'noMotionSimulationHazard',
    sound: 'noSoundHazard',
  }
  if (kinds.every((kind) => hazards.has(absent[kind]))) return [t.noHazards]
  return [
    ...kinds.filter((kind) => hazards.has(kind)).map((kind) => t.hazard[kind]),
    ...kinds.filter((kind) => hazards.has(absent[kind])).map((kind) => t.hazardAbsent[kind]),
    ...(hazards.has('unknown') ? [t.hazardsUnknown] : []),
  ]
}

/** Each sentence once, in the order of the list of sentences. */
const told = (sentences: readonly (readonly [readonly string[], string])[], features: readonly string[]) =>
  sentences.filter(([names]) => names.some((name) => features.includes(name))).map(([, sentence]) => sentence)

const hasOf = (metadata: AccessibilityMetadata) => (feature: string) => metadata.features.includes(feature)
