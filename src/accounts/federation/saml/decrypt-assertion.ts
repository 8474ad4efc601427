/** Opens an encrypted assertion, to see what is inside before the library is let near it. */
import { constants, createDecipheriv, type KeyObject, privateDecrypt } from 'node:crypto'
import type { Encrypted } from './check-encryption.ts'

/** Null: no key of ours opens it, or it was changed on its way. */
export function decryptAssertion(encrypted: Encrypted, keys: readonly KeyObject[]): Opened | null {
  for (const key of keys) {
    const text = decryptWith(encrypted, key)
    if (text !== null) return { key, text }
  }
  return null
}

export type Opened = { readonly key: KeyObject; readonly text: string }

function decryptWith({ cipher, key, data }: Encrypted, privateKey: KeyObject): string | null {
  try {
    const secret = privateDecrypt(
      { key: privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' },
      Buffer.from(key, 'base64'),
    )
    const bytes = decipher(cipher, secret, Buffer.from(data, 'base64'))
    return bytes && new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    // A wrong key, a wrong length and a changed cipher text look alike from outside: nobody learns which it was.
    return null
  }
}

function decipher(cipher: string, secret: Buffer, data: Buffer): Buffer | null {
  const [, bits, mode] = /#aes(128|192|256)-(gcm|cbc)$/.exec(cipher) ?? []
  if (secret.length * 8 !== Number(bits)) return null
  // XML Encryption 1.1 §5.2.4: twelve bytes of nonce before, sixteen of proof behind.
  if (mode === 'gcm') {
    const nonce = data.subarray(0, 12)
    const opening = createDecipheriv(`aes-${bits}-gcm` as 'aes-256-gcm', secret, nonce, { authTagLength: 16 })
    opening.setAuthTag(data.subarray(-16))
    return Buffer.concat([opening.update(data.subarray(12, -16)), opening.final()])
  }
  const opening = createDecipheriv(`aes-${bits}-cbc`, secret, data.subarray(0, 16))
  // XML Encryption §5.2: the last byte alone says how many are padding.
  opening.setAutoPadding(false)
  const padded = Buffer.concat([opening.update(data.subarray(16)), opening.final()])
  const padding = padded.at(-1) ?? 0
  return padding >= 1 && padding <= 16 ? padded.subarray(0, -padding) : null
}
