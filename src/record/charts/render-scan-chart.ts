import { type Html, html } from '#web'
import type { ScanChart } from './build-scan-chart.ts'

const HEIGHT = 120
/** Beyond so many bars only every second number fits beside its neighbour on a telephone. */
const MOST_NUMBERED = 12

/**
 * `label`: one sentence for those who do not see it. The table has a row for each bar. What lies along the axis is in percent,
 * what is to be read in pixels, so that figures are as large on a telephone as on a desk.
 */
export function renderScanChart({ bars, observed }: ScanChart, label: string): Html {
  const tallest = bars.reduce((most, { share }) => Math.max(most, share), 0) || 1
  const step = 100 / bars.length
  const every = Math.ceil(bars.length / MOST_NUMBERED)
  const percent = (share: number) => `${share.toFixed(2)}%`
  return html`<svg class="record-scan" width="100%" height="${HEIGHT + 20}" role="img" aria-label="${label}" xmlns="http://www.w3.org/2000/svg">
${bars.map(({ events, share, isObservedOrMore }, at) => {
  const height = (share / tallest) * (HEIGHT - 8)
  const isNumbered = (events - observed) % every === 0
  return html`<g class="${isObservedOrMore ? 'bar observed' : 'bar'}"><rect x="${percent(at * step + step * 0.04)}" y="${(HEIGHT - height).toFixed(1)}" width="${percent(step * 0.92)}" height="${height.toFixed(1)}" fill="currentColor" fill-opacity="${isObservedOrMore ? '1' : '.3'}"/>${
    isNumbered &&
    html`<text x="${percent((at + 0.5) * step)}" y="${HEIGHT + 16}" text-anchor="middle" font-size="13" font-weight="${events === observed ? '700' : '400'}" fill="currentColor">${events}</text>`
  }</g>`
})}<line x1="0" x2="100%" y1="${HEIGHT}" y2="${HEIGHT}" stroke="currentColor"/></svg>`
}
