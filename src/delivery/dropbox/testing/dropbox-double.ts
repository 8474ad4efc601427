/**
 * A double of Dropbox on this machine: consent, tokens, and the calls of API v2 that we make, with Dropbox's own errors. That it
 * speaks as Dropbox does is judged by Dropbox's own SDK (`dropbox-double.test.ts`).
 */
import { createHash, randomBytes } from 'node:crypto'
import {
  type DoubleAnswer,
  type DoubleRequest,
  type FaultyServer,
  openFaultyServer,
} from '../../connections/testing/faulty-server.ts'
import { openOAuthDouble } from '../../connections/testing/oauth-double.ts'

export const DROPBOX_CLIENT = { id: 'dropbox-app-key', secret: 'dropbox-app-secret' }

export type StoredFile = { readonly name: string; readonly data: Buffer; readonly rev: string }

export type DropboxDouble = Omit<FaultyServer, 'close'> &
  Pick<ReturnType<typeof openOAuthDouble>, 'reader' | 'seconds' | 'revokeAll' | 'expireAccess' | 'grants'> & {
    /** By path, in lower case. */
    readonly files: Map<string, StoredFile>
    /** Upload sessions that are open: clear them and they are too old. */
    readonly sessions: Map<string, Session>
    /** Bytes that fit in. */
    readonly room: { bytes: number }
    /** What is stored is not what was sent: so often. */
    readonly damage: { times: number }
    close(): Promise<void>
  }

type Session = { parts: Buffer[]; size: number; closed: boolean }

const MOST_PER_REQUEST = 150 * 1024 * 1024
const BLOCK = 4 * 1024 * 1024

const sha256 = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest()

/** Written a second time, from Dropbox's description, so that ours is not judged by itself. */
export function doubleHash(data: Buffer): string {
  const blocks = Array.from({ length: Math.ceil(data.length / BLOCK) }, (_, i) =>
    sha256(data.subarray(i * BLOCK, (i + 1) * BLOCK)),
  )
  return sha256(Buffer.concat(blocks)).toString('hex')
}

type Json = { readonly [key: string]: unknown }

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const part = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined

const tagged = (status: number, error: Json): DoubleAnswer => ({
  status,
  body: { error_summary: `${summary(error)}/..`, error },
})

const summary = (error: Json): string => {
  const tag = text(error['.tag'])
  const inner = error[tag] ?? error.reason
  return typeof inner === 'object' && inner !== null ? `${tag}/${summary({ ...inner })}` : tag
}

export async function openDropboxDouble(): Promise<DropboxDouble> {
  const oauth = openOAuthDouble({
    name: 'Dropbox',
    authorize: '/oauth2/authorize',
    token: '/oauth2/token',
    accessPrefix: 'sl.',
    isOffline: (query) => query.get('token_access_type') === 'offline',
    extra: { uid: '1', account_id: 'dbid:double' },
    tokenType: 'bearer',
    client: DROPBOX_CLIENT,
  })
  const files = new Map<string, StoredFile>()
  const sessions = new Map<string, Session>()
  const room = { bytes: Number.POSITIVE_INFINITY }
  const damage = { times: 0 }
  const used = () => [...files.values()].reduce((sum, { data }) => sum + data.length, 0)

  const toMetadata = (path: string, { name, data, rev }: StoredFile): Json => ({
    ...{ name, id: `id:${rev}`, rev, size: data.length },
    ...{ path_lower: path.toLowerCase(), path_display: path },
    ...{ client_modified: '2026-01-01T00:00:00Z', server_modified: '2026-01-01T00:00:00Z' },
    ...{ is_downloadable: true, content_hash: doubleHash(data) },
  })

  /** What it was called in the end, or Dropbox's WriteError. */
  const commit = (wanted: Json, data: Buffer): { readonly path: string } | { readonly error: Json } => {
    const path = text(wanted.path)
    if (/[\\]|\/$|[.\s]$/.test(path)) return { error: { '.tag': 'malformed_path' } }
    if (used() + data.length > room.bytes) return { error: { '.tag': 'insufficient_space' } }
    const there = files.get(path.toLowerCase())
    const mode = typeof wanted.mode === 'string' ? wanted.mode : (part(wanted.mode, '.tag') ?? 'add')
    let free = path
    if (there && mode === 'add') {
      const same = doubleHash(there.data) === doubleHash(data)
      if (same && wanted.strict_conflict !== true) return { path }
      if (wanted.autorename !== true) return { error: { '.tag': 'conflict', conflict: { '.tag': 'file' } } }
      for (let n = 1; files.has(free.toLowerCase()); n += 1) free = path.replace(/(\.[^./]*)?$/, ` (${n})$1`)
    }
    const stored = damage.times > 0 ? Buffer.from(data.toReversed()) : data
    damage.times -= 1
    files.set(free.toLowerCase(), {
      name: free.split('/').at(-1) ?? '',
      data: stored,
      rev: randomBytes(8).toString('hex'),
    })
    return { path: free }
  }

  const saved = (path: string): DoubleAnswer => {
    const file = files.get(path.toLowerCase())
    return file ? { status: 200, body: toMetadata(path, file) } : { status: 500 }
  }

  const findSession = (cursor: unknown): Session | Json => {
    const session = sessions.get(text(part(cursor, 'session_id')))
    if (!session) return { '.tag': 'not_found' }
    return session.size === part(cursor, 'offset')
      ? session
      : { '.tag': 'incorrect_offset', correct_offset: session.size }
  }

  const calls: Readonly<Record<string, (argument: Json, body: Buffer) => DoubleAnswer>> = {
    'files/upload': (argument, body) => {
      const done = commit(argument, body)
      if ('path' in done) return saved(done.path)
      const upload_session_id = `pid_${randomBytes(8).toString('hex')}`
      return tagged(409, { '.tag': 'path', reason: done.error, upload_session_id })
    },
    'files/upload_session/start': (argument, body) => {
      const session_id = `pid_upload_session:${randomBytes(16).toString('hex')}`
      sessions.set(session_id, { parts: [body], size: body.length, closed: argument.close === true })
      return { status: 200, body: { session_id } }
    },
    'files/upload_session/append_v2': ({ cursor, close }, body) => {
      const session = findSession(cursor)
      if (!isSession(session)) return tagged(409, session)
      if (session.closed) return tagged(409, { '.tag': 'closed' })
      take(session, body)
      session.closed = close === true
      return { status: 200, body: null }
    },
    'files/upload_session/finish': ({ cursor, commit: wanted }, body) => {
      const session = findSession(cursor)
      if (!isSession(session)) return tagged(409, { '.tag': 'lookup_failed', lookup_failed: session })
      take(session, body)
      const done = commit({ ...(typeof wanted === 'object' ? wanted : {}) }, Buffer.concat(session.parts))
      if ('error' in done) return tagged(409, { '.tag': 'path', path: done.error })
      sessions.delete(text(part(cursor, 'session_id')))
      return saved(done.path)
    },
    'files/get_metadata': ({ path }) => {
      const file = files.get(text(path).toLowerCase())
      return file
        ? { status: 200, body: { '.tag': 'file', ...toMetadata(`/${file.name}`, file) } }
        : tagged(409, { '.tag': 'path', path: { '.tag': 'not_found' } })
    },
    'files/delete_v2': ({ path }) => {
      const file = files.get(text(path).toLowerCase())
      if (!file) return tagged(409, { '.tag': 'path_lookup', path_lookup: { '.tag': 'not_found' } })
      files.delete(text(path).toLowerCase())
      return { status: 200, body: { metadata: { '.tag': 'file', ...toMetadata(text(path), file) } } }
    },
    'users/get_current_account': () => ({
      status: 200,
      body: { account_id: 'dbid:double', email: 'reader@dropbox.example', email_verified: true },
    }),
    'users/get_space_usage': () => ({
      status: 200,
      body: { used: used(), allocation: { '.tag': 'individual', allocated: Math.min(room.bytes, 2 ** 31) } },
    }),
  }

  const handle = (request: DoubleRequest): DoubleAnswer => {
    const given = oauth.answer(request)
    if (given !== null) return given
    const call = request.url.pathname.replace(/^\/2\//, '')
    const grant = oauth.grantOf(request)
    if (grant === null) return tagged(401, { '.tag': 'invalid_access_token' })
    if (grant === 'expired') return tagged(401, { '.tag': 'expired_access_token' })
    if (call === 'auth/token/revoke') {
      oauth.revoke(grant)
      return { status: 200, body: null }
    }
    const needed = scopeOf(call)
    if (!grant.scope.split(' ').includes(needed))
      return tagged(401, { '.tag': 'missing_scope', required_scope: needed })
    const act = calls[call]
    if (!act) return { status: 400, body: `Unknown API function: "${call}"` }
    const fault = faultOf(call, request)
    if (fault !== null) return fault
    const argument = readArgument(request)
    if (argument === null)
      return { status: 400, body: `Error in call to API function "${call}": could not decode input as JSON` }
    const hash = argument.content_hash
    if (hash !== undefined && hash !== doubleHash(request.body))
      return tagged(409, { '.tag': 'content_hash_mismatch' })
    return act(argument, request.body)
  }
  const server = await openFaultyServer(handle)
  return { ...server, ...oauth, files, sessions, room, damage }
}

const isSession = (found: Session | Json): found is Session => 'parts' in found

function take(session: Session, body: Buffer): void {
  session.parts.push(body)
  session.size += body.length
}

const scopeOf = (call: string): string => {
  if (call === 'files/get_metadata') return 'files.metadata.read'
  return call.startsWith('files/') ? 'files.content.write' : 'account_info.read'
}

const isContent = (call: string): boolean => call.startsWith('files/upload')

function faultOf(call: string, { headers, body }: DoubleRequest): DoubleAnswer | null {
  if (!isContent(call)) return null
  if (headers['content-type'] !== 'application/octet-stream')
    return { status: 400, body: `Error in call to API function "${call}": Bad HTTP "Content-Type" header` }
  return body.length > MOST_PER_REQUEST ? tagged(409, { '.tag': 'payload_too_large' }) : null
}

function readArgument({ url, headers, body }: DoubleRequest): Json | null {
  const header = headers['dropbox-api-arg']
  const json = isContent(url.pathname.slice(3)) ? String(header ?? '{}') : body.toString()
  try {
    const argument: unknown = json === '' ? {} : JSON.parse(json)
    return typeof argument === 'object' ? { ...argument } : null
  } catch {
    return null
  }
}
