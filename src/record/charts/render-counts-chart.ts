/** What is said of how many, as an outline, with those who are named inside it: solid if certain, hatched if possible. */
import { type Html, html } from '#web'
import type { Count } from '../counts/build-counts.ts'

const ROW = 44

/** `label`: one sentence for those who do not see it; `id`: unique on the page. The table has every figure. */
export function renderCountsChart(
  counts: readonly Count[],
  { label, id }: { readonly label: string; readonly id: string },
): Html | null {
  const most = counts.reduce((max, { says, possibly }) => Math.max(max, says ?? 0, possibly), 0)
  if (most === 0) return null
  const percent = (n: number) => `${((n / most) * 84).toFixed(2)}%`
  return html`<svg class="record-counts" width="100%" height="${counts.length * ROW + 4}" role="img" aria-label="${label}" xmlns="http://www.w3.org/2000/svg">
<defs><pattern id="${id}-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0v6" stroke="currentColor" stroke-width="2" stroke-opacity=".5"/></pattern></defs>
${counts.map(({ label: name, says, certainly, possibly, part }, at) => {
  const y = at * ROW + 18
  const inset = part === null ? 0 : 14
  return html`<g class="count"><text x="${inset}" y="${y - 5}" font-size="13" fill="currentColor">${name}</text>${
    says !== null &&
    html`<rect class="said" x="1" y="${y}" width="${percent(says)}" height="14" fill="none" stroke="currentColor"/>`
  }${possibly > certainly && html`<rect class="possibly" x="1" y="${y}" width="${percent(possibly)}" height="14" fill="url(#${id}-hatch)"/>`}<rect class="certainly" x="1" y="${y}" width="${percent(certainly)}" height="14" fill="currentColor"/><text class="figure" x="${percent(Math.max(says ?? 0, possibly))}" dx="8" y="${y + 12}" font-size="13" fill="currentColor">${
    says === null ? certainly : `${certainly}/${says}`
  }</text></g>`
})}</svg>`
}
