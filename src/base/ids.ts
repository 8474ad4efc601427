/**
 * Opaque ids. They decide which page an address means, so they are never derived from a title, a file name
 * or a position: 16 letters of Crockford's base 32 (no i, l, o, u), 80 random bits.
 */
const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz'

export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => LETTERS[byte & 31]).join('')
}

export const isId = (text: string): boolean => /^[0-9a-hjkmnp-tv-z]{16}$/.test(text)
