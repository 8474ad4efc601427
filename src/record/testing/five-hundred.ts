/** A record of five hundred things that is no easier than a real one: people in groups, events dated beside others, claims with evidence. */
import { harbour, type RecordFiles } from './record-shelf.ts'

const several = (count: number, make: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => make(i)).join('')

const year = (i: number): string => `18${String(10 + (i % 80)).padStart(2, '0')}`

/** One event in four has a date of its own; each of the next three is so long after the one before. */
const when = (i: number): string => (i % 4 === 0 ? `"${year(i)}-05"` : `(1..40)d after e-${i - 1}`)

export const fiveHundred = (): RecordFiles =>
  harbour({
    'people.yaml': `people:\n${several(150, (i) => `  - { id: p-${i}, name: Person Number ${i}, names: [{ text: Other ${i}, source: letter }], roles: [{ what: mate, rank: second }], born: "${year(i).replace(/^18/, '17')}", living: no }\n`)}`,
    'groups.yaml': `groups:\n${several(4, (i) => `  - { id: g-${i}, label: Crew ${i}, size: { says: 25 }, members: [${Array.from({ length: 20 }, (_, n) => `p-${i * 20 + n}`).join(', ')}] }\n`)}`,
    'events.yaml': `events:\n${several(145, (i) => `  - { id: e-${i}, type: sighting, label: Sighting ${i}, when: ${when(i)}, where: skerries, who: [p-${i}], claim: c-${i} }\n`)}`,
    'claims.yaml': `claims:\n${several(190, (i) => `  - { id: c-${i}, says: Person ${i} was seen off the Skerries in that year., about: [p-${i % 150}], by: ${i % 2 ? 'letter' : 'chapter'}, confidence: probable, why: Two books agree., evidence: [{ source: letter, stance: supports, at: { page: "${i}" }, quote: a stout man }] }\n`)}`,
    'mentions.yaml': `mentions:\n${several(8, (i) => `  - { id: m-${i}, source: letter, quote: a stout man, describes: { event: sighting, place: skerries, within: "${year(i)}" }, candidates: [{ person: p-${i}, verdict: accepted, confidence: probable }] }\n`)}`,
  })
