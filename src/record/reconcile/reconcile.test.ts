import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { words } from '../words.ts'
import { buildCandidates } from './build-candidates.ts'
import { buildExtension } from './build-extension.ts'
import { proposeProperties, suggestEntities, suggestProperties, suggestTypes } from './build-suggestions.ts'
import { entityPreviewPage } from './entity-preview-page.ts'
import { parseExtension } from './parse-extension.ts'
import { parseQueries } from './parse-queries.ts'
import type { Reconciled } from './reconciliation.ts'

const t = words('en').reconcile

const person = (id: string, name: string, more: Partial<Reconciled> = {}): Reconciled => ({
  ...{ id: `rec/${id}`, type: 'person', name, names: [], description: 'A record', properties: {} },
  ...more,
})
const values = (...texts: string[]) => texts.map((text) => ({ text, id: null }))

const among: readonly Reconciled[] = [
  person('beriya', 'Lavrentiy Beriya', {
    names: ['Берия'],
    properties: {
      born: values('1899-03-29'),
      rank: values('marshal'),
      'birth-place': [{ text: 'Merkheuli', id: 'rec/merkheuli' }],
      'same-as': values('https://www.wikidata.org/wiki/Q43987'),
    },
  }),
  person('bohlen', 'Bohlen, Charles E.'),
  person('pavlov-a', 'Ivan Pavlov', { properties: { born: values('1849'), role: values('physiologist') } }),
  person('pavlov-b', 'Ivan Pavlov', { properties: { born: values('1909'), role: values('major') } }),
  person('vienna', 'Vienna', {
    ...{ type: 'place', names: ['Wien'] },
    properties: { coordinates: values('48.2, 16.4') },
  }),
]

/** One query, as it comes over the wire. */
const ask = (query: object) => {
  const read = parseQueries(JSON.stringify({ q0: query }))
  assert.ok(read.ok, JSON.stringify(read))
  return [...read.value.values()].flatMap((one) => buildCandidates(one, among, t))
}
const ids = (query: object) => ask(query).map(({ id }) => id)

describe('reconciliation', () => {
  it('finds somebody in any spelling, and is sure only where nobody else comes near', () => {
    const [first] = ask({ query: 'Beria, Lavrentij' })
    assert.equal(first?.id, 'rec/beriya')
    assert.equal(first?.match, true)
    assert.deepEqual(first?.type, [{ id: 'person', name: 'Person' }])
    assert.equal(ids({ query: 'Beria' })[0], 'rec/beriya')
    assert.deepEqual(ids({ query: 'Nobody Atall' }), [])
    assert.deepEqual(
      ask({ query: 'Ivan Pavlov' }).map(({ match }) => match),
      [false, false],
    )
  })

  it('tells two of one name apart by what else the row says', () => {
    const [first, second] = ask({ query: 'Ivan Pavlov', properties: [{ pid: 'born', v: 1909 }] })
    assert.equal(first?.id, 'rec/pavlov-b')
    assert.equal(first?.match, true)
    assert.ok((first?.score ?? 0) > (second?.score ?? 0) + 20)
    assert.deepEqual(first?.features, [
      { id: 'name_likeness', value: 1 },
      { id: 'born', value: 1 },
    ])
    const byRole = { query: 'Ivan Pavlov', properties: [{ pid: 'role', v: ['Physiologist', 'doctor'] }] }
    assert.equal(ids(byRole)[0], 'rec/pavlov-a')
  })

  it('counts nothing for or against whom the record says nothing of', () => {
    const [first] = ask({ query: 'Charles Bohlen', properties: [{ pid: 'born', v: '1904' }] })
    assert.deepEqual([first?.id, first?.score], ['rec/bohlen', ask({ query: 'Charles Bohlen' })[0]?.score])
    assert.equal(ask({ query: 'Charles Bohlen', properties: [{ pid: 'shoe-size', v: 9 }] }).length, 1)
  })

  it('does not take for certain whom a property contradicts', () => {
    const born = (v: string) => ask({ query: 'Lavrentiy Beriya', properties: [{ pid: 'born', v }] })[0]?.match
    assert.deepEqual([born('1899'), born('1899-03'), born('1920')], [true, true, false])
  })

  it('asks by properties alone: a place that was reconciled, an address, a point', () => {
    const asked = (pid: string, v: unknown) => ids({ properties: [{ pid, v }] })
    assert.deepEqual(asked('birth-place', { id: 'rec/merkheuli', name: 'Merkheuli' }), ['rec/beriya'])
    assert.deepEqual(asked('same-as', 'http://www.wikidata.org/wiki/Q43987/'), ['rec/beriya'])
    assert.deepEqual(asked('coordinates', '48.21 16.37'), ['rec/vienna'])
    assert.deepEqual(asked('coordinates', 'somewhere'), [])
  })

  it('keeps to the type that is asked for, as strictly as is asked', () => {
    assert.deepEqual(ids({ query: 'Wien', type: 'place' }), ['rec/vienna'])
    assert.deepEqual(ids({ query: 'Wien', type: ['person'] }), [])
    assert.deepEqual(ids({ query: 'Wien', type: ['person'], type_strict: 'should' }), ['rec/vienna'])
    assert.deepEqual(ids({ query: 'Wien', type: ['person', 'place'], type_strict: 'all' }), [])
  })

  it('suggests entities, types and properties while somebody types', () => {
    assert.match(JSON.stringify(suggestEntities('Бер', among, t)), /rec\/beriya/)
    assert.doesNotMatch(JSON.stringify(suggestEntities('', among, t)), /rec/)
    assert.deepEqual(suggestEntities('Pavl', among, t, 1), {
      result: [
        {
          id: 'rec/pavlov-b',
          name: 'Ivan Pavlov',
          description: 'A record',
          notable: [{ id: 'person', name: 'Person' }],
        },
      ],
    })
    assert.deepEqual(suggestTypes('pl', t), { result: [{ id: 'place', name: 'Place' }] })
    assert.deepEqual(suggestProperties('bo', t), { result: [{ id: 'born', name: 'Born' }] })
  })

  it('fetches further columns, of places with their ids', () => {
    const wanted = parseExtension(
      '{"ids":["rec/beriya","rec/nobody"],"properties":[{"id":"born"},{"id":"birth-place"},{"id":"unknown"}]}',
    )
    assert.ok(wanted.ok)
    assert.deepEqual(buildExtension(wanted.value, among, t), {
      meta: [
        { id: 'born', name: 'Born' },
        { id: 'birth-place', name: 'Place of birth', type: { id: 'place', name: 'Place' } },
      ],
      rows: {
        'rec/beriya': {
          born: [{ str: '1899-03-29' }],
          'birth-place': [{ id: 'rec/merkheuli', name: 'Merkheuli' }],
        },
        'rec/nobody': { born: [], 'birth-place': [] },
      },
    })
    assert.deepEqual(proposeProperties('place', 2, t), {
      type: 'place',
      properties: [
        { id: 'within', name: 'Lies in' },
        { id: 'coordinates', name: 'Coordinates' },
      ],
      limit: 2,
    })
  })

  it('shows enough of somebody to tell two of one name apart', () => {
    const [beriya] = among
    assert.ok(beriya)
    const page = entityPreviewPage(beriya, 'https://press.example/record/rec/beriya', 'fr').text
    for (const said of ['Lavrentiy Beriya', 'Берия', '1899-03-29', 'Merkheuli', 'Naissance', 'lang="fr"'])
      assert.ok(page.includes(said), said)
  })

  it('says what is wrong with a batch', () => {
    const wrong = (text: string) => {
      const read = parseQueries(text)
      assert.ok(!read.ok, text)
      return read.error
    }
    assert.match(wrong('[]'), /JSON object/)
    assert.match(wrong('nonsense'), /JSON object/)
    assert.match(wrong('{"q0":{}}'), /asks for nothing/)
    assert.match(wrong('{"q0":{"query":"x","properties":[{"id":"a"}]}}'), /“pid”/)
    assert.match(wrong('{"q0":{"query":"x","properties":[{"pid":"a","v":{"name":"b"}}]}}'), /“pid”/)
    assert.match(wrong('{"q0":{"query":"x","type":4}}'), /“type”/)
    assert.match(wrong('{"q0":{"query":"x","limit":"4"}}'), /“limit”/)
    assert.match(wrong('{"q0":{"query":"x","type_strict":"none"}}'), /“type_strict”/)
    const read = parseQueries('{"q0":{"query":" Beria ","type":"person","limit":500}}')
    assert.deepEqual(read.ok && [...read.value.values()], [
      { query: 'Beria', type: ['person'], typeStrict: 'any', properties: [], limit: 25 },
    ])
    for (const text of ['[]', '{"ids":"x","properties":[]}', '{"ids":[],"properties":["born"]}'])
      assert.equal(parseExtension(text).ok, false, text)
  })
})
