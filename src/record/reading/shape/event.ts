/** Events. */
import type { Event } from '../../model/index.ts'
import { id, identified, keys, limit, listOf, type Reader, ref, text, when } from '../readers.ts'
import { type Kept, to, visibility } from './common.ts'

export const event: Reader<Kept<Event>> = to(
  identified(
    'event',
    keys(
      {
        id: id('Its id'),
        type: text('What kind, such as defection'),
        label: text('What happened, in a few words'),
        when: when('When: a date (EDTF), or a relation such as “6mo before nsc-meeting”'),
        after: limit('After this event or date'),
        before: limit('Before this event or date'),
        where: ref('place', 'Where'),
        who: listOf(
          to(
            keys(
              { person: ref('person', 'Who'), as: text('As what') },
              {
                about: 'Somebody who took part',
                required: ['person'],
                short: 'person',
                instead: { role: 'as' },
              },
            ),
            ({ person, as }) => (person === null ? null : { person, as }),
          ),
          'Who took part',
        ),
        claim: ref('claim', 'The claim that all of this rests on'),
        note: text('A note'),
        visibility,
      },
      {
        about: 'An event',
        required: ['id', 'type', 'label'],
        instead: { date: 'when', place: 'where', persons: 'who', people: 'who', kind: 'type', name: 'label' },
      },
    ),
  ),
  ({ spot: _, type, label, ...read }) =>
    type === null || label === null ? null : { ...read, type, label, who: read.who ?? [] },
)
