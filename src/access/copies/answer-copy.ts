/** Asking for a copy and each step of answering, with the letters that go with it in the same transaction. */
import { fail, ok, type Result } from '#base'
import { type Database, inTransaction, parseMailAddress, sendMail } from '#platform'
import { href, type Language, type Place, paths } from '#web'
import { pageOf } from '../commands/request-commands.ts'
import { writeEnd } from '../describe-access.ts'
import { revokeLicence } from '../licences/licence-store.ts'
import { makeReadLink } from '../licences/read-link.ts'
import {
  type AboutCopy,
  buildAskedEmail,
  buildDeclinedEmail,
  buildSentEmail,
  buildTakenEmail,
  buildWantedEmail,
} from './copy-email.ts'
import { dropCopyFile, keepCopyFile } from './copy-file-store.ts'
import { type CopyRequest, copyProof, isSettled } from './copy-request.ts'
import {
  addCopyRequest,
  type CopyAsked,
  type CopyWish,
  findCopyRequest,
  lockCopyRequest,
  noteSettled,
  noteTaken,
} from './copy-store.ts'

/** Where the pages of a press are, how it is called, and whom it names for such things. */
export type CopyPress = {
  readonly place: Place
  readonly name: string
  readonly contact: string
}

export type CopyDesk = {
  readonly secretKey: string
  readonly pressOf: (slug: string, language: Language) => CopyPress
}

/** The press hears of it where its contact is an e-mail address; its console shows it in any case. */
export async function askForCopy(
  db: Database,
  wish: CopyWish,
  desk: CopyDesk,
  now: Date,
): Promise<CopyAsked> {
  return await inTransaction(db, async (tx) => {
    const asked = await addCopyRequest(tx, wish, now)
    if (asked.kind !== 'asked') return asked
    const { request } = asked
    const about = await aboutOf(tx, request, desk)
    await tell(tx, request, buildAskedEmail(request, about), about)
    // In the language of the page on which it was asked: that of the staff is not known.
    const { place, contact } = desk.pressOf(request.press, request.language)
    const to = parseMailAddress(contact)
    const console = `${place.origin}${href(place, `${paths.console}/copies/${request.id}`)}`
    if (to !== null)
      await sendMail(tx, {
        ...{ to, fromName: about.pressName },
        ...buildWantedEmail(request, { ...about, console }, request.language),
      })
    return asked
  })
}

export type CopyRefusal = 'no-such-request' | 'settled' | 'forgotten' | 'nothing-sent' | 'no-reason'

type By = { readonly by: string; readonly now: Date }

/**
 * Somebody works on it. One that was settled is taken up anew: what was sent is taken back, so that what is sent instead is all
 * there is.
 */
export async function takeCopy(
  db: Database,
  id: string,
  desk: CopyDesk,
  { by, now }: By,
): Promise<Result<CopyRequest, CopyRefusal>> {
  return await inTransaction(db, async (tx) => {
    const request = await lockCopyRequest(tx, id)
    if (request === null) return fail('no-such-request')
    if (request.email === null) return fail('forgotten')
    if (request.state === 'in-hand') return ok(request)
    await dropCopyFile(tx, id)
    if (request.licenceId !== null)
      await revokeLicence(tx, { id: request.licenceId }, { now, by, reason: 'accessible copy taken back' })
    await noteTaken(tx, id, by, now)
    const about = await aboutOf(tx, request, desk)
    await tell(tx, request, buildTakenEmail(request, about), about)
    return ok(await again(tx, id))
  })
}

/** What goes to the reader: a file made for him, a link by which he reads what is here, words; at least one of them. */
export type SentCopy = {
  readonly answer: string | null
  readonly file: {
    readonly name: string
    readonly source: AsyncIterable<Uint8Array>
    readonly until: Date
  } | null
  readonly linkUntil: Date | null
}

export async function sendCopy(
  db: Database,
  id: string,
  { answer, file, linkUntil }: SentCopy,
  desk: CopyDesk,
  { by, now }: By,
): Promise<Result<CopyRequest, CopyRefusal>> {
  if (answer === null && file === null && linkUntil === null) return fail('nothing-sent')
  return await inTransaction(db, async (tx) => {
    const request = await lockCopyRequest(tx, id)
    const refusal = refusalOf(request)
    if (request === null || refusal !== null) return fail(refusal ?? 'no-such-request')
    const bytes = file === null ? 0 : await keepCopyFile(tx, id, file.source)
    const kept = file === null ? null : { name: file.name, bytes, until: file.until }
    const order = {
      productId: request.productId,
      until: linkUntil ?? now,
      downloads: true,
      note: `accessible copy ${id}`,
    }
    const link = linkUntil === null ? null : await makeReadLink(tx, order, { now, by })
    const licenceId = link?.licence.id ?? null
    await noteSettled(tx, id, { state: 'sent', answer, file: kept, licenceId, by }, now)
    const about = await aboutOf(tx, request, desk)
    const { place } = desk.pressOf(request.press, request.language)
    const whole = (path: string) => `${place.origin}${href(place, path)}`
    const sent = await again(tx, id)
    await tell(
      tx,
      sent,
      buildSentEmail(sent, about, {
        file:
          kept === null
            ? null
            : {
                address: whole(paths.copyFile(id, copyProof(desk.secretKey, id))),
                until: writeEnd(kept.until, request.language),
              },
        link:
          link === null || linkUntil === null
            ? null
            : { address: whole(paths.readLink(link.word)), until: writeEnd(linkUntil, request.language) },
      }),
      about,
    )
    return ok(sent)
  })
}

export async function declineCopy(
  db: Database,
  id: string,
  reason: string,
  desk: CopyDesk,
  { by, now }: By,
): Promise<Result<CopyRequest, CopyRefusal>> {
  if (reason.trim() === '') return fail('no-reason')
  return await inTransaction(db, async (tx) => {
    const request = await lockCopyRequest(tx, id)
    const refusal = refusalOf(request)
    if (request === null || refusal !== null) return fail(refusal ?? 'no-such-request')
    await noteSettled(
      tx,
      id,
      { state: 'declined', answer: reason.trim(), file: null, licenceId: null, by },
      now,
    )
    const declined = await again(tx, id)
    const about = await aboutOf(tx, declined, desk)
    await tell(tx, declined, buildDeclinedEmail(declined, about), about)
    return ok(declined)
  })
}

function refusalOf(request: CopyRequest | null): CopyRefusal | null {
  if (request === null) return 'no-such-request'
  if (isSettled(request)) return 'settled'
  return request.email === null ? 'forgotten' : null
}

async function again(tx: Database, id: string): Promise<CopyRequest> {
  const request = await findCopyRequest(tx, id)
  if (request === null) throw new Error(`The request ${id} is gone from under its lock`)
  return request
}

async function aboutOf(db: Database, request: CopyRequest, desk: CopyDesk): Promise<AboutCopy> {
  const { place, name } = desk.pressOf(request.press, request.language)
  const { title, path } = await pageOf(db, request.productId)
  const whole = (one: string) => `${place.origin}${href(place, one)}`
  return {
    ...{ title, pressName: name, page: whole(path) },
    status: whole(paths.copyRequest(request.id, copyProof(desk.secretKey, request.id))),
  }
}

async function tell(
  tx: Database,
  { email }: CopyRequest,
  letter: { readonly subject: string; readonly text: string },
  { pressName }: AboutCopy,
): Promise<void> {
  if (email !== null) await sendMail(tx, { to: email, fromName: pressName, ...letter })
}
