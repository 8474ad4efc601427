/** `chapterhouse add`: puts parcels on the shelf, a few at a time, and says of each what became of it. */
import { availableParallelism } from 'node:os'
import { basename } from 'node:path'
import type { Openness } from '#book'
import { type ShelvingWish, shelveParcel, withReaders } from '#catalogue'
import { OperatorError } from '#platform'
import { noteCommand } from './deeds.ts'
import { eachInTurn } from './each-in-turn.ts'
import { findParcels } from './find-parcels.ts'
import { holdParcel, sayParcel, toMoment } from './parcels.ts'
import { openProgressBar } from './progress-bar.ts'
import { takeInRecordsOf, toRecordJson, toRecordText } from './records.ts'
import { inSession, type Session, workplaceOf } from './session.ts'
import { choosePress, siteAddress } from './site.ts'
import { toIssueLine, toOutcomeJson, toOutcomeText } from './to-outcome.ts'

export type AddOptions = {
  readonly press?: string
  readonly access: Openness
  readonly dryRun?: boolean
  /** Read and kept, and not published yet. */
  readonly hold?: boolean
  /** Read now, and published on that day. */
  readonly on?: string
  readonly json?: boolean
}

/** The exit code: 0 all shelved or unchanged, 2 some refused. */
export async function add(files: readonly string[], options: AddOptions): Promise<number> {
  const parcels = await findParcels(files)
  return inSession('add', async (session, signal) => {
    const press = await choosePress(session.config, options.press)
    const dryRun = options.dryRun ?? false
    if (options.hold || options.on !== undefined) return hold(session, parcels, press, options, signal)
    const bar = options.json ? null : openProgressBar(process.stderr, parcels.length)
    let refused = 0
    const place = workplaceOf(session)
    await withReaders(place, parcels, (readers) =>
      eachInTurn(parcels, availableParallelism(), async (file, turn) => {
        const onProgress = ({ fraction, what }: { fraction: number; what: string }) =>
          bar?.show(file, fraction, what)
        const alongside: ShelvingWish['alongside'] = (tx, { bookId, title, version }) =>
          noteCommand(session, tx, {
            ...{
              act: 'book-published',
              press,
              about: bookId,
              name: title,
              details: { file: basename(file), version },
            },
          })
        const wish = { press, openness: options.access, dryRun, signal, onProgress, turn, alongside, readers }
        const outcome = await shelveParcel(place, file, wish)
        if (outcome.kind === 'refused') refused += 1
        const told = { ...outcome, url: await siteAddress(session, outcome), dryRun }
        bar?.done(file)
        const records =
          dryRun || outcome.kind === 'refused' || outcome.bookId === null
            ? []
            : await takeInRecordsOf(session, outcome.bookId)
        process.stdout.write(
          options.json
            ? `${JSON.stringify({ ...toOutcomeJson(told), ...(records.length > 0 ? { records: records.map(toRecordJson) } : {}) })}\n`
            : `${toOutcomeText(told)}${records.map((record) => toRecordText(record, told.url)).join('')}`,
        )
      }),
    )
    bar?.end()
    return refused > 0 ? 2 : 0
  })
}

/** One after the other: each waits for a decision, or for its day. */
async function hold(
  session: Session,
  parcels: readonly string[],
  press: string,
  { access: openness, on, dryRun, json = false }: AddOptions,
  signal: AbortSignal,
): Promise<number> {
  if (dryRun)
    throw new OperatorError('What is only tried is neither held nor published: leave out --dry-run.')
  const wish = { press, openness, on: on === undefined ? null : toMoment(on) }
  let refused = 0
  for (const file of parcels) {
    const read = await holdParcel(session, file, wish, signal)
    if (read === null) continue
    sayParcel(session.config, read, { json })
    if (read.state !== 'refused' && read.state !== 'failed') continue
    refused += 1
    if (!json) for (const issue of read.issues) process.stderr.write(`${toIssueLine(issue)}\n`)
  }
  return refused > 0 ? 2 : 0
}
