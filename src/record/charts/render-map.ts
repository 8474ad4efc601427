import { type Html, html, trusted } from '#web'
import type { RecordMap } from './build-map.ts'

/** `label`: one sentence for those who do not see it. The list of places says all of it in words. */
export const renderMap = ({ width, height, land, points }: RecordMap, label: string): Html => html`
<svg class="record-map" viewBox="0 0 ${width} ${height}" role="img" aria-label="${label}" xmlns="http://www.w3.org/2000/svg">
<rect class="sea" width="${width}" height="${height}" fill="none" stroke="currentColor" stroke-opacity=".3"/>
<path class="land" d="${
  // Numbers and letters of path data, which we wrote.
  trusted(land)
}" fill="currentColor" fill-opacity=".1" stroke="currentColor" stroke-opacity=".35" stroke-width=".5"/>
${points.map(
  ({ x, y, number, name, certainty, label: side }) => html`<g class="place ${certainty}">
<circle cx="${x}" cy="${y}" r="7" fill="${certainty === 'uncertain' ? 'Canvas' : 'currentColor'}" stroke="currentColor"${
    certainty === 'certain' ? '' : html` stroke-dasharray="2.5 2"`
  }${certainty === 'less-certain' ? html` fill-opacity=".65"` : ''}/>
<text class="number" x="${x}" y="${y}" dominant-baseline="central" text-anchor="middle" font-size="9" fill="${certainty === 'uncertain' ? 'currentColor' : 'Canvas'}">${number}</text>
${
  side === null
    ? ''
    : html`<text class="name ${side}" x="${side === 'right' ? x + 10 : x - 10}" y="${y}" dominant-baseline="central" text-anchor="${
        side === 'right' ? 'start' : 'end'
      }" font-size="11" fill="currentColor">${name}</text>`
}</g>`,
)}</svg>`
