/**
 * A double of Google Drive on this machine: consent, tokens, and the calls of Drive API v3 that we make, with Google's own errors.
 * That it speaks as Google does is judged by Google's own clients (`drive-double.test.ts`).
 */
import { createHash, randomBytes } from 'node:crypto'
import {
  type DoubleAnswer,
  type DoubleRequest,
  type FaultyServer,
  openFaultyServer,
} from '../../connections/testing/faulty-server.ts'
import { openOAuthDouble } from '../../connections/testing/oauth-double.ts'

export const GOOGLE_CLIENT = { id: 'google-client-id', secret: 'google-client-secret' }

type Json = { readonly [key: string]: unknown }

export type StoredFile = {
  readonly id: string
  readonly name: string
  readonly mimeType: string
  readonly parents: readonly string[]
  readonly appProperties: Json
  readonly data: Buffer
  trashed: boolean
}

export type DriveDouble = Omit<FaultyServer, 'close'> &
  Pick<ReturnType<typeof openOAuthDouble>, 'reader' | 'seconds' | 'revokeAll' | 'expireAccess' | 'grants'> & {
    readonly files: Map<string, StoredFile>
    /** Resumable sessions that are open: clear them and they are too old. */
    readonly sessions: Map<string, Session>
    readonly room: { bytes: number }
    /** What is stored is not what was sent: so often. */
    readonly damage: { times: number }
    close(): Promise<void>
  }

type Session = {
  readonly metadata: Json
  readonly mimeType: string
  readonly fields: string | null
  total: number | null
  data: Buffer
  made: StoredFile | null
}

const STEP = 262_144
const FOLDER = 'application/vnd.google-apps.folder'

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/** Google's way of telling an error. */
const refuse = (code: number, reason: string, message: string): DoubleAnswer => {
  const domain = /limit|quota/i.test(reason) ? 'usageLimits' : 'global'
  return { status: code, body: { error: { code, message, errors: [{ message, domain, reason }] } } }
}

export async function openDriveDouble(): Promise<DriveDouble> {
  const oauth = openOAuthDouble({
    name: 'Google',
    authorize: '/o/oauth2/v2/auth',
    token: '/token',
    accessPrefix: 'ya29.',
    isOffline: (query) => query.get('access_type') === 'offline' && query.get('prompt') === 'consent',
    extra: {},
    tokenType: 'Bearer',
    client: GOOGLE_CLIENT,
  })
  const files = new Map<string, StoredFile>()
  const ids = new Set<string>()
  const sessions = new Map<string, Session>()
  const room = { bytes: Number.POSITIVE_INFINITY }
  const damage = { times: 0 }

  /** Google's refusal; null: it may be made. */
  const check = (metadata: Json, bytes: number): DoubleAnswer | null => {
    const id = text(metadata.id)
    if (id !== null && !ids.has(id)) return refuse(400, 'invalid', 'The provided file ID is not usable.')
    if (id !== null && files.has(id))
      return refuse(409, 'fileIdInUse', 'A file already exists with the provided ID.')
    for (const parent of parentsOf(metadata))
      if (parent !== 'root' && !files.has(parent))
        return refuse(404, 'notFound', `File not found: ${parent}.`)
    const used = [...files.values()].reduce((sum, { data }) => sum + data.length, 0)
    return used + bytes > room.bytes
      ? refuse(403, 'storageQuotaExceeded', "The user's Drive storage quota has been exceeded.")
      : null
  }

  const make = (metadata: Json, data: Buffer, mimeType: string): StoredFile => {
    const damaged = data.length > 0 && damage.times > 0
    if (damaged) damage.times -= 1
    const file = {
      id: text(metadata.id) ?? newFileId(),
      name: text(metadata.name) ?? 'Untitled',
      mimeType: text(metadata.mimeType) ?? mimeType,
      parents: parentsOf(metadata),
      appProperties: { ...(typeof metadata.appProperties === 'object' ? metadata.appProperties : {}) },
      data: damaged ? Buffer.from(data.toReversed()) : data,
      trashed: false,
    }
    files.set(file.id, file)
    return file
  }

  const list = (q: string): readonly StoredFile[] => {
    const value = /appProperties has \{ key='chapterhouse' and value='([^']*)' \}/.exec(q)?.[1]
    return [...files.values()].filter(
      (file) =>
        (value === undefined || file.appProperties.chapterhouse === value) &&
        (!q.includes(`mimeType='${FOLDER}'`) || file.mimeType === FOLDER) &&
        (!q.includes('trashed=false') || !file.trashed),
    )
  }

  const create = (request: DoubleRequest): DoubleAnswer => {
    const metadata = parseJson(request.body)
    const refused = check(metadata, 0)
    const fields = request.url.searchParams.get('fields')
    return refused ?? { status: 200, body: toResource(make(metadata, Buffer.alloc(0), ''), fields) }
  }

  const one = (request: DoubleRequest, id: string): DoubleAnswer => {
    const file = files.get(id)
    if (!file) return refuse(404, 'notFound', `File not found: ${id}.`)
    if (request.method === 'DELETE') {
      files.delete(id)
      return { status: 204 }
    }
    if (request.url.searchParams.get('alt') === 'media') return { status: 200, body: file.data }
    return { status: 200, body: toResource(file, request.url.searchParams.get('fields')) }
  }

  const beginUpload = (request: DoubleRequest, origin: string): DoubleAnswer => {
    const { searchParams: query } = request.url
    const fields = query.get('fields')
    if (query.get('uploadType') === 'multipart') {
      const { metadata, data, mimeType } = parseMultipart(request)
      const refused = check(metadata, data.length)
      return refused ?? { status: 200, body: toResource(make(metadata, data, mimeType), fields) }
    }
    if (query.get('uploadType') !== 'resumable') return refuse(400, 'badRequest', 'Bad uploadType')
    const metadata = parseJson(request.body)
    const length = request.headers['x-upload-content-length']
    const refused = check(metadata, Number(length ?? 0))
    if (refused !== null) return refused
    const id = randomBytes(24).toString('base64url')
    const mimeType = String(request.headers['x-upload-content-type'] ?? 'application/octet-stream')
    const total = length === undefined ? null : Number(length)
    sessions.set(id, { metadata, mimeType, fields, total, data: Buffer.alloc(0), made: null })
    const location = `${origin}/upload/drive/v3/files?uploadType=resumable&upload_id=${id}`
    return { status: 200, headers: { location, 'x-guploader-uploadid': id } }
  }

  const goOn = (session: Session): DoubleAnswer => ({
    status: 308,
    headers: session.data.length === 0 ? {} : { range: `bytes=0-${session.data.length - 1}` },
  })

  const finish = (session: Session): DoubleAnswer => {
    const refused = check(session.metadata, session.data.length)
    if (refused !== null) return refused
    session.made = make(session.metadata, session.data, session.mimeType)
    return { status: 200, body: toResource(session.made, session.fields) }
  }

  const takePart = (request: DoubleRequest): DoubleAnswer => {
    const session = sessions.get(request.url.searchParams.get('upload_id') ?? '')
    if (!session) return { status: 404, body: 'Not Found' }
    if (session.made !== null) return { status: 200, body: toResource(session.made, session.fields) }
    const range = String(request.headers['content-range'] ?? '')
    if (/^bytes \*\//.test(range)) {
      const whole = session.total !== null && session.data.length === session.total
      return whole ? finish(session) : goOn(session)
    }
    const [, first, last, all] = /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(range) ?? []
    const from = Number(first ?? 0)
    if (last !== undefined && Number(last) - from + 1 !== request.body.length)
      return refuse(400, 'badRequest', 'The range is not that of the body')
    const total = all === undefined ? request.body.length : all === '*' ? null : Number(all)
    if (from > session.data.length) return { status: 503 }
    session.data = Buffer.concat([session.data, request.body.subarray(session.data.length - from)])
    session.total = total ?? session.total
    if (session.total !== null && session.data.length >= session.total) return finish(session)
    return request.body.length % STEP === 0
      ? goOn(session)
      : refuse(400, 'badRequest', 'Parts are multiples of 262144 bytes')
  }

  /** Of a body that was cut off Google keeps whole steps. */
  const keepCut = (request: DoubleRequest): void => {
    const session = sessions.get(request.url.searchParams.get('upload_id') ?? '')
    const from = Number(/^bytes (\d+)-/.exec(String(request.headers['content-range'] ?? ''))?.[1] ?? -1)
    if (!session || from !== session.data.length) return
    const whole = Math.floor(request.body.length / STEP) * STEP
    session.data = Buffer.concat([session.data, request.body.subarray(0, whole)])
  }

  const drive = (request: DoubleRequest, origin: string): DoubleAnswer => {
    const { method, url } = request
    const path = url.pathname
    if (path === '/drive/v3/about')
      return { status: 200, body: { user: { emailAddress: 'reader@gmail.example', displayName: 'Reader' } } }
    if (path === '/drive/v3/files/generateIds') {
      const made = Array.from({ length: Number(url.searchParams.get('count') ?? 10) }, newFileId)
      for (const id of made) ids.add(id)
      return { status: 200, body: { kind: 'drive#generatedIds', space: 'drive', ids: made } }
    }
    if (path === '/upload/drive/v3/files' && method === 'POST') return beginUpload(request, origin)
    if (path === '/drive/v3/files' && method === 'POST') return create(request)
    if (path === '/drive/v3/files' && method === 'GET') {
      const found = list(url.searchParams.get('q') ?? '')
      return { status: 200, body: { files: found.map((file) => toResource(file, null)) } }
    }
    const [, id] = /^\/drive\/v3\/files\/([^/]+)$/.exec(path) ?? []
    return id === undefined ? refuse(404, 'notFound', 'not in the contract') : one(request, id)
  }

  const handle = (request: DoubleRequest): DoubleAnswer => {
    const given = oauth.answer(request)
    if (given !== null) return given
    if (request.url.pathname === '/revoke') {
      const token =
        new URLSearchParams(request.body.toString()).get('token') ?? request.url.searchParams.get('token')
      const grant = oauth.find(token ?? '')
      if (grant === null) return { status: 400, body: { error: 'invalid_token' } }
      oauth.revoke(grant)
      return { status: 200, body: {} }
    }
    // The address of a session is a permission by itself.
    if (request.method === 'PUT' && request.url.searchParams.has('upload_id')) return takePart(request)
    const grant = oauth.grantOf(request)
    if (grant === null || grant === 'expired')
      return {
        ...refuse(401, 'authError', 'Invalid Credentials'),
        headers: { 'www-authenticate': 'Bearer realm="https://accounts.google.com/", error="invalid_token"' },
      }
    if (!grant.scope.split(' ').includes('https://www.googleapis.com/auth/drive.file'))
      return refuse(403, 'insufficientPermissions', 'Insufficient Permission')
    return drive(request, server.origin)
  }
  const server: FaultyServer = await openFaultyServer(handle, keepCut)
  return { ...server, ...oauth, files, sessions, room, damage }
}

const newFileId = (): string => `1${randomBytes(24).toString('base64url').slice(0, 32)}`

const parentsOf = ({ parents }: Json): readonly string[] =>
  Array.isArray(parents) && parents.length > 0 ? parents.map(String) : ['root']

/** Four fields unless others are asked for, as Google does it. */
function toResource(file: StoredFile, fields: string | null): Json {
  const sum = (algorithm: string) => createHash(algorithm).update(file.data).digest('hex')
  const isFolder = file.mimeType === FOLDER
  const all: Json = {
    ...{ kind: 'drive#file', id: file.id, name: file.name, mimeType: file.mimeType, trashed: file.trashed },
    ...{ parents: file.parents, appProperties: file.appProperties },
    webViewLink: `https://drive.google.com/file/d/${file.id}/view`,
    ...(isFolder
      ? {}
      : { size: String(file.data.length), md5Checksum: sum('md5'), sha256Checksum: sum('sha256') }),
  }
  const wanted = fields === null ? ['kind', 'id', 'name', 'mimeType'] : fields.split(',')
  return Object.fromEntries(
    Object.entries(all).filter(([key]) => wanted.includes(key) || wanted.includes('*')),
  )
}

function parseJson(body: Buffer): Json {
  const json: unknown = body.length === 0 ? {} : JSON.parse(body.toString())
  return typeof json === 'object' ? { ...json } : {}
}

function parseMultipart({ headers, body }: DoubleRequest) {
  const boundary = /boundary="?([^";]+)/.exec(headers['content-type'] ?? '')?.[1] ?? ''
  const parts = body
    .toString('latin1')
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => {
      const end = part.indexOf('\r\n\r\n')
      return { head: part.slice(0, end), body: part.slice(end + 4).replace(/\r\n$/, '') }
    })
  return {
    metadata: parseJson(Buffer.from(parts[0]?.body ?? '', 'latin1')),
    data: Buffer.from(parts[1]?.body ?? '', 'latin1'),
    mimeType: /content-type: *([^\r\n]+)/i.exec(parts[1]?.head ?? '')?.[1] ?? 'application/octet-stream',
  }
}
