import { type Html, html } from '#web'
import type { ScanChart } from './build-scan-chart.ts'

const WIDTH = 400
const HEIGHT = 150

/** `label`: one sentence for those who do not see it. The table has a row for each bar. */
export function renderScanChart({ bars, observed }: ScanChart, label: string): Html {
  const tallest = bars.reduce((most, { share }) => Math.max(most, share), 0) || 1
  const step = WIDTH / bars.length
  return html`<svg class="record-scan" viewBox="0 0 ${WIDTH} ${HEIGHT + 24}" role="img" aria-label="${label}" xmlns="http://www.w3.org/2000/svg">
${bars.map(({ events, share, isObservedOrMore }, at) => {
  const height = (share / tallest) * (HEIGHT - 16)
  const x = at * step
  return html`<g class="${isObservedOrMore ? 'bar observed' : 'bar'}"><rect x="${(x + 1).toFixed(1)}" y="${(HEIGHT - height).toFixed(1)}" width="${Math.max(1, step - 2).toFixed(1)}" height="${height.toFixed(1)}" fill="currentColor" fill-opacity="${isObservedOrMore ? '1' : '.3'}"/>${
    step >= 14 &&
    html`<text x="${(x + step / 2).toFixed(1)}" y="${HEIGHT + 14}" text-anchor="middle" font-size="11" font-weight="${events === observed ? '700' : '400'}" fill="currentColor">${events}</text>`
  }</g>`
})}<path d="M0 ${HEIGHT}H${WIDTH}" stroke="currentColor"/></svg>`
}
