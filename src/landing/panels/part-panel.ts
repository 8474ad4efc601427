import { type ContentsEntry, contentsList, type Html, html, paths } from '#web'
import { at, type Frame } from '../frame.ts'
import { words } from '../words.ts'

/** What stands in a part, on the part's own page: as its half-title is followed by its chapters. */
export const partPanel = (
  frame: Frame,
  contents: readonly ContentsEntry[],
  part: { readonly id: string; readonly slug: string },
): Html | null => {
  const entries = entriesUnder(contents, at(frame, paths.chapter(part)))
  if (entries.length === 0) return null
  return html`<section class="contents-sheet" aria-labelledby="contents">
<h2 id="contents">${words(frame.place.language).inThisPart}</h2>
${contentsList(entries, frame.place.language)}
</section>`
}

function entriesUnder(entries: readonly ContentsEntry[], address: string): readonly ContentsEntry[] {
  for (const entry of entries) {
    if (entry.href === address) return entry.entries
    const found = entriesUnder(entry.entries, address)
    if (found.length > 0) return found
  }
  return []
}
