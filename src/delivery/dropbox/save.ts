/**
 * Saves a file into our folder of a reader's Dropbox, exactly once. Where a reply is lost after the file may have been made, it
 * is looked up by name and content hash; a name that something else has is given up for the next one, and which one is tried
 * is written down before. `autorename` would leave it to Dropbox, and a lost reply would leave two files.
 */
import { assertNever, fail, ok } from '#base'
import type { Called } from '../connections/cloud.ts'
import { type Saved, type Saving, withParts } from '../connections/saving.ts'
import type { DropboxAddresses } from './addresses.ts'
import { type Committed, type DropboxApi, type DropboxFile, openDropboxApi } from './api.ts'
import { type DropboxCheckpoint, freshCheckpoint, parseCheckpoint } from './checkpoint.ts'
import { contentHashOf } from './content-hash.ts'
import { toDropboxName } from './to-dropbox-name.ts'

type Read = (from: number, bytes: number) => Promise<Uint8Array<ArrayBuffer>>

type Upload = Saving & { readonly api: DropboxApi; readonly hash: string; readonly read: Read }

/** What a step has come to: done, or to be gone on with. */
type Step =
  | { readonly kind: 'saved'; readonly file: DropboxFile }
  | { readonly kind: 'on'; readonly at: DropboxCheckpoint }

/** Corrections of the other side, and names that are taken. More of them is no accident. */
const MOST_STEPS = 200

export const saveToDropbox =
  (addresses: DropboxAddresses) =>
  async (saving: Saving): Promise<Called<Saved>> =>
    withParts(saving.artefact.path, async (read) => {
      const hash = await contentHashOf(saving.artefact.path)
      const api = openDropboxApi(addresses, saving.caller)
      return upload(
        { ...saving, api, hash, read },
        parseCheckpoint(saving.checkpoint) ?? freshCheckpoint(hash),
      )
    })

async function upload(up: Upload, begun: DropboxCheckpoint): Promise<Called<Saved>> {
  let at = begun
  if (at.committing) {
    const there = await findSaved(up, at)
    if (!there.ok) return there
    if (there.value !== null) return ok(toSaved(there.value))
    at = { ...at, committing: false }
  }
  if (at.hash !== up.hash) at = freshCheckpoint(up.hash)
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    const left = up.artefact.bytes - at.offset
    const stepped = left > up.chunkBytes ? await sendPart(up, at) : await sendLast(up, at)
    if (!stepped.ok) return stepped
    if (stepped.value.kind === 'saved') return ok(toSaved(stepped.value.file))
    at = stepped.value.at
  }
  return fail({ kind: 'odd', detail: 'Dropbox corrected us again and again' })
}

/** The very file, under the name that was tried last. */
async function findSaved(
  { api, artefact }: Upload,
  { nth, hash }: DropboxCheckpoint,
): Promise<Called<DropboxFile | null>> {
  const found = await api.find(toDropboxName(artefact.fileName, nth))
  return found.ok && found.value?.hash !== hash ? ok(null) : found
}

async function sendPart(up: Upload, at: DropboxCheckpoint): Promise<Called<Step>> {
  if (at.session === null) {
    const begun = await up.api.begin()
    if (!begun.ok) return begun
    return go(up, { ...at, session: begun.value, offset: 0 })
  }
  const part = await up.read(at.offset, up.chunkBytes)
  const appended = await up.api.append({ session_id: at.session, offset: at.offset }, part)
  if (!appended.ok) return appended
  const { value } = appended
  return value.kind === 'taken' ? go(up, { ...at, offset: at.offset + part.length }) : correct(up, at, value)
}

/** With the last part the file is made. A small one has no other part. */
async function sendLast(up: Upload, at: DropboxCheckpoint): Promise<Called<Step>> {
  await up.note({ ...at, committing: true }, { sent: at.offset, committing: true })
  const part = await up.read(at.offset, up.artefact.bytes - at.offset)
  const name = toDropboxName(up.artefact.fileName, at.nth)
  const committed =
    at.session === null
      ? await up.api.upload(name, part)
      : await up.api.finish({ session_id: at.session, offset: at.offset }, name, part)
  if (!committed.ok) return committed
  const { value } = committed
  if (value.kind === 'saved' && value.file.hash !== up.hash) return removeDamaged(up, at, value.file)
  return value.kind === 'saved' ? ok(value) : correct(up, at, value)
}

async function correct(
  up: Upload,
  at: DropboxCheckpoint,
  what: Exclude<Committed, { kind: 'saved' }>,
): Promise<Called<Step>> {
  switch (what.kind) {
    case 'offset':
      return what.offset <= up.artefact.bytes ? go(up, { ...at, offset: what.offset }) : restart(up, at)
    case 'session-gone': {
      // A session is also gone when its file was made, and the reply to that was lost.
      const there = await findSaved(up, at)
      if (!there.ok) return there
      return there.value === null ? restart(up, at) : ok({ kind: 'saved', file: there.value })
    }
    case 'name-taken':
      return go(up, { ...at, nth: at.nth + 1 })
    case 'damaged':
      return at.damaged ? fail({ kind: 'damaged' }) : restart(up, { ...at, damaged: true })
    case 'full':
      return fail({ kind: 'full', needed: up.artefact.bytes })
    default:
      return assertNever(what)
  }
}

async function removeDamaged(up: Upload, at: DropboxCheckpoint, file: DropboxFile): Promise<Called<Step>> {
  const removed = await up.api.remove(file.name, file.rev)
  return removed.ok ? correct(up, at, { kind: 'damaged' }) : removed
}

const restart = (up: Upload, at: DropboxCheckpoint) => go(up, { ...at, session: null, offset: 0 })

async function go(up: Upload, at: DropboxCheckpoint): Promise<Called<Step>> {
  await up.note({ ...at }, { sent: at.offset, committing: false })
  return ok({ kind: 'on', at })
}

/** Where the folder of an app is called differs by the reader's language: Dropbox itself shows the way. */
const toSaved = ({ name }: DropboxFile): Saved => ({ remote: 'https://www.dropbox.com/home', fileName: name })
