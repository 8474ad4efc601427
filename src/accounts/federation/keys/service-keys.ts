/**
 * The keys with which we sign requests and open what is encrypted to us, in `DATA_DIR/federation/keys`: each a pair of files,
 * the private one sealed with a passphrase made from SECRET_KEY.
 *
 * Changing keys takes three steps, a few days apart, because federations hand metadata on slowly: `addServiceKey` publishes a
 * second key beside the one in use; `useNewestServiceKey` signs with it from then on; `dropOldServiceKeys` forgets the others.
 */
import { createPrivateKey, generateKeyPair, hkdfSync, type KeyObject, X509Certificate } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { makeCertificate } from './make-certificate.ts'

export type ServiceKey = {
  readonly name: string
  readonly privateKey: KeyObject
  /** Base64 of DER. */
  readonly certificate: string
}

export type ServiceKeys = {
  readonly signing: ServiceKey
  /** All of them, the one that signs first. */
  readonly all: readonly ServiceKey[]
}

export type KeyFolder = { readonly dataDir: string; readonly secretKey: string }

/** Makes the first one when there is none. */
export async function openServiceKeys(folder: KeyFolder, now: Date): Promise<ServiceKeys> {
  const names = await listKeys(folder)
  if (names.length === 0) {
    await addServiceKey(folder, now)
    return openServiceKeys(folder, now)
  }
  const keys = await Promise.all(names.map((name) => readKey(folder, name)))
  const using = await readFile(join(pathOf(folder), USING), 'utf8').catch(() => '')
  const signing = keys.find(({ name }) => name === using.trim()) ?? keys[0]
  if (!signing) throw new Error('there is no key')
  return { signing, all: [signing, ...keys.filter((key) => key !== signing)] }
}

/** Published from now on; whoever encrypts to it can be read. Signs nothing yet. */
export async function addServiceKey(folder: KeyFolder, now: Date): Promise<string> {
  const path = pathOf(folder)
  await mkdir(path, { recursive: true, mode: 0o700 })
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 3072 })
  const certificate = makeCertificate(privateKey, 'Chapterhouse', dayBefore(now), yearsAfter(now, 20))
  const name = now.toISOString().replace(/\W/g, '')
  const sealed = privateKey.export({
    type: 'pkcs8',
    format: 'pem',
    cipher: 'aes-256-cbc',
    passphrase: passphrase(folder),
  })
  await keep(join(path, `${name}.crt`), new X509Certificate(certificate).toString())
  await keep(join(path, `${name}.key`), String(sealed))
  return name
}

/** Signs with the youngest from now on; running processes take it up within a minute. */
export async function useNewestServiceKey(folder: KeyFolder): Promise<string> {
  const newest = (await listKeys(folder)).at(-1)
  if (newest === undefined) throw new Error('there is no key')
  await keep(join(pathOf(folder), USING), newest)
  return newest
}

/** Answers with the names of those that are gone. */
export async function dropOldServiceKeys(folder: KeyFolder, now: Date): Promise<readonly string[]> {
  const { signing, all } = await openServiceKeys(folder, now)
  const old = all.filter((key) => key !== signing).map(({ name }) => name)
  for (const name of old)
    for (const ending of ['key', 'crt']) await rm(join(pathOf(folder), `${name}.${ending}`), { force: true })
  return old
}

const USING = 'in-use'

const pathOf = ({ dataDir }: KeyFolder): string => join(dataDir, 'federation', 'keys')

async function listKeys(folder: KeyFolder): Promise<readonly string[]> {
  const files = await readdir(pathOf(folder)).catch(() => [])
  return files
    .filter((file) => /^\w+\.key$/.test(file))
    .map((file) => file.slice(0, -4))
    .sort()
}

async function readKey(folder: KeyFolder, name: string): Promise<ServiceKey> {
  const path = join(pathOf(folder), name)
  const certificate = new X509Certificate(await readFile(`${path}.crt`))
  const privateKey = createPrivateKey({
    key: await readFile(`${path}.key`),
    passphrase: passphrase(folder),
  })
  if (!certificate.checkPrivateKey(privateKey))
    throw new Error(`${path}.crt and ${name}.key do not belong together`)
  return { name, privateKey, certificate: certificate.raw.toString('base64') }
}

/** Whole or not at all, and for nobody else to read. */
async function keep(path: string, text: string): Promise<void> {
  await writeFile(`${path}.new`, text, { mode: 0o600 })
  await rename(`${path}.new`, path)
}

const passphrase = ({ secretKey }: KeyFolder): string =>
  Buffer.from(hkdfSync('sha256', secretKey, '', 'federation-keys', 32)).toString('hex')

const dayBefore = (date: Date): Date => new Date(date.getTime() - 86_400_000)

const yearsAfter = (date: Date, years: number): Date =>
  new Date(Date.UTC(date.getUTCFullYear() + years, date.getUTCMonth(), date.getUTCDate()))
