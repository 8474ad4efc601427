/** The record below its chapter, and the marks in the text that lead to it. */
import { type AccessDecision, isReadable } from '#access'
import type { ChapterOutline, ShelvedChapter } from '#catalogue'
import { escapeHtml, type Html, href, type Place, paths } from '#web'
import type { Audience } from '../keeping/find-record.ts'
import type { Rest } from '../keeping/find-rests.ts'
import type { RecordMemory } from '../keeping/record-memory.ts'
import { words } from '../words.ts'
import { buildCharts } from './build-charts.ts'
import { buildView } from './build-view.ts'
import { listFileLinks } from './file-links.ts'
import { type RecordSection, renderRecordSection } from './record-section.ts'
import { markOf } from './view.ts'

export type ChapterRecord = {
  /** Null: it has none, and claims of other records of its book lead into it. */
  readonly section: RecordSection | null
  /** Ids of the records it shows. */
  readonly shows: readonly string[]
  readonly rests: readonly Rest[]
}

type Asked = {
  readonly place: Place
  readonly chapter: ShelvedChapter
  readonly contents: readonly ChapterOutline[]
  readonly access: AccessDecision
  /** Which page of the text is shown; the record stands below the first. */
  readonly section: number
  readonly hasText: boolean
}

export const audienceFor = (access: AccessDecision): Audience =>
  isReadable(access) ? 'readers' : 'everybody'

/** Null: no record has to do with this chapter. */
export async function loadChapterRecord(records: RecordMemory, asked: Asked): Promise<ChapterRecord | null> {
  const { place, chapter, contents, access, section, hasText } = asked
  const { rests, versions } = await records.ofChapter(chapter, audienceFor(access))
  const [version, ...others] = versions
  if (version === undefined) return rests.length === 0 ? null : { section: null, shows: [], rests }
  const view = buildView({
    ...{ place, version, chapter, contents, on: 'chapter' as const },
    section: hasText ? section : null,
  })
  return {
    section:
      section > 1
        ? null
        : {
            view,
            charts: buildCharts(view),
            files: listFileLinks(),
            others: others.map(({ document }) => ({ id: document.id, title: document.title })),
          },
    shows: versions.map(({ standing }) => standing.id),
    rests,
  }
}

export const renderChapterRecord = ({ section }: ChapterRecord): Html | null =>
  section === null ? null : renderRecordSection(section)

/** A mark at the end of each passage on which a claim rests. The text is what intake made inert; anchors are ours. */
export function markPassages(text: string, record: ChapterRecord, place: Place): string {
  const t = words(place.language)
  const own = record.section?.view.id ?? null
  const byAnchor = Map.groupBy(record.rests, ({ anchor }) => anchor)
  return text.replace(
    /(<p\b[^>]*\sid="([a-z]-[0-9a-z-]+)"[^>]*>[\s\S]*?)<\/p>/g,
    (whole, opened: string, anchor: string) => {
      const rests = byAnchor.get(anchor)
      const [first] = rests ?? []
      if (rests === undefined || first === undefined) return whole
      const target =
        first.record === own
          ? `#${markOf(first.claim)}`
          : href(place, paths.recordEntry(first.record, first.claim))
      const title = rests.map(({ says }) => says).join(' · ')
      return `${opened} <a class="r-mark" href="${escapeHtml(target)}" title="${escapeHtml(title)}" aria-label="${escapeHtml(t.rests(rests.length))}">${rests.length}</a></p>`
    },
  )
}
