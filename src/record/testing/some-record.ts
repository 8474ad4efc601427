/** Any record there may be, in the words of its own files, for promises about what is written and read again. */
import fc from 'fast-check'
import type { RecordDocument } from '../model/index.ts'
import { readRecord } from '../reading/read-record.ts'

const word = fc.constantFrom(
  'Holm',
  'Берия',
  'a “quoted” one',
  'O’Neil & Sons',
  '1953',
  'yes',
  '<b>',
  'two  spaces',
  '- dash',
  'é: ñ',
)
const sentence = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '))
const maybe = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: undefined, freq: 2 })
const date = fc.constantFrom(
  '1953',
  '1953-06-26',
  '1954-01/1954-02',
  '1953~',
  '../1950',
  '1950/',
  '-0044-03-15',
  '195X',
  '[1953,1954]',
)
const at = fc.record({ page: maybe(word), line: maybe(word), quote: maybe(sentence), para: maybe(word) })
const visibility = maybe(fc.constantFrom('public', 'with-access'))
const stance = fc.constantFrom('supports', 'contradicts', 'qualifies', 'silent')
const confidence = maybe(fc.constantFrom('certain', 'probable', 'possible', 'doubtful', 'rejected'))
const sameAs = fc.array(fc.constantFrom('https://example.org/a', 'record:other/someone'), { maxLength: 2 })

const ids = (kind: string, most = 3) =>
  fc.integer({ min: 1, max: most }).map((n) => Array.from({ length: n }, (_, i) => `${kind}-${i}`))

type Loose = { readonly [key: string]: unknown }

export const someRecord: fc.Arbitrary<RecordDocument> = fc
  .record({
    people: ids('p'),
    places: ids('pl'),
    events: ids('e'),
    sources: ids('s'),
    claims: ids('c'),
    groups: ids('g', 2),
  })
  .chain((has) => {
    const one = (of: readonly string[]) => fc.constantFrom(...of)
    const each = (of: readonly string[], shape: { readonly [key: string]: fc.Arbitrary<unknown> }) =>
      fc.tuple(...of.map((id) => fc.record(shape).map((item): Loose => ({ id, ...item }))))
    const name = fc.record({
      text: sentence,
      lang: maybe(fc.constant('ru')),
      script: maybe(fc.constant('Cyrl')),
      system: maybe(word),
      source: maybe(one(has.sources)),
      note: maybe(sentence),
    })
    const relation = fc.constantFrom(
      '2d before',
      'exactly 6mo after',
      '(5..7)wk before',
      'within 13mo of',
      'during',
    )
    const when = fc.oneof(
      date,
      relation.map((words) => `${words} anchor`),
    )
    return fc.record({
      people: each(has.people, {
        name: sentence,
        names: fc.array(name, { maxLength: 2 }),
        roles: fc.array(
          fc.record({
            what: sentence,
            rank: maybe(word),
            org: maybe(word),
            civil: maybe(fc.constantFrom('true', 'false')),
            place: maybe(one(has.places)),
            when: maybe(date),
          }),
          { maxLength: 2 },
        ),
        birth_place: maybe(one(has.places)),
        anonymous: maybe(fc.constant('true')),
        same_as: sameAs,
        note: maybe(sentence),
        visibility,
      }),
      places: each(has.places, {
        name: sentence,
        names: fc.array(name, { maxLength: 1 }),
        coords: maybe(fc.constantFrom('48.21, 16.37', '-17.5, 178', '0, 0')),
        certainty: maybe(fc.constant('uncertain')),
        fclass: maybe(fc.constant('P')),
        same_as: sameAs,
      }),
      events: each(has.events, {
        type: word,
        label: sentence,
        when: maybe(when),
        after: maybe(date),
        where: maybe(one(has.places)),
        who: fc.array(fc.record({ person: one(has.people), as: maybe(word) }), { maxLength: 2 }),
        claim: maybe(one(has.claims)),
        note: maybe(sentence),
        visibility,
      }),
      sources: each(has.sources, {
        type: maybe(word),
        citation: sentence,
        url: maybe(fc.constant('https://example.org/s?a=1&b=2')),
        date: maybe(date),
        speaks_for: maybe(fc.constantFrom('author', 'publisher')),
        rights: maybe(word),
        same_as: sameAs,
      }),
      claims: each(has.claims, {
        says: sentence,
        about: fc.uniqueArray(
          one([...has.people, ...has.places, ...has.events, ...has.sources, ...has.groups]),
          { maxLength: 3 },
        ),
        kind: maybe(fc.constantFrom('date', 'count', 'reading')),
        by: maybe(one(has.sources)),
        at: maybe(at),
        confidence,
        why: maybe(sentence),
        evidence: fc.array(
          fc.record({
            source: one(has.sources),
            stance,
            at: maybe(at),
            quote: maybe(sentence),
            note: maybe(sentence),
          }),
          { maxLength: 2 },
        ),
        replies: fc.array(fc.record({ claim: one(has.claims), stance }), { maxLength: 1 }),
        visibility,
      }),
      groups: each(has.groups, {
        label: sentence,
        definition: maybe(sentence),
        members: fc.array(
          fc.record({
            person: one(has.people),
            status: maybe(fc.constantFrom('possible', 'out')),
            why: maybe(sentence),
          }),
          { maxLength: 2 },
        ),
        size: maybe(fc.record({ says: fc.constantFrom('0', '10'), claim: maybe(one(has.claims)) })),
        span: maybe(
          fc.record({ at_most: fc.constantFrom('13mo', '(5..7)wk'), after: maybe(one(has.events)) }),
        ),
        all: maybe(fc.record({ within: date })),
      }),
      mentions: each(['m-0', 'm-1'], {
        source: one(has.sources),
        quote: sentence,
        at: maybe(at),
        describes: maybe(
          fc.record({
            event: maybe(word),
            place: maybe(one(has.places)),
            within: maybe(date),
            rank: maybe(word),
            number: maybe(fc.constant('2')),
          }),
        ),
        candidates: fc.array(
          fc.record({
            person: one(has.people),
            verdict: maybe(fc.constant('rejected')),
            confidence,
            author_words: maybe(sentence),
            against: fc.array(fc.record({ feature: maybe(word), text: sentence, answer: maybe(sentence) }), {
              maxLength: 2,
            }),
          }),
          { maxLength: 2 },
        ),
      }),
      distinct: fc.constantFrom([], [['m-0', 'm-1']]),
    })
  })
  .map((lists) => {
    const anchor = { id: 'anchor', type: 'meeting', label: 'They meet', when: '1953-06-26' }
    const all = { ...lists, events: [...lists.events, anchor] }
    const head = {
      record: 'some-record',
      title: 'Some “record” & more',
      chapter: { number: '1' },
      compiled_by: [{ name: 'Ida Berg' }],
    }
    const { record, faults } = readRecord([
      { name: 'record.yaml', text: JSON.stringify({ ...head, ...withoutEmpty(all) }) },
    ])
    if (record === null) throw new Error(faults.map(({ message }) => message).join('\n'))
    return record
  })

/** JSON is YAML, so long as nothing in it is null or empty. */
const withoutEmpty = (lists: object): object =>
  JSON.parse(JSON.stringify(lists), (_, value: unknown) =>
    typeof value === 'object' && value !== null && Object.keys(value).length === 0 ? undefined : value,
  )
