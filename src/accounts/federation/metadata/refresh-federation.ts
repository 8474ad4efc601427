/**
 * Asks every federation for its metadata and believes what is signed. What was believed before stays in force until its own
 * end, whatever goes wrong: a federation that cannot be reached locks no reader out, and its word does not last for ever.
 */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { fail, ok, type Result } from '#base'
import type { Database, Log } from '#platform'
import type { GuardedFetch } from '../fetch/guarded-fetch.ts'
import { type Federation, keepProviders, listFederations, noteFederationProblem } from './provider-store.ts'
import { type Metadata, type MetadataFault, readMetadata } from './read-metadata.ts'

export type RefreshDeps = {
  readonly db: Database
  readonly fetch: GuardedFetch
  readonly log: Log
  readonly now: () => Date
}

export type Refreshed = {
  readonly federation: string
  readonly outcome:
    | { readonly kind: 'read'; readonly providers: number; readonly taken: readonly string[] }
    | { readonly kind: 'unchanged' }
    | { readonly kind: 'failed'; readonly problem: string }
}

/** eduGAIN's is about 100 MB. */
const MOST_BYTES = 400 * 1024 * 1024
const LONGEST_FETCH_MS = 15 * 60_000
/** Federations sign anew every day or week, and let their word last for a few. */
const LONGEST_VALID_MS = 60 * 86_400_000

/** Call it every few hours: what has not changed costs one question. */
export async function refreshFederation(deps: RefreshDeps): Promise<readonly Refreshed[]> {
  const all: Refreshed[] = []
  for (const federation of await listFederations(deps.db)) all.push(await refreshOne(deps, federation))
  return all
}

export async function refreshOne(deps: RefreshDeps, federation: Federation): Promise<Refreshed> {
  const { db, log, now } = deps
  const outcome = await refresh(deps, federation)
  if (outcome.kind === 'failed') {
    log.warn(
      { federation: federation.id, problem: outcome.problem },
      'metadata of a federation were not believed',
    )
    await noteFederationProblem(db, federation.id, outcome.problem, now())
  }
  if (outcome.kind === 'unchanged') await noteFederationProblem(db, federation.id, null, now())
  if (outcome.kind === 'read' && outcome.taken.length > 0)
    log.warn(
      { federation: federation.id, taken: outcome.taken },
      'providers are known from another federation',
    )
  return { federation: federation.id, outcome }
}

async function refresh(
  { db, fetch, now }: RefreshDeps,
  federation: Federation,
): Promise<Refreshed['outcome']> {
  const read = await readSource({ fetch, now }, federation)
  if (!read.ok) return { kind: 'failed', problem: read.error }
  if (read.value === 'unchanged') return { kind: 'unchanged' }
  const { metadata, etag, lastModified } = read.value
  const { providers, validUntil } = metadata
  const taken = await keepProviders(db, federation.id, { providers, validUntil, etag, lastModified }, now())
  return { kind: 'read', providers: providers.length - taken.length, taken }
}

export type Source = Pick<Federation, 'source' | 'certificate' | 'etag' | 'lastModified'> &
  Partial<Pick<Federation, 'document'>>

type ReadSource = Pick<Opened, 'etag' | 'lastModified'> & { readonly metadata: Metadata }

/** What it says, if it is to be believed; nothing is kept of it. */
export async function readSource(
  { fetch, now }: Pick<RefreshDeps, 'fetch' | 'now'>,
  source: Source,
): Promise<Result<ReadSource | 'unchanged', MetadataFault>> {
  const opened = await open(fetch, source)
  if (!opened.ok) return opened
  if (opened.value === 'unchanged') return ok('unchanged')
  const { body, etag, lastModified } = opened.value
  const metadata = await readMetadata(body, {
    certificate: source.certificate,
    now: now(),
    longestMs: source.certificate === null ? null : LONGEST_VALID_MS,
  })
  body.destroy()
  if (!metadata.ok) return metadata
  if (metadata.value.providers.length === 0) return fail('no identity provider is in it')
  return ok({ metadata: metadata.value, etag, lastModified })
}

function open(fetch: GuardedFetch, source: Source): Promise<Result<Opened | 'unchanged', MetadataFault>> {
  const { document = null } = source
  if (document !== null) return Promise.resolve(ok(openDocument(document, source)))
  return /^https?:/i.test(source.source) ? openAddress(fetch, source) : openFile(source)
}

/** It changes only when another is handed over, which forgets the mark. */
const openDocument = (document: string, { etag }: Source): Opened | 'unchanged' =>
  etag === HANDED_OVER
    ? 'unchanged'
    : { body: Readable.from([Buffer.from(document)]), etag: HANDED_OVER, lastModified: null }

const HANDED_OVER = 'handed over'

type Opened = {
  readonly body: Readable
  readonly etag: string | null
  readonly lastModified: string | null
}

async function openAddress(
  fetch: GuardedFetch,
  { source, etag, lastModified }: Source,
): Promise<Result<Opened | 'unchanged', MetadataFault>> {
  const answer = await fetch(source, {
    mostBytes: MOST_BYTES,
    milliseconds: LONGEST_FETCH_MS,
    redirects: 3,
    headers: {
      accept: 'application/samlmetadata+xml, application/xml;q=0.9, */*;q=0.1',
      ...(etag === null ? {} : { 'if-none-match': etag }),
      ...(lastModified === null ? {} : { 'if-modified-since': lastModified }),
    },
  })
  if (!answer.ok) return answer
  const { status, headers, body } = answer.value
  if (status !== 200) body.destroy()
  if (status === 304) return ok('unchanged')
  if (status !== 200) return fail(`it answered with ${status}`)
  return ok({ body, etag: headers.etag ?? null, lastModified: headers['last-modified'] ?? null })
}

async function openFile({ source, etag }: Source): Promise<Result<Opened | 'unchanged', MetadataFault>> {
  const file = await stat(source).catch(() => null)
  if (!file?.isFile()) return fail(`there is no file ${source}`)
  if (file.size > MOST_BYTES) return fail('it is too large')
  const mark = `${file.mtimeMs} ${file.size}`
  if (mark === etag) return ok('unchanged')
  return ok({ body: createReadStream(source), etag: mark, lastModified: null })
}
