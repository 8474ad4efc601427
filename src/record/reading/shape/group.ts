/** Groups and organisations. */
import { type Group, MEMBERSHIPS } from '../../model/index.ts'
import { date, id, identified, keys, listOf, oneOf, type Reader, ref, span, text, whole } from '../readers.ts'
import { type Kept, sames, to, visibility } from './common.ts'

const size = to(
  keys(
    { says: whole('How many it is said to have'), claim: ref('claim', 'The claim that says so') },
    { about: 'How many', required: ['says'], short: 'says', instead: { count: 'says' } },
  ),
  ({ says, claim }) => (says === null ? null : { says, claim }),
)

export const group: Reader<Kept<Group>> = to(
  identified(
    'group',
    keys(
      {
        id: id('Its id'),
        label: text('What it is called'),
        definition: text('Who belongs to it'),
        members: listOf(
          to(
            keys(
              {
                person: ref('person', 'Who'),
                status: oneOf(MEMBERSHIPS, 'in, possible or out; in where absent'),
                why: text('Why'),
              },
              { about: 'A member', required: ['person'], short: 'person' },
            ),
            ({ person, status, why }) => (person === null ? null : { person, status: status ?? 'in', why }),
          ),
          'Its members, as far as they are known',
        ),
        counts_event: text('The type of event by which a person belongs to it, such as defection'),
        size,
        span: to(
          keys(
            {
              at_most: span('So long at most, such as 13mo'),
              after: ref('event', 'After this event'),
              claim: ref('claim', 'The claim that says so'),
            },
            { about: 'All of it within so long', required: ['at_most'] },
          ),
          ({ at_most, after, claim }) => (at_most === null ? null : { atMost: at_most, after, claim }),
        ),
        all: to(
          keys(
            {
              within: date('Between two dates, such as 1954-01/1954-02'),
              claim: ref('claim', 'The claim that says so'),
            },
            { about: 'The event of every member lies within', required: ['within'] },
          ),
          ({ within, claim }) => (within === null ? null : { within, claim }),
        ),
        subsets: listOf(
          to(
            identified(
              'subset',
              keys(
                {
                  id: id('Its id'),
                  label: text('What it is called'),
                  size,
                  after: ref('event', 'Those whose event came after'),
                  before: ref('event', 'Those whose event came before'),
                  within: date('Those whose event lies within'),
                },
                { about: 'Some of its members', required: ['id', 'label'] },
              ),
            ),
            ({ spot: _, label, ...more }) => (label === null ? null : { ...more, label }),
          ),
          'Parts of it that are counted too',
        ),
        same_as: sames,
        visibility,
      },
      {
        about: 'A group or an organisation',
        required: ['id', 'label'],
        instead: { name: 'label', title: 'label' },
      },
    ),
  ),
  ({ spot: _, same_as, counts_event, label, ...read }) =>
    label === null
      ? null
      : {
          ...read,
          label,
          countsEvent: counts_event,
          members: read.members ?? [],
          subsets: read.subsets ?? [],
          sameAs: same_as ?? [],
        },
)
