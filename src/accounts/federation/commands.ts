/** `chapterhouse federation …`: who is believed when readers sign in. Values come back; `program` prints them. */
import { X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { fail, ok, type Result, toSlug } from '#base'
import type { Database } from '#platform'
import type { SignInDeps } from './deps.ts'
import type { OidcProvider, ScopeName } from './metadata/identity-provider.ts'
import { parseScope } from './metadata/parse-scope.ts'
import {
  addFederation,
  type Federation,
  keepOidcProvider,
  listFederations,
  removeFederation,
  removeOidcProvider,
} from './metadata/provider-store.ts'
import type { Metadata } from './metadata/read-metadata.ts'
import { type RefreshDeps, type Refreshed, readSource, refreshOne } from './metadata/refresh-federation.ts'
import { openIssuer } from './oidc/open-issuer.ts'

type Told<T> = Promise<Result<T, readonly string[]>>

export type SourceOptions = {
  readonly name?: string
  readonly id?: string
  /** A file in PEM. */
  readonly certificate?: string
}

export type AddedFederation = { readonly federation: Federation; readonly outcome: Refreshed['outcome'] }

/** Kept only when it could be read: what is mistyped is told at once, and not night after night in the log. */
export async function addFederationByCommand(
  deps: RefreshDeps,
  source: string,
  options: SourceOptions,
): Told<AddedFederation> {
  const certificate = await readCertificate(options.certificate)
  if (!certificate.ok) return certificate
  const name = options.name?.trim() || nameFrom(source)
  const id = toSlug(options.id ?? name)
  const known = (await listFederations(deps.db)).find((one) => one.id === id)
  if (known !== undefined)
    return fail([
      `There is a federation “${id}” already, read from ${known.source}. Remove it, or give --id.`,
    ])
  const order = { id, name, source: toSource(source), certificate: certificate.value }
  await addFederation(deps.db, order, deps.now())
  const federation = (await listFederations(deps.db)).find((one) => one.id === id)
  if (federation === undefined) return fail([`“${id}” was removed meanwhile.`])
  const { outcome } = await refreshOne(deps, federation)
  if (outcome.kind !== 'failed') return ok({ federation, outcome })
  await removeFederation(deps.db, id)
  return fail([`${source} is not believed: ${bare(outcome.problem)}. Nothing was kept.`])
}

const isAddress = (source: string): boolean => /^https?:\/\//i.test(source)

/** A worker may run in another folder. */
const toSource = (source: string): string => (isAddress(source) ? source : resolve(source))

const nameFrom = (source: string): string =>
  isAddress(source) ? new URL(source).hostname : (source.split(/[\\/]/).at(-1) ?? source)

async function readCertificate(file: string | undefined): Told<string | null> {
  if (file === undefined) return ok(null)
  try {
    return ok(new X509Certificate(await readFile(file)).toString())
  } catch (error) {
    return fail([`${file} is no certificate in PEM: ${error instanceof Error ? error.message : error}.`])
  }
}

export type IssuerOptions = {
  readonly clientId: string
  readonly clientSecret: string | null
  readonly name?: string
  /** Domains whose readers it signs in. */
  readonly scope?: readonly string[]
  /** Asked for beside `openid`. */
  readonly ask?: readonly string[]
}

/** Its own word at its address is asked first: an issuer that does not answer is not written down. */
export async function addIssuerByCommand(
  deps: Omit<SignInDeps, 'keys' | 'entityId'>,
  issuer: string,
  { clientId, clientSecret, name, scope = [], ask = [] }: IssuerOptions,
): Told<OidcProvider> {
  if (!isAddress(issuer)) return fail([`“${issuer}” is not the address of an OpenID issuer.`])
  const scopes = scope.map((text) => [text, parseScope(text, false)] as const)
  const wrong = scopes.flatMap(([text, found]) => (found === null ? [`“${text}” is not a domain.`] : []))
  if (wrong.length > 0) return fail(wrong)
  try {
    await openIssuer(deps, issuer)
  } catch (error) {
    return fail([
      `${issuer} does not answer as OpenID asks: ${error instanceof Error ? error.message : error}.`,
    ])
  }
  const provider: OidcProvider = {
    protocol: 'oidc',
    entityId: issuer,
    names: { en: name?.trim() || new URL(issuer).hostname },
    keywords: [],
    scopes: scopes.flatMap(([, found]): ScopeName[] => (found === null ? [] : [found])),
    clientId,
    clientSecret: clientSecret === null ? null : deps.secrets.seal(clientSecret),
    requestedScopes: ask,
  }
  return (await keepOidcProvider(deps.db, provider))
    ? ok(provider)
    : fail([`A federation names a provider ${issuer}; the two cannot be told apart.`])
}

/** One by its id, or all of them. */
export async function refreshByCommand(
  deps: RefreshDeps,
  id: string | undefined,
): Told<readonly Refreshed[]> {
  const all = await listFederations(deps.db)
  const wanted = id === undefined ? all : all.filter((one) => one.id === id)
  if (id !== undefined && wanted.length === 0) return fail([missing(id)])
  const done: Refreshed[] = []
  for (const federation of wanted)
    done.push(await refreshOne(deps, { ...federation, etag: null, lastModified: null }))
  return ok(done)
}

/** Of other libraries some end with a full stop. */
const bare = (problem: string): string => problem.replace(/\.+$/, '')

const missing = (word: string): string =>
  `There is no federation or issuer “${word}”. “chapterhouse federation list” lists them.`

/** A federation by its id, an OpenID provider by its issuer. */
export async function removeByCommand(db: Database, word: string): Told<'federation' | 'issuer'> {
  if (await removeFederation(db, word)) return ok('federation')
  return (await removeOidcProvider(db, word)) ? ok('issuer') : fail([missing(word)])
}

/** What a source would bring, without keeping any of it. */
export async function checkByCommand(
  deps: Pick<RefreshDeps, 'fetch' | 'now'>,
  source: string,
  options: Pick<SourceOptions, 'certificate'>,
): Told<Metadata> {
  const certificate = await readCertificate(options.certificate)
  if (!certificate.ok) return certificate
  const asked = { source: toSource(source), certificate: certificate.value, etag: null, lastModified: null }
  const read = await readSource(deps, asked)
  if (!read.ok) return fail([`${source} would not be believed: ${bare(read.error)}.`])
  return read.value === 'unchanged'
    ? fail([`${source} said nothing new to a first question.`])
    : ok(read.value.metadata)
}
