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

/** Noting is done for every answer and costs a place in a ring; finding is done when somebody asks. */
export function openTraces(most = 2000): Traces {
  const ring: Trace[] = []
  let next = 0
  return {
    most,
    note: (trace) => {
      ring[next] = trace
      next = (next + 1) % most
    },
    find: (requestId) => ring.find((trace) => trace.requestId === requestId) ?? null,
  }
}
