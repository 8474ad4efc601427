/**
 * Research Organization Registry ids: a leading 0, six letters of Crockford's base 32, two check digits
 * (ISO 7064 MOD 97-10 over the number that the letters write).
 */
import { fail, ok, type Result } from '#base'

export type RorFault = 'not-a-ror' | 'check-digit'

const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz'

export function parseRor(text: string): Result<string, RorFault> {
  const id = text
    .trim()
    .toLowerCase()
    .replace(/^(?:https?:\/\/)?(?:www\.)?ror\.org\//, '')
    .replace(/^ror:/, '')
    .replace(/\/$/, '')
  if (!/^0[0-9a-hj-km-np-tv-z]{6}\d{2}$/.test(id)) return fail('not-a-ror')
  let number = 0
  for (const letter of id.slice(0, 7)) number = number * 32 + LETTERS.indexOf(letter)
  const check = 98 - ((number * 100) % 97)
  return String(check).padStart(2, '0') === id.slice(7) ? ok(`https://ror.org/${id}`) : fail('check-digit')
}
