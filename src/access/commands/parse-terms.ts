/** On what terms a licence is granted, as options of a command say it. */
import { fail, ok, type Result } from '#base'
import type { LicenceOrder } from '../licences/licence-store.ts'
import { type Affiliation, LICENCE_KINDS, type LicenceKind } from '../visitor.ts'
import { parseCount, parseDay, parseLastDay } from './parse-day.ts'

export type TermsOptions = {
  readonly kind?: string
  readonly from?: string
  /** The last day. */
  readonly until?: string
  readonly grace?: string
  readonly seats?: string
  readonly only?: readonly string[]
  readonly downloads: boolean
  readonly note?: string
}

export type Terms = Partial<Omit<LicenceOrder, 'holder' | 'covers' | 'source'>>

export function parseTerms(options: TermsOptions): Result<Terms, readonly string[]> {
  const { kind, from, until, grace, seats, only } = options
  const read = {
    kind: kind === undefined ? ok(undefined) : parseKind(kind),
    from: from === undefined ? ok(undefined) : parseDay(from),
    until: until === undefined ? ok(undefined) : parseLastDay(until),
    graceDays: grace === undefined ? ok(undefined) : parseCount(grace, '--grace', 400),
    seats: seats === undefined ? ok(undefined) : parseCount(seats, '--seats', 100_000),
    affiliations: only === undefined ? ok(undefined) : parseAffiliations(only),
  }
  const problems = Object.values(read).flatMap((one) => (one.ok ? [] : [one.error]))
  if (problems.length > 0) return fail(problems)
  const given = Object.entries(read).flatMap(([name, one]) =>
    one.ok && one.value !== undefined ? [[name, one.value] as const] : [],
  )
  const terms: Terms = {
    ...Object.fromEntries(given),
    ...(options.downloads ? {} : { downloads: false }),
    ...(options.note === undefined ? {} : { note: options.note }),
  }
  if (terms.until && terms.until <= (terms.from ?? new Date()))
    return fail(['It would end before it begins. Correct --from or --until.'])
  return ok(terms)
}

/** Codes and links have commands of their own, since what opens them is told once. */
const BY_HAND = LICENCE_KINDS.filter((kind) => !['code', 'read-link'].includes(kind))

function parseKind(text: string): Result<LicenceKind, string> {
  const kind = BY_HAND.find((one) => one === text)
  return kind === undefined
    ? fail(`“${text}” is no kind of licence; there are: ${BY_HAND.join(', ')}.`)
    : ok(kind)
}

const AFFILIATIONS: readonly Affiliation[] = ['member', 'alum', 'walk-in']

function parseAffiliations(words: readonly string[]): Result<readonly Affiliation[], string> {
  const found = AFFILIATIONS.filter((one) => words.includes(one))
  return found.length === words.length
    ? ok(found)
    : fail(`--only takes ${AFFILIATIONS.join(', ')}; it is “${words.join(' ')}”.`)
}
