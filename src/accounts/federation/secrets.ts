/** What is made from SECRET_KEY here: a key for each purpose, so that none of them says anything of another. */
import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto'

export type Secrets = {
  /** The same reader of the same institution again, and nothing about who that is. */
  pseudonym(institution: string, subject: string): string
  seal(text: string): string
  /** Null: it was not sealed by us. */
  unseal(sealed: string): string | null
}

export function openSecrets(secretKey: string): Secrets {
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', secretKey, '', purpose, 32))
  const salt = derive('federation-pseudonyms')
  const key = derive('federation-seals')
  return {
    pseudonym: (institution, subject) =>
      createHmac('sha256', salt)
        .update(JSON.stringify([institution, subject]))
        .digest('base64url'),
    seal(text) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')
    },
    unseal(sealed) {
      try {
        const bytes = Buffer.from(sealed, 'base64url')
        const opening = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), { authTagLength: 16 })
        opening.setAuthTag(bytes.subarray(12, 28))
        return Buffer.concat([opening.update(bytes.subarray(28)), opening.final()]).toString('utf8')
      } catch {
        return null
      }
    },
  }
}

/** For words that are kept only to be recognised. They are random and long: no salt is needed. */
export const digestOf = (word: string): string => createHash('sha256').update(word).digest('base64url')

export const randomWord = (bytes = 24): string => randomBytes(bytes).toString('base64url')
