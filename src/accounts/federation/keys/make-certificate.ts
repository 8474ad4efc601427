/**
 * A certificate for a key of our own. In SAML it is only the wrapping in which metadata carry a public key: nobody looks at who
 * signed it, and so it signs itself. Node makes keys and no certificates; this is the little of X.509 (RFC 5280 §4.1) that is
 * needed, in DER.
 */
import { createPublicKey, type KeyObject, randomBytes, sign } from 'node:crypto'

export function makeCertificate(key: KeyObject, name: string, from: Date, until: Date): Buffer {
  const tbs = sequence(
    tagged(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([0x01]), randomBytes(15)])),
    SHA256_WITH_RSA,
    distinguished(name),
    sequence(time(from), time(until)),
    distinguished(name),
    createPublicKey(key).export({ type: 'spki', format: 'der' }),
  )
  const signature = sign('sha256', tbs, key)
  return sequence(tbs, SHA256_WITH_RSA, tagged(0x03, Buffer.concat([Buffer.from([0]), signature])))
}

function tagged(tag: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from([tag]), lengthOf(content.length), content])
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length])
  const bytes = Buffer.from(length.toString(16).padStart(length > 0xff ? 4 : 2, '0'), 'hex')
  return Buffer.concat([Buffer.from([0x80 | bytes.length]), bytes])
}

const sequence = (...parts: readonly Buffer[]): Buffer => tagged(0x30, Buffer.concat(parts))
const integer = (bytes: Buffer): Buffer => tagged(0x02, bytes)
const oid = (hex: string): Buffer => tagged(0x06, Buffer.from(hex, 'hex'))

/** 1.2.840.113549.1.1.11 */
const SHA256_WITH_RSA = sequence(oid('2a864886f70d01010b'), tagged(0x05, Buffer.alloc(0)))

/** commonName, 2.5.4.3 */
const distinguished = (name: string): Buffer =>
  sequence(tagged(0x31, sequence(oid('550403'), tagged(0x0c, Buffer.from(name, 'utf8')))))

/** UTCTime until 2049, GeneralizedTime from 2050 (RFC 5280 §4.1.2.5). */
function time(date: Date): Buffer {
  const text = `${date.toISOString().replace(/\.\d+Z$|[-:T]/g, '')}Z`
  return date.getUTCFullYear() < 2050
    ? tagged(0x17, Buffer.from(text.slice(2), 'ascii'))
    : tagged(0x18, Buffer.from(text, 'ascii'))
}
