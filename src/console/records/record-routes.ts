/** Records and their review: read before they are published, by staff and by those whom they ask. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { findAccount, goTo, queryOf, readForm } from '#accounts'
import {
  askReviewer,
  findRecordForStaff,
  type GivenReview,
  giveReview,
  listRecordsForStaff,
  loadReviewed,
  type ReviewedFiles,
  type ReviewRefusal,
  recordSettingsOf,
  removeReviewer,
  renderRecordLeaf,
  type StaffRecord,
  takeInRecords,
  toFindingLines,
} from '#record'
import { html } from '#web'
import { type Act, noteDeed } from '../audit/audit-log.ts'
import { deedOf } from '../clerk.ts'
import { at, consolePath } from '../console-page.ts'
import type { ConsoleDeps } from '../deps.ts'
import { showConsole, showMissing } from '../show-console.ts'
import { type RecordScreen, renderRecordScreen } from './record-screen-page.ts'
import { renderRecordsPage } from './records-page.ts'
import { admitReviewer, isAsked, type ReviewClerk } from './reviewer.ts'
import { words } from './words.ts'

const MOST = 200

type WithRecord = { Params: { record: string } }
type WithClaim = { Params: { record: string; claim: string } }
type Found = StaffRecord & { readonly recordId: string }
type Then = (clerk: ReviewClerk, record: Found) => Promise<FastifyReply>

export function recordReviewRoutes(app: FastifyInstance, deps: ConsoleDeps): void {
  const one = `${consolePath('records')}/:record`
  // Claims, also those that are for readers of the chapter alone.
  const text = { config: { shows: 'text' } } as const
  app.get(consolePath('records'), (request, reply) =>
    admitReviewer(deps, request, reply, (clerk) => showRecords(deps, request, reply, clerk)),
  )
  // Claims are shown with the passages they rest on.
  app.get<WithRecord>(one, { config: { shows: 'text' } }, (request, reply) =>
    whenRecord(deps, request, reply, (clerk, record) => showOne(deps, request, reply, clerk, record)),
  )
  app.get<WithRecord>(`${one}/preview`, text, (request, reply) =>
    whenRecord(deps, request, reply, (clerk, record) => showPreview(deps, request, reply, clerk, record)),
  )
  app.post<WithRecord>(`${one}/reviewers`, (request, reply) =>
    whenRecord(deps, request, reply, (clerk, record) =>
      clerk.may('books', record.press)
        ? changeReviewers(deps, request, reply, clerk, record)
        : showMissing(deps, request, reply, clerk),
    ),
  )
  app.post<WithRecord>(`${one}/review`, (request, reply) =>
    whenRecord(deps, request, reply, (clerk, record) => {
      const decision = readForm(request)('decision') === 'approved' ? 'approved' : 'returned'
      return review(deps, request, reply, clerk, record, { claim: null, decision })
    }),
  )
  app.post<WithClaim>(`${one}/claims/:claim`, (request, reply) =>
    whenRecord(deps, request, reply, (clerk, record) => {
      const decision = readForm(request)('decision') === 'agreed' ? 'agreed' : 'questioned'
      return review(deps, request, reply, clerk, record, { claim: request.params.claim, decision })
    }),
  )
}

const whenRecord = (
  deps: ConsoleDeps,
  request: FastifyRequest<WithRecord>,
  reply: FastifyReply,
  then: Then,
): Promise<FastifyReply> =>
  admitReviewer(deps, request, reply, async (clerk) => {
    const found = await findRecordForStaff(deps.db, request.params.record)
    if (found?.recordId == null) return showMissing(deps, request, reply, clerk)
    const record = { ...found, recordId: found.recordId }
    return clerk.presses.includes(record.press) || isAsked(clerk, record)
      ? then(clerk, record)
      : showMissing(deps, request, reply, clerk)
  })

const shelfOf = ({ db, files, presses }: ConsoleDeps) => ({
  ...{ db, files },
  settingsOf: recordSettingsOf(presses.all),
})

async function showRecords(
  deps: ConsoleDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  clerk: ReviewClerk,
): Promise<FastifyReply> {
  const { place, presses, toReview } = clerk
  const isStaff = presses.length > 0
  const onlyOpen = isStaff && queryOf(request, 'show') === 'open'
  const records = isStaff
    ? await listRecordsForStaff(deps.db, { presses, open: onlyOpen, limit: MOST })
    : await Promise.all(toReview.map(({ recordId }) => findRecordForStaff(deps.db, recordId)))
  const shelf = shelfOf(deps)
  const t = words(place.language)
  return showConsole(deps, request, reply, clerk, {
    ...{ here: 'records', title: isStaff ? t.title : t.yours },
    body: renderRecordsPage({
      ...{ place, onlyOpen, isStaff, records: records.filter((record) => record !== null) },
      settings: presses.map((press) => ({
        press: deps.presses.all.find(({ slug }) => slug === press)?.name ?? press,
        settings: shelf.settingsOf(press),
      })),
    }),
  })
}

type Problems = { readonly problems?: RecordScreen['problems']; readonly problem?: string | null }

async function showOne(
  deps: ConsoleDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  clerk: ReviewClerk,
  record: Found,
  { problems = {}, problem = null }: Problems = {},
): Promise<FastifyReply> {
  const { place } = clerk
  const t = words(place.language)
  const reviewed = await loadReviewed(shelfOf(deps), record)
  const { record: document, findings } = reviewed?.judged ?? { record: null, findings: null }
  const done = queryOf(request, 'done')
  return showConsole(deps, request, reply, clerk, {
    ...{ here: 'records', title: record.title ?? record.recordId, above: t.record, problem },
    status: problem !== null || Object.keys(problems).length > 0 ? 422 : 200,
    done: done !== undefined && Object.hasOwn(t.done, done) ? t.done[done as keyof typeof t.done] : null,
    body: renderRecordScreen({
      ...{ place, record, reviewed, problems, accountId: clerk.account.id, typed: readForm(request) },
      findings: document === null || findings === null ? [] : toFindingLines({ document, findings }),
      mayAsk: clerk.may('books', record.press),
      mayDecide: mayDecide(clerk, record),
      isStaff: clerk.presses.includes(record.press),
    }),
  })
}

const mayDecide = (clerk: ReviewClerk, record: Found): boolean =>
  clerk.may('books', record.press) || isAsked(clerk, record)

async function showPreview(
  deps: ConsoleDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  clerk: ReviewClerk,
  record: Found,
): Promise<FastifyReply> {
  const { place } = clerk
  const t = words(place.language)
  const { record: document, findings } = (await loadReviewed(shelfOf(deps), record))?.judged ?? {}
  if (document == null || findings == null) return showMissing(deps, request, reply, clerk)
  return deps.desk.answerShell(request, reply, {
    ...{ title: document.title, path: consolePath('records', record.recordId), robots: 'noindex' },
    main: html`<p class="record-notice">${t.previewNote(document.title)} <a href="${at(place, 'records', record.recordId)}">${t.back}</a></p>
${renderRecordLeaf(place, { document, findings })}`,
  })
}

const back = (reply: FastifyReply, { place }: ReviewClerk, { recordId }: Found, done: string): FastifyReply =>
  goTo(reply, `${at(place, 'records', recordId)}?done=${done}`)

async function changeReviewers(
  deps: ConsoleDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  clerk: ReviewClerk,
  record: Found,
): Promise<FastifyReply> {
  const typed = readForm(request)
  const t = words(clerk.place.language)
  const remove = typed('remove')
  if (remove !== '') {
    await deps.db.transaction().execute(async (tx) => {
      const name = await removeReviewer(tx, record, remove)
      if (name !== null) await note(deps, tx, clerk, record, 'reviewer-removed', { reviewer: name })
    })
    return back(reply, clerk, record, 'removed')
  }
  const account = await findAccount(deps.db, { email: typed('email').trim() })
  if (account === null)
    return showOne(deps, request, reply, clerk, record, { problems: { email: t.noAccount } })
  const pressName = deps.presses.all.find(({ slug }) => slug === record.press)?.name ?? record.press
  const { origin, language } = clerk.place
  const isNew = await deps.db.transaction().execute(async (tx) => {
    if (!(await askReviewer(tx, { record, account, pressName, origin, language, now: deps.now() })))
      return false
    await note(deps, tx, clerk, record, 'reviewer-named', { reviewer: account.name })
    return true
  })
  return isNew
    ? back(reply, clerk, record, 'asked')
    : showOne(deps, request, reply, clerk, record, { problems: { email: t.askedBefore } })
}

type Said =
  | Pick<Extract<GivenReview, { claim: null }>, 'claim' | 'decision'>
  | Pick<Extract<GivenReview, { claim: string }>, 'claim' | 'decision'>

/** What somebody says, its entry in the log, and then what follows from it for readers. */
async function review(
  deps: ConsoleDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  clerk: ReviewClerk,
  record: Found,
  said: Said,
): Promise<FastifyReply> {
  const reviewed = await loadReviewed(shelfOf(deps), record)
  if (reviewed === null || !mayDecide(clerk, record)) return showMissing(deps, request, reply, clerk)
  const by = { accountId: clerk.account.id, name: clerk.account.name }
  const given: GivenReview = { ...said, by, now: deps.now(), note: readForm(request)('note').slice(0, 5000) }
  const refusal = await deps.db.transaction().execute((tx) => keep(deps, tx, clerk, record, reviewed, given))
  if (refusal !== null) {
    const told = words(clerk.place.language).refusals[refusal]
    const isNote = refusal === 'no-note' && said.claim === null
    return showOne(
      deps,
      request,
      reply,
      clerk,
      record,
      isNote ? { problems: { note: told } } : { problem: told },
    )
  }
  const outcomes = await takeInRecords({ ...shelfOf(deps), now: deps.now() }, record.bookId)
  const isPublished = outcomes.some(({ id, kind }) => id === record.recordId && kind === 'published')
  return back(reply, clerk, record, isPublished && said.decision === 'approved' ? 'published' : said.decision)
}

async function keep(
  deps: ConsoleDeps,
  tx: ConsoleDeps['db'],
  clerk: ReviewClerk,
  record: Found,
  reviewed: ReviewedFiles,
  given: GivenReview,
): Promise<ReviewRefusal | null> {
  const kept = await giveReview(tx, reviewed, given)
  if (!kept.ok) return kept.error
  const { claim, decision } = kept.value
  await note(deps, tx, clerk, record, claim === null ? 'record-reviewed' : 'claim-reviewed', {
    decision,
    ...(claim === null ? {} : { claim }),
  })
  return null
}

const note = (
  deps: ConsoleDeps,
  tx: ConsoleDeps['db'],
  clerk: ReviewClerk,
  { recordId, title, press }: Found,
  act: Act,
  details: Readonly<Record<string, string>>,
): Promise<void> =>
  noteDeed(
    tx,
    deps.secretKey,
    deedOf(clerk, press, act, { about: recordId, name: title ?? recordId, details }),
    deps.now(),
  )
