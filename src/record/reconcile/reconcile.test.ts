import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { buildCandidates, buildSuggestions } from './build-answers.ts'
import { parseQueries } from './parse-queries.ts'
import type { Reconciled } from './reconciliation.ts'

const person = (id: string, name: string, ...names: string[]): Reconciled => ({
  ...{ id: `rec/${id}`, type: 'person', name, names, description: 'A record' },
})
const among: readonly Reconciled[] = [
  person('beriya', 'Lavrentiy Beriya', 'Берия'),
  person('bohlen', 'Bohlen, Charles E.'),
  { ...person('vienna', 'Vienna', 'Wien'), type: 'place' },
]
const ask = (query: string, type: string[] = []) => buildCandidates({ query, type, limit: 5 }, among)

describe('reconciliation', () => {
  it('finds somebody in any spelling, and is sure only where nobody else comes near', () => {
    const [first] = ask('Beria, Lavrentij')
    assert.equal(first?.id, 'rec/beriya')
    assert.equal(first?.match, true)
    assert.equal(ask('Beria')[0]?.id, 'rec/beriya')
    assert.deepEqual(ask('Nobody Atall'), [])
  })

  it('keeps to the type that is asked for', () => {
    assert.deepEqual(
      ask('Wien', ['place']).map(({ id }) => id),
      ['rec/vienna'],
    )
    assert.deepEqual(ask('Wien', ['person']), [])
  })

  it('suggests while somebody types', () => {
    assert.match(JSON.stringify(buildSuggestions('Бер', among)), /rec\/beriya/)
    assert.doesNotMatch(JSON.stringify(buildSuggestions('', among)), /rec/)
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
    const read = parseQueries('{"q0":{"query":" Beria ","type":"person","limit":500}}')
    assert.deepEqual(read.ok && [...read.value.values()], [{ query: 'Beria', type: ['person'], limit: 25 }])
  })
})
