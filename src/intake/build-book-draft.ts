/** Joins what was read into one draft, and fills what can be told from the text: pages from its markers. */
import type {
  BookDraft,
  BookMetadata,
  ChapterDraft,
  Contributor,
  Format,
  Issue,
  Media,
  PageRange,
  SourceRange,
} from '#book'
import type { ChapterPlan } from './chapters/plan-chapters.ts'
import { parseLanguage } from './identifiers/parse-language.ts'
import type { PlacedChapter } from './merge-chapters.ts'
import { emptyChapter } from './metadata/empty-metadata.ts'
import { splitName } from './metadata/split-name.ts'

export type DraftChapter = PlacedChapter & { readonly source: SourceRange | null }

/** What reading the text of a chapter gives. */
export type ReadText = Pick<ChapterDraft, 'text' | 'alsoHolds' | 'media'>

export type DraftParts = {
  readonly metadata: BookMetadata
  readonly chapters: readonly DraftChapter[]
  /** One for each chapter, or none at all when there is no file. */
  readonly texts: readonly ReadText[]
  readonly formats: readonly Format[]
  readonly media: readonly Media[]
  readonly attachments: BookDraft['attachments']
  readonly issues: readonly Issue[]
  readonly parcelHash: string
  readonly versionNote: string | null
}

/** A planned chapter in the words of a page, before book.yaml adds to it. */
export function buildChapters(plans: readonly ChapterPlan[], book: BookMetadata): readonly DraftChapter[] {
  return plans.map((plan) => {
    const known = parseLanguage(plan.language)
    return {
      metadata: {
        ...emptyChapter(book),
        type: plan.type,
        label: plan.label,
        title: plan.title,
        subtitle: plan.subtitle,
        language: known.ok ? known.value : (book.languages[0] ?? 'und'),
        direction: plan.direction,
        contributors: plan.contributors.map((name) => knownContributor(name, book.contributors)),
      },
      parent: plan.parent,
      depth: plan.depth,
      source: plan.range,
    }
  })
}

function knownContributor(name: string, known: readonly Contributor[]): Contributor {
  const found =
    known.find((one) => one.name === name && one.role === 'author') ?? known.find((one) => one.name === name)
  if (found !== undefined) return { ...found, role: 'author' }
  return { ...splitName(name, null), role: 'author', orcid: null, affiliations: [], otherScripts: [] }
}

export function buildBookDraft(parts: DraftParts): BookDraft {
  const chapters = parts.chapters.map(({ metadata, parent, depth, source }, index): ChapterDraft => {
    const read = parts.texts[index] ?? { text: null, alsoHolds: [], media: [] }
    return {
      metadata: { ...metadata, pages: metadata.pages ?? pagesOf(parts, index) },
      parent,
      depth,
      source,
      ...read,
    }
  })
  const cover = parts.metadata.cover
  return {
    metadata: parts.metadata,
    chapters,
    formats: parts.formats,
    media: withoutRepetitions([...(cover === null ? [] : [cover.image, cover.thumbnail]), ...parts.media]),
    attachments: parts.attachments,
    issues: parts.issues,
    parcelHash: parts.parcelHash,
    versionNote: parts.versionNote,
  }
}

/**
 * From the print page markers in the text. A chapter begins on the page whose marker stands before its first words, else
 * on the last page of the text before it; it ends on its last marker.
 */
export function pagesOf(parts: Pick<DraftParts, 'chapters' | 'texts'>, index: number): PageRange | null {
  const text = parts.texts[index]?.text ?? null
  if (text === null) return null
  const labels = text.pageMarkers.map(({ label }) => label)
  const last = labels.at(-1)
  const opening = text.pageMarkers[0]
  const standsFirst = opening !== undefined && isBeforeWords(text.blocks.slice(0, opening.block))
  const before = standsFirst ? null : lastLabelBefore(parts.texts, index)
  const first = standsFirst ? opening.label : (before ?? labels[0])
  return first === undefined ? null : { first, last: last ?? first }
}

/** A heading may stand before the marker of the page that it opens. */
const isBeforeWords = (blocks: readonly { readonly kind: string }[]): boolean =>
  blocks.every(({ kind }) => kind === 'heading' || kind === 'page')

function lastLabelBefore(texts: readonly ReadText[], index: number): string | null {
  for (let i = index - 1; i >= 0; i--) {
    const label = texts[i]?.text?.pageMarkers.at(-1)?.label
    if (label !== undefined) return label
  }
  return null
}

const withoutRepetitions = (media: readonly Media[]): readonly Media[] => [
  ...new Map(media.map((one) => [one.name, one])).values(),
]
