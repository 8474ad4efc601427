/**
 * The usage log, as the site writes it: whoever answers says what was given, and a line of it is in the spool before the
 * answer is on its way. Nothing here asks or tells the database.
 */
import { join } from 'node:path'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Visitor } from '#access'
import type { Log } from '#platform'
import type { Given } from '#web'
import { type Answered, decideUses } from './decide-uses.ts'
import { buildLine, buildTail } from './spool/build-line.ts'
import { spoolFolder } from './spool/segment.ts'
import { openSpoolWriter } from './spool/spool-writer.ts'
import { openVisits, type Whom } from './visits/visits.ts'

/** Below the data folder. */
export const usageFolder = (dataDir: string): string => join(dataDir, 'usage')

export type Usage = {
  /** What a stranger is about to be given, by a page of which all is known. */
  noteStranger(asked: StrangersRequest, given: Given): void
  /** Before any of those strangers is answered: one write for as many as there are. */
  writeStrangers(): void
  /** What the answer to this request will give: noted when it is on its way, if it comes to that. */
  expect(request: FastifyRequest, given: Given): void
  /** Notes what was expected, when the status of the answer is known and nothing of it is sent. */
  follow(app: FastifyInstance, visitorOf: (request: FastifyRequest) => Promise<Visitor>): void
  /** Answers that could not be noted. */
  readonly lost: number
  close(): void
}

export type StrangersRequest = {
  readonly ip: string
  readonly headers: {
    readonly 'user-agent'?: string | undefined
    readonly 'sec-purpose'?: string | string[] | undefined
  }
}

export type UsageDeps = { readonly folder: string; readonly log: Log }

const NOWHERE: readonly string[] = []
const ALL_IS_WELL = 200

export function openUsage({ folder, log }: UsageDeps): Usage {
  const spool = openSpoolWriter(
    spoolFolder(folder),
    seldom((error) => log.error({ err: error }, 'Usage could not be noted')),
  )
  const visits = openVisits(folder, (problem) => log.warn(problem))
  const expected = new WeakMap<FastifyRequest, Given[]>()
  /** A kept page says the same of itself until it is dropped. */
  const tails = new WeakMap<Given, readonly string[]>()
  const tailsForStranger = (given: Given, now: number): readonly string[] => {
    const shows = given.action === 'view' ? 'metadata' : 'text'
    return decideUses({
      ...{ given, shows, status: ALL_IS_WELL, path: '', byInstitution: false },
      now: new Date(now),
    }).map(buildTail)
  }
  const toLines = (
    ready: readonly string[],
    whom: Whom,
    institutions: readonly string[],
    now: number,
  ): string => {
    const visit = visits.of(whom, now)
    let lines = ''
    for (const tail of ready) lines += buildLine({ at: now, ...visit, institutions }, tail)
    return lines
  }
  const append = (lines: string, now: number) => {
    if (lines !== '') spool.append(lines, now)
  }
  let waiting = ''
  let turn: Promise<void> | null = null
  const writeWaiting = () => {
    append(waiting, Date.now())
    waiting = ''
  }
  /** All that is answered in one turn of the loop is written at its end: a write of its own costs as much as the answer. */
  const atTurnsEnd = (): Promise<void> => {
    turn ??= new Promise((resolve) => {
      setImmediate(() => {
        turn = null
        writeWaiting()
        resolve()
      })
    })
    return turn
  }
  return {
    noteStranger: ({ ip, headers }, given) => {
      if (isGuess(headers['sec-purpose'])) return
      const now = Date.now()
      const ready = tails.get(given) ?? tailsForStranger(given, now)
      tails.set(given, ready)
      waiting += toLines(ready, { account: null, ip, userAgent: headers['user-agent'] }, NOWHERE, now)
    },
    writeStrangers: writeWaiting,
    expect: (request, given) => {
      if (request.method === 'GET') expected.set(request, [...(expected.get(request) ?? []), given])
    },
    follow: (app, visitorOf) => {
      app.addHook('onSend', async (request, reply) => {
        const given = expected.get(request)
        if (given === undefined || isGuess(request.headers['sec-purpose']) || !isBeginning(request)) return
        expected.delete(request)
        const visitor = await visitorOf(request)
        const now = Date.now()
        const ready = given.flatMap((one) =>
          decideUses(toAnswered(request, reply.statusCode, one, visitor, now)),
        )
        const institutions = visitor.institutions.map(({ id }) => id)
        waiting += toLines(ready.map(buildTail), toWhom(request, visitor), institutions, now)
        await atTurnsEnd()
      })
    },
    get lost() {
      return spool.lost
    },
    close: () => {
      writeWaiting()
      spool.close()
    },
  }
}

const toAnswered = (
  { routeOptions, url }: FastifyRequest,
  status: number,
  given: Given,
  { institutions }: Visitor,
  now: number,
): Answered => ({
  ...{ given, status, byInstitution: institutions.length > 0, now: new Date(now) },
  shows: routeOptions.config.shows ?? 'nothing',
  path: url.split('?', 1)[0] ?? '',
})

const toWhom = ({ ip, headers }: FastifyRequest, { account }: Visitor): Whom => ({
  ...{ ip, userAgent: headers['user-agent'] },
  account: account?.id ?? null,
})

/** A browser that fetches what its reader may want next (Fetch Standard, `Sec-Purpose`). */
const isGuess = (purpose: string | string[] | undefined): boolean =>
  purpose !== undefined && String(purpose).startsWith('prefetch')

/** A file that comes in parts is counted by the part it begins with, not once for each. */
const isBeginning = ({ headers: { range } }: FastifyRequest): boolean =>
  range === undefined || !/^bytes=(?!0-)/.test(range)

/** A full disk is told once in a while, not for every page. */
function seldom(tell: (error: unknown) => void): (error: unknown) => void {
  let told = Number.NEGATIVE_INFINITY
  return (error) => {
    if (Date.now() - told < 60_000) return
    told = Date.now()
    tell(error)
  }
}
