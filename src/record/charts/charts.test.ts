import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { buildFindings } from '../findings.ts'
import { readRecord } from '../reading/read-record.ts'
import { buildDateChart } from './build-date-chart.ts'
import { buildMap } from './build-map.ts'
import { buildScanChart } from './build-scan-chart.ts'
import { renderCountsChart } from './render-counts-chart.ts'
import { renderDateChart } from './render-date-chart.ts'
import { renderMap } from './render-map.ts'
import { renderScanChart } from './render-scan-chart.ts'

function recordOf(files: { readonly [name: string]: string }) {
  const head = 'record: odd\ntitle: Odd dates\nchapter: { number: "1" }\ncompiled_by: [Ida Berg]\n'
  const read = readRecord(
    Object.entries({ 'record.yaml': head, ...files }).map(([name, text]) => ({ name, text })),
  )
  assert.deepEqual(
    read.faults.filter(({ code }) => code.startsWith('E-')),
    [],
  )
  assert.ok(read.record !== null)
  return { record: read.record, ...buildFindings(read.record) }
}

const times = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].length

describe('the chart of dates', () => {
  const { record, chronology } = recordOf({
    'events.yaml': `events:
  - { id: lasts, type: war, label: It lasts, when: "1914-07/1918-11" }
  - { id: goes-on, type: x, label: Nobody ended it, when: "1915/.." }
  - { id: ended, type: x, label: Nobody knows its end, when: "1916/" }
  - { id: dateless, type: x, label: Nothing is said }
  - { id: narrowed, type: x, label: Early in the year, when: "1917", before: "1917-03" }
  - { id: a-day, type: x, label: "One day & no more", when: "1916-05-03" }
`,
  })
  const chart = buildDateChart(record, chronology)
  const svg = String(renderDateChart(chart, { label: 'Six events', language: 'en', id: 'c' }))

  it('has a row for each event, in order of time, those without a date last', () => {
    assert.deepEqual(
      chart.rows.map(({ event }) => event),
      ['lasts', 'goes-on', 'ended', 'a-day', 'narrowed', 'dateless'],
    )
    assert.equal(times(svg, /<g class="row/g), chart.rows.length)
  })

  it('draws open, unknown, one day and looser words each in its own way', () => {
    assert.equal(times(svg, /class="open"/g), 1)
    assert.equal(times(svg, /class="unknown"/g), 3)
    assert.equal(times(svg, /class="day"/g), 1)
    assert.equal(times(svg, /url\(#c-hatch\)/g), 1)
    assert.match(svg, /One day &amp; no more/)
  })

  it('knows when what lasts was certainly going on', () => {
    assert.ok(chart.rows[0]?.surely)
    assert.equal(chart.rows[1]?.surely, null)
  })

  it('is none where nothing has a day', () => {
    const none = recordOf({ 'events.yaml': 'events: [{ id: some-day, type: x, label: Some day }]\n' })
    assert.equal(
      renderDateChart(buildDateChart(none.record, none.chronology), { label: '', language: 'en', id: 'c' }),
      null,
    )
  })

  it('bears years before year 1', () => {
    const old = recordOf({
      'events.yaml': `events:
  - { id: ides, type: x, label: The Ides of March, when: "-0043-03-15" }
  - { id: actium, type: x, label: Actium, when: "-0030-09-02" }
`,
    })
    const text = String(
      renderDateChart(buildDateChart(old.record, old.chronology), { label: '', language: 'en', id: 'c' }),
    )
    assert.match(text, />-40</)
  })
})

describe('the map', () => {
  const places = (...coords: string[]) =>
    recordOf({
      'places.yaml': `places:\n${coords.map((at, i) => `  - { id: place-${i}, name: Place ${i}, coords: [${at}] }`).join('\n')}\n`,
    }).record

  it('shows every place inside its frame, on whichever side of the world it is', () => {
    for (const record of [
      places('48.2, 16.4'),
      places('-17, 178', '20, -157'),
      places('89, 0', '-89, 10', '0, 170', '0, -100'),
    ]) {
      const map = buildMap(record)
      assert.ok(map !== null)
      for (const { x, y } of map.points)
        assert.ok(
          x >= 0 && x <= map.width && y >= 0 && y <= map.height,
          `${x} ${y} in ${map.width} ${map.height}`,
        )
      assert.equal(times(String(renderMap(map, 'Places')), /<circle/g), record.places.length)
    }
  })

  it('does not split what lies on both sides of the date line', () => {
    const map = buildMap(places('-17, 178', '-14, -171'))
    const [fiji, samoa] = map?.points ?? []
    assert.ok((fiji?.x ?? 0) < (samoa?.x ?? 0))
  })

  it('is small enough to send', () => {
    const map = buildMap(places('60, -160', '-40, 170', '50, 0'))
    assert.ok((map?.land.length ?? 0) < 60_000)
  })

  it('is none where no place has coordinates', () => {
    assert.equal(buildMap(recordOf({}).record), null)
  })
})

describe('the pictures of counts and of chance', () => {
  const { record, counts, surges } = recordOf({
    'people.yaml': 'people: [{ id: ann, name: Ann }, { id: bob, name: Bob }, { id: cy, name: Cy }]\n',
    'groups.yaml': `groups:
  - { id: crew, label: The crew, size: { says: 5 }, members: [{ person: ann }, { person: bob }, { person: cy, status: possible }] }
`,
    'series.yaml': `series:
  - { id: rush, asks: A rush?, group: crew, observed: { events: 5, window: 3mo }, baseline: { events: 20, from: "1900", to: "1904" }, test: [poisson, scan] }
`,
  })

  it('outline what is said, and fill in who is named', () => {
    const svg = String(renderCountsChart(counts, { label: 'Counts', id: 'c' }))
    assert.match(svg, /class="said"/)
    assert.match(svg, /class="possibly"/)
    assert.match(svg, />2\/5</)
  })

  it('have a bar for each number that chance comes to, and for what was observed', () => {
    const [surge] = surges
    assert.ok(surge !== undefined && record.series.length === 1)
    const chart = buildScanChart(surge)
    assert.ok(chart !== null)
    assert.ok(chart.bars.some(({ events, isObservedOrMore }) => events === 5 && isObservedOrMore))
    assert.equal(times(String(renderScanChart(chart, 'Chance')), /<rect/g), chart.bars.length)
    assert.ok(Math.abs((surge.test?.fullest ?? []).reduce((sum, share) => sum + share, 0) - 1) < 1e-4)
  })
})
