/**
 * Saves a file into our folder of a reader's Drive, exactly once. Its id is asked for and written down before anything is sent:
 * whoever sends it again after a lost reply is told that there is one with this id, and looks whether it is the same.
 */
import { assertNever, fail, ok } from '#base'
import type { Called } from '../connections/cloud.ts'
import { type Saved, type Saving, withParts } from '../connections/saving.ts'
import type { DriveAddresses } from './addresses.ts'
import { type DriveApi, type DriveFile, openDriveApi, type Sent } from './api.ts'
import { type DriveCheckpoint, freshCheckpoint, parseCheckpoint } from './checkpoint.ts'
import { type FolderSign, findFolder } from './folder.ts'

type Read = (from: number, bytes: number) => Promise<Uint8Array<ArrayBuffer>>

type Upload = Saving & { readonly api: DriveApi; readonly read: Read; readonly sign: FolderSign }

/** `session`: opened; `at` has it sealed. */
type Going = { readonly at: DriveCheckpoint; readonly session: string | null }

/** What a step has come to: done, or to be gone on with. */
type Step =
  | { readonly kind: 'saved'; readonly file: DriveFile }
  | { readonly kind: 'on'; readonly going: Going }

/** Corrections of the other side, and sessions that end. More of them is no accident. */
const MOST_STEPS = 200

export const saveToDrive =
  (addresses: DriveAddresses, sign: FolderSign) =>
  async (saving: Saving): Promise<Called<Saved>> =>
    withParts(saving.artefact.path, async (read) => {
      const api = openDriveApi(addresses, saving.caller)
      return upload({ ...saving, api, read, sign }, parseCheckpoint(saving.checkpoint))
    })

async function upload(up: Upload, begun: DriveCheckpoint | null): Promise<Called<Saved>> {
  const start = begun === null ? await begin(up) : await takeUp(up, begun)
  if (!start.ok) return start
  let step = start.value
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    if (step.kind === 'saved') return ok(toSaved(step.file))
    const { at, session } = step.going
    const stepped = session === null ? await openSession(up, at) : await sendPart(up, at, session)
    if (!stepped.ok) return stepped
    step = stepped.value
  }
  return fail({ kind: 'odd', detail: 'Google Drive corrected us again and again' })
}

async function begin(up: Upload, damaged = false): Promise<Called<Step>> {
  const id = await up.api.newId()
  if (!id.ok) return id
  return go(up, { ...freshCheckpoint(up.artefact.sha256, id.value), damaged }, null)
}

/** What somebody before us began: perhaps it is done. */
async function takeUp(up: Upload, at: DriveCheckpoint): Promise<Called<Step>> {
  if (at.committing) {
    const there = await up.api.find(at.id)
    if (!there.ok) return there
    if (there.value !== null) return judge(up, at, there.value)
  }
  if (at.sha256 !== up.artefact.sha256) return begin(up)
  const session = at.session === null ? null : await up.reveal(at.session, 'session')
  if (session === null) return go(up, { ...at, session: null, offset: 0 }, null)
  const told = await up.api.send(session, null, up.artefact.bytes)
  return told.ok ? follow(up, at, session, told.value) : told
}

async function openSession(up: Upload, at: DriveCheckpoint): Promise<Called<Step>> {
  const folder = await findFolder(up.api, up.folder, up.sign)
  if (!folder.ok) return folder
  const { fileName, mediaType, bytes } = up.artefact
  const file = {
    ...{ id: at.id, name: fileName, mimeType: mediaType, parents: [folder.value] },
    appProperties: { chapterhouse: 'delivery', delivery: up.deliveryId },
  }
  const begun = await up.api.begin(file, bytes)
  if (!begun.ok) return begun
  switch (begun.value.kind) {
    case 'begun':
      return go(up, { ...at, offset: 0 }, begun.value.session)
    case 'id-taken':
      return lookUp(up, at)
    case 'folder-gone':
      // Between finding it and now: looked for anew.
      return go(up, { ...at, session: null, offset: 0 }, null)
    default:
      return assertNever(begun.value)
  }
}

async function sendPart(up: Upload, at: DriveCheckpoint, session: string): Promise<Called<Step>> {
  const { bytes } = up.artefact
  const size = Math.min(up.chunkBytes, bytes - at.offset)
  if (at.offset + size === bytes && !at.committing) {
    // With the last part the file is made.
    const last = { ...at, committing: true }
    await up.note({ ...last }, { sent: at.offset, committing: true })
    return sendPart(up, last, session)
  }
  // All of it is there, and no file yet: the other side is still at it.
  const part = size === 0 ? null : { from: at.offset, bytes: await up.read(at.offset, size) }
  const sent = await up.api.send(session, part, bytes)
  return sent.ok ? follow(up, at, session, sent.value) : sent
}

async function follow(up: Upload, at: DriveCheckpoint, session: string, sent: Sent): Promise<Called<Step>> {
  switch (sent.kind) {
    case 'saved':
      return judge(up, at, sent.file)
    case 'offset':
      return go(up, { ...at, offset: Math.min(sent.offset, up.artefact.bytes), committing: false }, session)
    case 'id-taken':
      return lookUp(up, at)
    case 'session-gone': {
      // A session is also gone when its file was made, and the reply to that was lost.
      const there = await up.api.find(at.id)
      if (!there.ok) return there
      return there.value === null
        ? go(up, { ...at, session: null, offset: 0, committing: false }, null)
        : judge(up, at, there.value)
    }
    case 'folder-gone':
      return go(up, { ...at, session: null, offset: 0, committing: false }, null)
    default:
      return assertNever(sent)
  }
}

async function lookUp(up: Upload, at: DriveCheckpoint): Promise<Called<Step>> {
  const there = await up.api.find(at.id)
  if (!there.ok) return there
  return there.value === null ? begin(up, at.damaged) : judge(up, at, there.value)
}

/** The same bytes: done. Others: what is there is taken away, and sent once more. */
async function judge(up: Upload, at: DriveCheckpoint, file: DriveFile): Promise<Called<Step>> {
  if (file.sha256 === at.sha256) return ok({ kind: 'saved', file })
  const removed = await up.api.remove(at.id)
  if (!removed.ok) return removed
  return at.damaged ? fail({ kind: 'damaged' }) : begin(up, true)
}

async function go(up: Upload, at: DriveCheckpoint, session: string | null): Promise<Called<Step>> {
  const sealed = session === null ? null : (at.session ?? (await up.hide(session, 'session')))
  const next = { ...at, session: sealed }
  await up.note({ ...next }, { sent: at.offset, committing: next.committing })
  return ok({ kind: 'on', going: { at: next, session } })
}

const toSaved = ({ link, name }: DriveFile): Saved => ({ remote: link, fileName: name })
