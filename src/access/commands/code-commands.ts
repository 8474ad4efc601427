/** `chapterhouse code …`: codes on cards and in letters, made and withdrawn by hand or by script. */
import { fail, ok, type Result } from '#base'
import type { Database } from '#platform'
import type { AccessCode } from '../codes/access-code.ts'
import { type MadeCode, makeCodes, revokeCodes } from '../codes/code-store.ts'
import { findAllCovered } from './find-covered.ts'
import { parseCount, parseLastDay } from './parse-day.ts'

type Told<T> = Promise<Result<T, readonly string[]>>

export type CodeOptions = {
  readonly label: string
  readonly number?: string
  readonly kind?: string
  readonly uses?: string
  readonly days?: string
  /** The last day on which a code can be used. */
  readonly until?: string
}

const by = 'command line'
const KINDS: readonly AccessCode['kind'][] = ['single', 'multiple', 'inspection']

/** The codes are told this once. */
export async function makeCodesByCommand(
  db: Database,
  words: readonly string[],
  { label, number = '1', kind, uses, days, until }: CodeOptions,
  presses: readonly string[],
): Told<readonly MadeCode[]> {
  const read = {
    number: parseCount(number, '--number', 10_000),
    uses: uses === undefined ? ok(1) : parseCount(uses, '--uses', 100_000),
    days: days === undefined ? ok(null) : parseCount(days, '--days', 4000),
    until: until === undefined ? ok(null) : parseLastDay(until),
    kind: parseKind(kind, uses),
  }
  const covers = await findAllCovered(db, words, presses)
  const { number: many, uses: often, days: long, until: last, kind: as } = read
  if (!covers.ok || !many.ok || !often.ok || !long.ok || !last.ok || !as.ok)
    return fail([
      ...(covers.ok ? [] : covers.error),
      ...Object.values(read).flatMap((one) => (one.ok ? [] : [one.error])),
    ])
  const order = { kind: as.value, label, number: many.value, uses: often.value }
  const terms = { covers: covers.value, days: long.value, until: last.value }
  return ok(await makeCodes(db, { ...order, ...terms }, { now: new Date(), by }))
}

/** A code for many uses is one that is used many times. */
function parseKind(kind: string | undefined, uses: string | undefined): Result<AccessCode['kind'], string> {
  const found = KINDS.find((one) => one === (kind ?? (uses === undefined ? 'single' : 'multiple')))
  if (found === undefined) return fail(`“${kind}” is no kind of code; there are: ${KINDS.join(', ')}.`)
  if (found !== 'multiple' && uses !== undefined && uses !== '1')
    return fail('Only a code of the kind “multiple” can be used more than once.')
  if (found === 'multiple' && uses === undefined)
    return fail('Say with --uses how often each code can be used.')
  return ok(found)
}

export type CodesRevoked = { readonly codes: number; readonly licences: boolean }

export async function revokeCodesByCommand(
  db: Database,
  word: string,
  { licences = false }: { readonly licences?: boolean },
): Told<CodesRevoked> {
  const how = { now: new Date(), by, licences }
  const codes = (await revokeCodes(db, { id: word }, how)) || (await revokeCodes(db, { label: word }, how))
  return codes > 0
    ? ok({ codes, licences })
    : fail([`There is no code or batch “${word}”. “chapterhouse code list” lists the batches.`])
}
