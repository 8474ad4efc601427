/** From what is kept to what a page shows. */
import type { ChapterOutline, ShelvedChapter } from '#catalogue'
import type { Place } from '#web'
import type { RecordVersion } from '../keeping/find-record.ts'
import { buildIndex, type ChapterLink, type RecordView } from './view.ts'

type Shown = {
  readonly place: Place
  readonly version: RecordVersion
  readonly chapter: Pick<ShelvedChapter, 'id' | 'slug' | 'label' | 'title' | 'language'>
  readonly contents: readonly ChapterOutline[]
  readonly on: RecordView['on']
  readonly section: number | null
}

export function buildView({ place, version, chapter, contents, on, section }: Shown): RecordView {
  const { document, findings, anchors } = version
  return {
    ...{ place, id: document.id, version: version.number, made: version.made, isPartial: version.isPartial },
    ...{ document, findings, anchors, on, section },
    chapter: toLink(chapter),
    chapters: new Map(contents.map((outline) => [outline.id, toLink(outline)])),
    index: buildIndex(document, findings),
  }
}

const toLink = ({ id, slug, label, title, language }: ChapterLink): ChapterLink => ({
  ...{ id, slug, label, title, language },
})
