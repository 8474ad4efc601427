/** The few calls of Drive API v3 that saving a file takes, and what their answers mean to us. */
import { fail, ok } from '#base'
import { type Answer, type Caller, isGood, odd } from '../connections/call-cloud.ts'
import type { Called, Hitch } from '../connections/cloud.ts'
import type { DriveAddresses } from './addresses.ts'

export type DriveFile = {
  readonly id: string
  readonly name: string
  /** Null: Google has not summed it, as of a folder. */
  readonly sha256: string | null
  readonly link: string | null
  readonly trashed: boolean
}

export type NewFile = {
  readonly id: string
  readonly name: string
  readonly mimeType: string
  readonly parents: readonly string[]
  readonly appProperties: Readonly<Record<string, string>>
}

export type Begun =
  | { readonly kind: 'begun'; readonly session: string }
  /** Somebody, most likely we ourselves, has made a file with this id. */
  | { readonly kind: 'id-taken' }
  | { readonly kind: 'folder-gone' }

export type Sent =
  | { readonly kind: 'saved'; readonly file: DriveFile }
  /** So much is there. */
  | { readonly kind: 'offset'; readonly offset: number }
  | { readonly kind: 'session-gone' }
  | { readonly kind: 'id-taken' }
  | { readonly kind: 'folder-gone' }

export type DriveApi = {
  newId(): Promise<Called<string>>
  find(id: string): Promise<Called<DriveFile | null>>
  /** Of those that carry this property of ours, and are not in the bin. */
  findFolder(property: string): Promise<Called<string | null>>
  makeFolder(folder: Omit<NewFile, 'mimeType' | 'parents'>): Promise<Called<null>>
  begin(file: NewFile, bytes: number): Promise<Called<Begun>>
  /** `part` null: asks how far it has come. */
  send(session: string, part: Part | null, total: number): Promise<Called<Sent>>
  remove(id: string): Promise<Called<null>>
}

export type Part = { readonly from: number; readonly bytes: Uint8Array<ArrayBuffer> }

const FOLDER = 'application/vnd.google-apps.folder'
const FIELDS = 'id,name,sha256Checksum,webViewLink,trashed'

export function openDriveApi({ api }: DriveAddresses, caller: Caller): DriveApi {
  const files = `${api}/drive/v3/files`
  return {
    async newId() {
      const asked = await call(caller, { method: 'GET', url: `${files}/generateIds?count=1&space=drive` })
      if (!asked.ok) return asked
      const id = asked.value.field('ids', '0')
      return typeof id === 'string' ? ok(id) : odd('files.generateIds', asked.value)
    },
    async find(id) {
      const asked = await call(caller, { method: 'GET', url: `${files}/${id}?fields=${FIELDS}` })
      if (!asked.ok) return asked
      if (asked.value.status === 404) return ok(null)
      return isGood(asked.value) ? ok(toFile(asked.value)) : odd('files.get', asked.value)
    },
    async findFolder(property) {
      const query = new URLSearchParams({
        q: `appProperties has { key='chapterhouse' and value='${property}' } and mimeType='${FOLDER}' and trashed=false`,
        ...{ fields: 'files(id)', spaces: 'drive', orderBy: 'createdTime', pageSize: '1' },
      })
      const asked = await call(caller, { method: 'GET', url: `${files}?${query}` })
      if (!asked.ok) return asked
      const id = asked.value.field('files', '0', 'id')
      return isGood(asked.value) ? ok(typeof id === 'string' ? id : null) : odd('files.list', asked.value)
    },
    async makeFolder(folder) {
      const body = JSON.stringify({ ...folder, mimeType: FOLDER })
      const asked = await call(caller, {
        method: 'POST',
        url: `${files}?fields=id`,
        headers: JSON_TYPE,
        body,
      })
      if (!asked.ok) return asked
      return isGood(asked.value) || asked.value.status === 409 ? ok(null) : odd('files.create', asked.value)
    },
    async begin(file, bytes) {
      const asked = await call(caller, {
        method: 'POST',
        url: `${api}/upload/drive/v3/files?uploadType=resumable&fields=${FIELDS}`,
        headers: {
          ...JSON_TYPE,
          'x-upload-content-type': file.mimeType,
          'x-upload-content-length': String(bytes),
        },
        body: JSON.stringify(file),
      })
      if (!asked.ok) return mind(asked.error, bytes)
      if (asked.value.status === 409) return ok({ kind: 'id-taken' })
      if (asked.value.status === 404) return ok({ kind: 'folder-gone' })
      const session = asked.value.headers.get('location')
      // It goes where it came from, and nowhere else: it carries the reader's permission.
      return isGood(asked.value) && session?.startsWith(`${api}/upload/`) === true
        ? ok({ kind: 'begun', session })
        : odd('files.create', asked.value)
    },
    async send(session, part, total) {
      const range = part === null ? '*' : `${part.from}-${part.from + part.bytes.length - 1}`
      const asked = await caller.plain({
        method: 'PUT',
        url: session,
        headers: { 'content-range': `bytes ${range}/${total}` },
        body: part?.bytes ?? '',
      })
      return asked.ok ? readSent(asked.value, total) : mind(asked.error, total)
    },
    async remove(id) {
      const asked = await call(caller, { method: 'DELETE', url: `${files}/${id}` })
      if (!asked.ok) return asked
      return isGood(asked.value) || asked.value.status === 404 ? ok(null) : odd('files.delete', asked.value)
    },
  }
}

/** The address of whoever's Drive it is. */
export async function nameAccount({ api }: DriveAddresses, caller: Caller): Promise<string | null> {
  const asked = await caller.call({ method: 'GET', url: `${api}/drive/v3/about?fields=user(emailAddress)` })
  const email = asked.ok && isGood(asked.value) ? asked.value.field('user', 'emailAddress') : null
  return typeof email === 'string' ? email : null
}

const JSON_TYPE = { 'content-type': 'application/json; charset=UTF-8' }

async function call(caller: Caller, request: Parameters<Caller['call']>[0]): Promise<Called<Answer>> {
  const asked = await caller.call(request)
  if (!asked.ok || asked.value.status !== 403) return asked
  const hitch = readRefusal(asked.value)
  return hitch === null ? asked : fail(hitch)
}

/** A 403 of Google's is one of many things; its `reason` says which. */
function readRefusal(answer: Answer): Hitch | null {
  switch (answer.field('error', 'errors', '0', 'reason')) {
    case 'storageQuotaExceeded':
    case 'teamDriveFileLimitExceeded':
      return { kind: 'full', needed: 0 }
    case 'userRateLimitExceeded':
    case 'rateLimitExceeded':
    case 'dailyLimitExceeded':
    case 'sharingRateLimitExceeded':
      return { kind: 'slow-down', until: null }
    case 'insufficientPermissions':
      return { kind: 'reconnect', why: 'permission' }
    default:
      return null
  }
}

/** How much room a file needs is known to whoever sends it. */
const mind = (hitch: Hitch, needed: number) =>
  fail<Hitch>(hitch.kind === 'full' ? { ...hitch, needed } : hitch)

const toFile = (answer: Answer): DriveFile => {
  const [sum, link] = [answer.field('sha256Checksum'), answer.field('webViewLink')]
  return {
    id: String(answer.field('id')),
    name: String(answer.field('name')),
    sha256: typeof sum === 'string' ? sum : null,
    link: typeof link === 'string' ? link : null,
    trashed: answer.field('trashed') === true,
  }
}

function readSent(answer: Answer, total: number): Called<Sent> {
  if (isGood(answer)) return ok({ kind: 'saved', file: toFile(answer) })
  switch (answer.status) {
    case 308: {
      // No range: nothing of it is there.
      const last = /^bytes=0-(\d+)$/.exec(answer.headers.get('range') ?? '')?.[1]
      return ok({ kind: 'offset', offset: last === undefined ? 0 : Number(last) + 1 })
    }
    case 401:
    case 410:
      return ok({ kind: 'session-gone' })
    case 404:
      return ok({ kind: answer.text.includes('File not found') ? 'folder-gone' : 'session-gone' })
    case 409:
      return ok({ kind: 'id-taken' })
    case 403: {
      const hitch = readRefusal(answer)
      return hitch === null ? odd('upload', answer) : mind(hitch, total)
    }
    default:
      return odd('upload', answer)
  }
}
