/** The form of an encrypted assertion: one key, handed over by RSA-OAEP, one cipher that is believed, nothing fetched from elsewhere. */
import { fail, ok, type Result } from '#base'
import { type Refusal, refusal } from '../refusal.ts'
import {
  attributeOf,
  childNamed,
  childrenNamed,
  elementsOf,
  is,
  trimmedTextOf,
  walk,
} from '../xml/element.ts'
import type { XmlElement } from '../xml/parse-xml.ts'
import { type Algorithms, believed, KEY_TRANSPORT, KEY_TRANSPORT_DIGEST, XMLDSIG, XMLENC } from './names.ts'

export type Encrypted = {
  readonly cipher: string
  /** Base64, both. */
  readonly key: string
  readonly data: string
}

export function checkEncryption(encrypted: XmlElement, algorithms: Algorithms): Result<Encrypted, Refusal> {
  const data = childrenNamed(encrypted, XMLENC, 'EncryptedData')
  const keys = [...walk(encrypted)]
    .map(({ element }) => element)
    .filter((each) => is(each, XMLENC, 'EncryptedKey'))
  const values = [...walk(encrypted)].filter(({ element }) => is(element, XMLENC, 'CipherValue'))
  const [datum, key] = [data[0], keys[0]]
  if (!datum || !key || data.length !== 1 || keys.length !== 1 || values.length !== 2)
    return fail(refusal('encryption-has-its-shape', `${data.length} data, ${keys.length} keys`))
  const elsewhere = [...walk(encrypted)].find(({ element }) => FETCHING.has(element.name))
  if (elsewhere) return fail(refusal('encryption-has-its-shape', elsewhere.element.name))
  const cipher = methodOf(datum)
  if (cipher === null || !(believed(algorithms).ciphers as readonly string[]).includes(cipher))
    return fail(refusal('encryption-algorithm-is-believed', `${cipher}`))
  if (methodOf(key) !== KEY_TRANSPORT || !isKnownDigest(key))
    return fail(refusal('encryption-algorithm-is-believed', `${methodOf(key)}, or its digest`))
  const [keyText, dataText] = [cipherText(key), cipherText(datum)]
  return keyText === null || dataText === null
    ? fail(refusal('encryption-has-its-shape', 'a cipher value is no base64'))
    : ok({ cipher, key: keyText, data: dataText })
}

const FETCHING = new Set([
  'CipherReference',
  'Transforms',
  'Transform',
  'EncryptionProperties',
  'AgreementMethod',
])

const methodOf = (element: XmlElement): string | null => {
  const method = childNamed(element, XMLENC, 'EncryptionMethod')
  return method && attributeOf(method, 'Algorithm')
}

function isKnownDigest(key: XmlElement): boolean {
  const method = childNamed(key, XMLENC, 'EncryptionMethod')
  const inside = method ? elementsOf(method) : []
  return inside.every(
    (each) => is(each, XMLDSIG, 'DigestMethod') && attributeOf(each, 'Algorithm') === KEY_TRANSPORT_DIGEST,
  )
}

function cipherText(element: XmlElement): string | null {
  const data = childNamed(element, XMLENC, 'CipherData')
  const value = data && childNamed(data, XMLENC, 'CipherValue')
  const text = value ? trimmedTextOf(value).replace(/\s+/g, '') : ''
  return /^[A-Za-z0-9+/]+={0,2}$/.test(text) ? text : null
}
