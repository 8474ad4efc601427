/** Mentions of somebody, and who may be meant. */
import { type Candidate, FEATURES, type Mention, type Reason, VERDICTS } from '../../model/index.ts'
import {
  date,
  id,
  identified,
  keys,
  listOf,
  oneOf,
  type Reader,
  ref,
  report,
  text,
  truth,
  whole,
} from '../readers.ts'
import { confidence, type Kept, locator, to, visibility } from './common.ts'

const reason: Reader<Reason> = to(
  keys(
    {
      feature: text(`What it is about: ${FEATURES.join(', ')}, or a word of your own`),
      text: text('The reason'),
      answer: text('The answer to it'),
    },
    { about: 'A reason', required: ['text'], short: 'text' },
  ),
  ({ feature, text, answer }) => (text === null ? null : { feature: feature ?? 'other', text, answer }),
)

const candidate: Reader<Candidate> = to(
  keys(
    {
      person: ref('person', 'Who may be meant'),
      verdict: oneOf(VERDICTS, 'accepted, rejected or open'),
      confidence,
      author_words: text('The verdict in the words of the author'),
      for: listOf(reason, 'Reasons for'),
      against: listOf(reason, 'Reasons against, with answers'),
    },
    { about: 'Somebody who may be meant', required: ['person'], short: 'person' },
  ),
  ({ person, verdict, confidence, author_words, ...read }) =>
    person === null
      ? null
      : {
          ...{ person, verdict: verdict ?? 'open', confidence, authorWords: author_words },
          ...{ for: read.for ?? [], against: read.against ?? [] },
        },
)

export const mention: Reader<Kept<Mention>> = to(
  identified(
    'mention',
    keys(
      {
        id: id('Its id'),
        source: ref('source', 'The source that speaks of somebody'),
        at: locator,
        quote: text('Its words'),
        describes: to(
          keys(
            {
              event: text('A type of event, such as defection'),
              place: ref('place', 'Where'),
              within: date('Between two dates'),
              seen_by: ref('event', 'It had happened by then'),
              org: text('A group of the record, or the name of an organisation'),
              rank: text('Rank'),
              civil: truth('Whether a civilian'),
              number: whole('How many are spoken of'),
            },
            { about: 'What it says of whoever is meant' },
          ),
          ({ spot: _, seen_by, ...read }) => ({ ...read, seenBy: seen_by }),
        ),
        candidates: listOf(candidate, 'Who may be meant'),
        visibility,
      },
      {
        about: 'A mention of somebody who is not named, or not clearly',
        required: ['id', 'source', 'quote'],
        instead: { candidate: 'candidates', description: 'describes', text: 'quote' },
      },
    ),
  ),
  ({ source, quote, describes, ...read }, reading) => {
    if (source === null || quote === null) return null
    const candidates = read.candidates ?? []
    const accepted = candidates.filter(({ verdict }) => verdict === 'accepted')
    if (accepted.length > 1)
      report(
        reading,
        'E-VERDICT',
        reading.places.get(`${read.id}.candidates`) ?? read.spot,
        `“${read.id}” means ${accepted.map(({ person }) => person).join(' and ')}. Accept one, and leave the others open or reject them.`,
      )
    return {
      ...{ id: read.id, source, quote, at: read.at, candidates, visibility: read.visibility },
      describes: describes ?? NOTHING_SAID,
    }
  },
)

const NOTHING_SAID: Mention['describes'] = {
  ...{
    event: null,
    place: null,
    within: null,
    seenBy: null,
    org: null,
    rank: null,
    civil: null,
    number: null,
  },
}
