/** The few calls of Dropbox API v2 that saving a file takes, and what their answers mean to us. */
import { ok } from '#base'
import { type Answer, type Caller, isGood, odd } from '../connections/call-cloud.ts'
import type { Called, Hitch } from '../connections/cloud.ts'
import type { DropboxAddresses } from './addresses.ts'
import { contentHash } from './content-hash.ts'

export type DropboxFile = { readonly name: string; readonly hash: string; readonly rev: string }

export type Cursor = { readonly session_id: string; readonly offset: number }

export type Appended =
  | { readonly kind: 'taken' }
  /** So much is there: an answer was lost, or a part. */
  | { readonly kind: 'offset'; readonly offset: number }
  | { readonly kind: 'session-gone' }
  | { readonly kind: 'damaged' }

export type Committed =
  | Exclude<Appended, { kind: 'taken' }>
  | { readonly kind: 'saved'; readonly file: DropboxFile }
  /** Something else has this name. */
  | { readonly kind: 'name-taken' }
  | { readonly kind: 'full' }

export type DropboxApi = {
  find(name: string): Promise<Called<DropboxFile | null>>
  upload(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<Called<Committed>>
  begin(): Promise<Called<string>>
  append(cursor: Cursor, bytes: Uint8Array<ArrayBuffer>): Promise<Called<Appended>>
  finish(cursor: Cursor, name: string, bytes: Uint8Array<ArrayBuffer>): Promise<Called<Committed>>
  remove(name: string, rev: string): Promise<Called<null>>
}

export function openDropboxApi({ api, content }: DropboxAddresses, caller: Caller): DropboxApi {
  const tell = (path: string, argument: object) =>
    caller.call({
      method: 'POST',
      url: `${api}/2/${path}`,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(argument),
    })
  const send = (path: string, argument: object, body: Uint8Array<ArrayBuffer>) =>
    caller.call({
      method: 'POST',
      url: `${content}/2/${path}`,
      headers: { 'content-type': 'application/octet-stream', 'dropbox-api-arg': toHeader(argument) },
      body,
    })
  const commit = (name: string) => ({
    path: `/${name}`,
    mode: 'add',
    autorename: false,
    strict_conflict: false,
  })
  return {
    async find(name) {
      const asked = await tell('files/get_metadata', { path: `/${name}` })
      if (!asked.ok) return asked
      const { value } = asked
      if (isGood(value)) return ok(value.field('.tag') === 'file' ? toFile(value) : null)
      return value.field('error', 'path', '.tag') === 'not_found'
        ? ok(null)
        : odd('files/get_metadata', value)
    },
    async upload(name, bytes) {
      const asked = await send(
        'files/upload',
        { ...commit(name), content_hash: await contentHash(bytes) },
        bytes,
      )
      return asked.ok ? readCommit('files/upload', asked.value, 'reason') : asked
    },
    async begin() {
      const asked = await send('files/upload_session/start', { close: false }, new Uint8Array())
      if (!asked.ok) return asked
      const id = asked.value.field('session_id')
      return typeof id === 'string' ? ok(id) : odd('files/upload_session/start', asked.value)
    },
    async append(cursor, bytes) {
      const argument = { cursor, close: false, content_hash: await contentHash(bytes) }
      const asked = await send('files/upload_session/append_v2', argument, bytes)
      if (!asked.ok) return asked
      if (isGood(asked.value)) return ok({ kind: 'taken' })
      const lost = readLookUp(asked.value, 'error')
      return lost === null ? odd('files/upload_session/append_v2', asked.value) : ok(lost)
    },
    async finish(cursor, name, bytes) {
      const argument = { cursor, commit: commit(name), content_hash: await contentHash(bytes) }
      const asked = await send('files/upload_session/finish', argument, bytes)
      return asked.ok ? readCommit('files/upload_session/finish', asked.value, 'path') : asked
    },
    async remove(name, rev) {
      const asked = await tell('files/delete_v2', { path: `/${name}`, parent_rev: rev })
      if (!asked.ok) return asked
      const gone = isGood(asked.value) || asked.value.field('error', 'path_lookup', '.tag') === 'not_found'
      return gone ? ok(null) : odd('files/delete_v2', asked.value)
    },
  }
}

/** The address of whoever's Dropbox it is. */
export async function nameAccount({ api }: DropboxAddresses, caller: Caller): Promise<string | null> {
  const asked = await caller.call({ method: 'POST', url: `${api}/2/users/get_current_account` })
  const email = asked.ok && isGood(asked.value) ? asked.value.field('email') : null
  return typeof email === 'string' ? email : null
}

/** Signs beyond ASCII cannot stand in a header; JSON has a way to write them. */
const toHeader = (argument: object): string =>
  JSON.stringify(argument).replaceAll(
    /[\u007f-\uffff]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

const toFile = (answer: Answer): DropboxFile => ({
  name: String(answer.field('name')),
  hash: String(answer.field('content_hash')),
  rev: String(answer.field('rev')),
})

/** `why`: where its error says what is wrong with the path. */
function readCommit(what: string, answer: Answer, why: 'reason' | 'path'): Called<Committed> {
  if (isGood(answer)) return ok({ kind: 'saved', file: toFile(answer) })
  const lost = readLookUp(answer, 'error') ?? readLookUp(answer, 'error', 'lookup_failed')
  if (lost !== null) return ok(lost)
  switch (answer.field('error', why, '.tag')) {
    case 'conflict':
      return ok({ kind: 'name-taken' })
    case 'insufficient_space':
      return ok({ kind: 'full' })
    case 'too_many_write_operations':
      return { ok: false, error: { kind: 'slow-down', until: null } satisfies Hitch }
    default:
      return odd(what, answer)
  }
}

function readLookUp(
  answer: Answer,
  ...where: readonly string[]
): Exclude<Appended, { kind: 'taken' }> | null {
  switch (answer.field(...where, '.tag')) {
    case 'incorrect_offset': {
      const offset = answer.field(...where, 'correct_offset')
      return typeof offset === 'number' ? { kind: 'offset', offset } : null
    }
    case 'not_found':
    case 'closed':
      return { kind: 'session-gone' }
    case 'content_hash_mismatch':
      return { kind: 'damaged' }
    default:
      return null
  }
}
