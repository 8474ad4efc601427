/** Where: the list, and a still map of the same places beside it. */
import { html, type Part } from '#web'
import type { Place } from '../model/index.ts'
import { words } from '../words.ts'
import { table } from './table.ts'
import { addressOf, hrefOf, langOf, markOf, nameOf, partHeading, type RecordView } from './view.ts'

type PlacesMap = { readonly map: Part; readonly numbers: ReadonlyMap<string, number> }

export const placesPanel = (view: RecordView, { map, numbers }: PlacesMap): Part => {
  const { places } = view.document
  if (places.length === 0) return null
  const t = words(view.place.language)
  const events = Map.groupBy(view.document.events, ({ where }) => where ?? '')
  return html`<section class="r-part r-wide" aria-labelledby="r-places">${partHeading(view, 'r-places', t.map)}<div class="r-body">
${map}${table({
  caption: t.map,
  hidden: true,
  head: [t.place, t.coordinates, t.happened],
  rows: places.map((place) => ({
    id: markOf(place.id),
    cells: [
      html`${numbers.has(place.id) && html`<span class="map-number">${numbers.get(place.id)}</span> `}<a href="${addressOf(view, place.id)}">${place.name}</a>${place.within !== null && html` <span class="soft">${nameOf(view, place.within)}</span>`}`,
      coordinatesOf(view, place),
      (events.get(place.id) ?? []).map(
        ({ id, label }, i) =>
          html`${i > 0 && html`<br>`}<a href="${hrefOf(view, id)}"${langOf(view)}>${label}</a>`,
      ),
    ],
  })),
})}</div></section>
`
}

export const coordinatesOf = (view: RecordView, { coords, certainty, note }: Place): Part => {
  const t = words(view.place.language)
  return html`${coords !== null && html`<span class="day">${degrees(coords.latitude, 'N', 'S')} ${degrees(coords.longitude, 'E', view.place.language === 'fr' ? 'O' : 'W')}</span>`}${certainty !== 'certain' && html` <b>${t.certainty[certainty]}</b>`}${note !== null && html` <span class="soft"${langOf(view)}>${note}</span>`}`
}

const degrees = (value: number, positive: string, negative: string): string =>
  `${Math.abs(value).toFixed(2)}° ${value < 0 ? negative : positive}`
