/** `chapterhouse licence …`: what an operator grants by hand or by script. Values come back; `program` prints them. */
import { fail, ok, type Result } from '#base'
import type { Database } from '#platform'
import type { Licence } from '../licences/licence.ts'
import {
  changeLicence,
  findLicence,
  grantLicence,
  listLicences,
  revokeLicence,
} from '../licences/licence-store.ts'
import { makeReadLink } from '../licences/read-link.ts'
import { LICENCE_KINDS } from '../visitor.ts'
import { findAllCovered } from './find-covered.ts'
import { findHolder, type HolderOptions } from './find-holder.ts'
import { parseLastDay } from './parse-day.ts'
import { parseTerms, type TermsOptions } from './parse-terms.ts'

export type LicenceOptions = HolderOptions & TermsOptions

type Told<T> = Promise<Result<T, readonly string[]>>

const by = 'command line'

/** For libraries this is the usual kind, for readers that. */
const USUAL = { institution: 'subscription', account: 'gratis', email: 'gratis' } as const

export async function grantByCommand(
  db: Database,
  words: readonly string[],
  options: LicenceOptions,
  presses: readonly string[],
): Told<Licence> {
  const [holder, covers] = await Promise.all([findHolder(db, options), findAllCovered(db, words, presses)])
  const terms = parseTerms(options)
  if (!holder.ok || !covers.ok || !terms.ok)
    return fail([holder, covers, terms].flatMap((one) => (one.ok ? [] : one.error)))
  const order = {
    ...terms.value,
    ...{ kind: terms.value.kind ?? USUAL[holder.value.kind], holder: holder.value, covers: covers.value },
  }
  const { licence } = await grantLicence(db, order, { now: new Date(), by })
  return ok(licence)
}

/** The word stands at the end of the link's address, and is told this once. */
export async function linkByCommand(
  db: Database,
  word: string,
  options: { readonly until: string; readonly downloads?: boolean; readonly note?: string },
): Told<{ readonly word: string; readonly licence: Licence }> {
  const covered = await findAllCovered(db, [word], [])
  const until = parseLastDay(options.until)
  if (!covered.ok || !until.ok)
    return fail([...(covered.ok ? [] : covered.error), ...(until.ok ? [] : [until.error])])
  const [one] = covered.value
  if (one?.kind !== 'product') return fail(['A link is for one book or one chapter.'])
  const now = new Date()
  if (until.value <= now) return fail(['This day is over. Give a later one with --until.'])
  const { downloads = false, note } = options
  const order = { productId: one.id, until: until.value, downloads, ...(note === undefined ? {} : { note }) }
  return ok(await makeReadLink(db, order, { now, by }))
}

export type LicenceListOptions = HolderOptions & {
  readonly for?: string
  readonly kind?: string
  /** Also those that are over, withdrawn or not begun. */
  readonly all?: boolean
}

/** In screens, newest first. */
export async function* everyLicence(
  db: Database,
  options: LicenceListOptions,
  presses: readonly string[],
): AsyncGenerator<Result<Licence, readonly string[]>> {
  const { kind, all } = options
  const ofSomebody = options.institution !== undefined || options.reader !== undefined
  const holder = ofSomebody ? await findHolder(db, options) : ok(undefined)
  const covered = options.for === undefined ? ok([]) : await findAllCovered(db, [options.for], presses)
  const wanted = LICENCE_KINDS.find((one) => one === kind)
  const unknown = kind !== undefined && wanted === undefined
  if (!holder.ok || !covered.ok || unknown) {
    const told = unknown ? [`“${kind}” is no kind of licence; there are: ${LICENCE_KINDS.join(', ')}.`] : []
    yield fail([...told, ...[holder, covered].flatMap((one) => (one.ok ? [] : one.error))])
    return
  }
  const [covers] = covered.value
  const query = {
    ...(holder.value === undefined ? {} : { holder: holder.value }),
    ...(wanted === undefined ? {} : { kind: wanted }),
    ...(covers === undefined ? {} : { covers }),
    ...(all === true ? {} : { inForce: new Date() }),
  }
  let after: string | undefined
  do {
    const screen = await listLicences(db, { ...query, limit: SCREEN, ...(after ? { after } : {}) })
    for (const licence of screen) yield ok(licence)
    after = screen.length === SCREEN ? screen.at(-1)?.id : undefined
  } while (after !== undefined)
}

const SCREEN = 200

export type LicenceChangeOptions = Omit<TermsOptions, 'kind' | 'downloads'> & {
  /** Absent: as it is. */
  readonly downloads?: boolean
  /** Without an end from here on. */
  readonly forGood?: boolean
}

/** Renewed, shortened, widened: what is not said stays. */
export async function changeByCommand(
  db: Database,
  id: string,
  { forGood = false, downloads, ...options }: LicenceChangeOptions,
): Told<{ readonly licence: Licence; readonly change: object }> {
  const known = await findLicence(db, id)
  if (known === null) return fail([missing(id)])
  if (known.revoked !== null) return fail([`${id} is withdrawn: grant another.`])
  if (forGood && options.until !== undefined) return fail(['Say --until or --for-good, not both.'])
  const terms = parseTerms({ ...options, downloads: true })
  if (!terms.ok) return terms
  const change = {
    ...terms.value,
    ...(forGood ? { until: null } : {}),
    ...(downloads === undefined ? {} : { downloads }),
  }
  const { from, until } = { ...known, ...change }
  if (until !== null && until <= from)
    return fail(['It would end before it begins. Correct --from or --until.'])
  const licence = await changeLicence(db, id, change)
  return licence === null ? fail([missing(id)]) : ok({ licence, change })
}

const missing = (id: string): string => `There is no licence ${id}. “chapterhouse licence list” lists them.`

export async function revokeByCommand(
  db: Database,
  id: string,
  reason: string | null,
): Told<{ readonly kind: 'revoked' | 'was-revoked'; readonly licence: Licence }> {
  const [licence] = await revokeLicence(db, { id }, { now: new Date(), by, reason })
  if (licence !== undefined) return ok({ kind: 'revoked', licence })
  const known = await findLicence(db, id)
  return known === null ? fail([missing(id)]) : ok({ kind: 'was-revoked', licence: known })
}
