/** The author’s answers to conflicts. */
import type { ConflictAnswer } from '../../model/index.ts'
import { id, identified, keys, listOf, type Reader, ref, report, text } from '../readers.ts'
import { to } from './common.ts'

export const conflict: Reader<ConflictAnswer> = to(
  identified(
    'conflict',
    keys(
      {
        id: id('Its id'),
        between: listOf(ref('claim', 'A claim'), 'Two or more of the claims that cannot all be true'),
        resolved: text('The answer, in the words of the author'),
        by: ref('source', 'Who answers'),
        rests_on: ref('claim', 'The claim the answer rests on'),
      },
      {
        about: 'The author’s answer to a conflict',
        required: ['id', 'between', 'resolved'],
        instead: { answer: 'resolved', claims: 'between' },
      },
    ),
  ),
  ({ spot, between, resolved, rests_on, ...read }, reading) => {
    if (between === null || resolved === null) return null
    if (between.length < 2)
      return report(
        reading,
        'E-MISSING',
        spot,
        `“${read.id}” names fewer than two claims. Name those that cannot all be true.`,
      )
    return { id: read.id, between, resolved, by: read.by, restsOn: rests_on }
  },
)
