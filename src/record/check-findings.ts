/** What the author has yet to answer: conflicts that were found, and answers to conflicts that are not there. */

import { ruleInWords } from './dates/chronology.ts'
import type { Findings } from './findings.ts'
import type { RecordDocument } from './model/index.ts'
import { type At, type RecordFault, shortened } from './reading/fault.ts'

const HEAD: At = { file: 'record.yaml', line: 1, column: 1 }

export function checkFindings(
  record: RecordDocument,
  { chronology }: Findings,
  places: ReadonlyMap<string, At>,
): readonly RecordFault[] {
  const { rules, conflicts } = chronology
  const answered = new Set(conflicts.flatMap(({ answer }) => answer ?? []))
  return [
    ...conflicts
      .filter(({ answer }) => answer === null)
      .map((conflict): RecordFault => {
        const own = conflict.rules.flatMap((at) => rules[at] ?? [])
        const named = own.find(({ kind }) => kind === 'relation' || kind === 'all-within') ?? own[0]
        const at =
          named === undefined
            ? undefined
            : (places.get(`${named.about.id}.${named.about.key}`) ?? places.get(named.about.id))
        const what =
          conflict.claims.length > 0
            ? `${conflict.claims.length} claims, short by ${days(conflict.shortBy)}: ${conflict.claims.join(', ')}`
            : `dates, short by ${days(conflict.shortBy)}: ${own.map(ruleInWords).join('; ')}`
        return {
          ...(at ?? HEAD),
          code: 'K-TIME',
          message: shortened(`Conflict of ${what}. Mend one, or answer it under “conflicts:”.`),
        }
      }),
    ...record.conflicts
      .filter(({ id }) => !answered.has(id))
      .map(
        ({ id }): RecordFault => ({
          ...(places.get(id) ?? HEAD),
          code: 'W-ANSWER',
          message: `“${id}” answers a conflict that is not there any more. Leave it out, or correct its claims.`,
        }),
      ),
  ]
}

const days = (n: number): string => `${n} ${n === 1 ? 'day' : 'days'}`
