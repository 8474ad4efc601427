/** `chapterhouse usage`: what was read, by whose readers. */
import { everyInstitution, findByWord } from '#accounts'
import { findBook } from '#catalogue'
import { type Database, OperatorError } from '#platform'
import {
  type BookCounts,
  countMonth,
  findCounted,
  listBookCounts,
  type Metrics,
  type Month,
  moveSpool,
  parseMonth,
  readSpoolState,
  sumOf,
  toMonth,
  usageFolder,
} from '#usage'
import { inSession, type Session } from './session.ts'
import { choosePress } from './site.ts'
import { count } from './to-outcome.ts'

const say = (line: string): void => void process.stdout.write(`${line}\n`)

export const showStatus = (options: { readonly json?: boolean }): Promise<void> =>
  inSession('usage', async ({ config, db }) => {
    const spool = await readSpoolState(db, usageFolder(config.dataDir))
    const month = toMonth(new Date())
    const counted = await findCounted(db, month)
    if (options.json) return say(JSON.stringify({ spool, month, counted: counted?.counted ?? null }))
    say(
      spool.oldest === null
        ? 'All that was noted is in the database.'
        : `${spool.bytes} bytes in ${count(spool.segments, 'file')} wait to be moved, since ${spool.oldest.toISOString()}.`,
    )
    say(
      counted === null
        ? `${month} has not been counted yet.`
        : `${month} was counted last at ${counted.counted.toISOString()}.`,
    )
    say(`Single uses are kept for ${count(config.usageDays, 'day')}, counts for ever.`)
  })

export const moveNow = (): Promise<void> =>
  inSession('usage', async (session, signal) => {
    const moved = await move(session, signal)
    say(`Moved ${count(moved.uses, 'use')} into the database.`)
    if (moved.damaged > 0) say(`${count(moved.damaged, 'line')} could not be read and were passed over.`)
    if (moved.late > 0) say(`${count(moved.late, 'use')} came too late: the counts of their month are final.`)
  })

const move = ({ config, db, log }: Session, signal: AbortSignal) =>
  moveSpool({ db, log, folder: usageFolder(config.dataDir) }, new Date(), signal)

export type CountsOptions = {
  readonly month: string
  readonly press?: string
  readonly institution?: string
  readonly json?: boolean
}

export const showCounts = (options: CountsOptions): Promise<void> =>
  inSession('usage', async (session, signal) => {
    const { config, db } = session
    const month = parseMonth(options.month)
    if (!month.ok) throw new OperatorError(month.error)
    const press = options.press === undefined ? {} : { press: await choosePress(config, options.press) }
    const who = options.institution === undefined ? null : await findCredited(db, options.institution)
    await move(session, signal)
    await countMonth(db, month.value, new Date())
    const counts = await listBookCounts(db, {
      ...{ month: month.value, ...press },
      ...(who === null ? {} : { institutions: who.ids }),
    })
    if (options.json) return printJson(db, counts)
    await printText(db, month.value, who?.name ?? 'everybody', counts)
  })

/** An institution, or all members of a consortium together. */
async function findCredited(db: Database, word: string) {
  const found = await findByWord(db, word)
  if (!found.ok) throw new OperatorError(found.error.join('\n'))
  const { id, name, kind } = found.value
  return { name, ids: kind === 'consortium' ? await listBelow(db, id) : [id] }
}

/** Itself, its members, and theirs. */
async function listBelow(db: Database, id: string): Promise<readonly string[]> {
  const membersOf = new Map<string, string[]>()
  for await (const member of everyInstitution(db, { text: null, inactiveToo: true }))
    for (const one of member.memberOf) membersOf.set(one, [...(membersOf.get(one) ?? []), member.id])
  const found = new Set([id])
  // A set is walked to those that join it on the way.
  for (const one of found) for (const member of membersOf.get(one) ?? []) found.add(member)
  return [...found]
}

async function printJson(db: Database, counts: readonly BookCounts[]): Promise<void> {
  for (const { metrics, ...about } of counts)
    say(JSON.stringify({ ...about, title: await titleOf(db, about.bookId), ...metrics }))
}

async function printText(
  db: Database,
  month: Month,
  who: string,
  counts: readonly BookCounts[],
): Promise<void> {
  say(`${month}, ${who}`)
  if (counts.length === 0) return say('Nothing was used.')
  for (const line of counts) {
    say(`\n${await titleOf(db, line.bookId)} (${line.press}; ${line.access}, ${line.method})`)
    printMetrics(line.metrics)
  }
  say('\nAll together')
  printMetrics(sumOf(counts))
}

function printMetrics(metrics: Metrics): void {
  for (const [name, value] of Object.entries(metrics))
    if (value > 0) say(`  ${name.padEnd(28)} ${String(value).padStart(9)}`)
}

async function titleOf(db: Database, id: string): Promise<string> {
  const found = await findBook(db, id)
  if (found === null) return id
  return found.kind === 'book' ? found.book.title : found.title
}
