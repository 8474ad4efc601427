/**
 * How the last answers were decided, by their request ids, in the memory of this process: for a reader who is told a number,
 * and for the librarian or the press who are told it by the reader. Nothing of it is written down.
 */
import type { Given } from '#web'
import type { Visitor } from '../visitor.ts'

export type Trace = {
  readonly requestId: string
  readonly at: Date
  readonly visitor: Visitor
  readonly given: Given
}

export type Traces = {
  /** How many are remembered. */
  readonly most: number
  note(trace: Trace): void
  find(requestId: string): Trace | null
}

/**
 * Noting is done for every answer and costs a place in a ring; finding is done when somebody asks. The ring holds no objects of
 * its own: living for a thousand answers, they would leave the room for young objects and fill that of the old.
 */
export function openTraces(most = 2000): Traces {
  const ids: string[] = []
  const moments = new Float64Array(most)
  const visitors: Visitor[] = []
  const givens: Given[] = []
  let next = 0
  return {
    most,
    note: ({ requestId, at, visitor, given }) => {
      ids[next] = requestId
      moments[next] = at.getTime()
      visitors[next] = visitor
      givens[next] = given
      next = (next + 1) % most
    },
    find: (requestId) => {
      const place = ids.indexOf(requestId)
      const [visitor, given] = [visitors[place], givens[place]]
      if (visitor === undefined || given === undefined) return null
      return { requestId, at: new Date(moments[place] ?? 0), visitor, given }
    },
  }
}
