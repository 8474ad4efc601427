/** ISSN (ISO 3297): seven digits and a check digit, modulus 11 with weights 8 down to 2; X stands for ten. */
import { fail, ok, type Result } from '#base'

export function parseIssn(text: string): Result<string, 'not-an-issn' | 'check-digit'> {
  const digits = text
    .trim()
    .replace(/^(?:urn:issn:|e?issn:?\s*)/i, '')
    .replace(/[\s\p{Pd}]/gu, '')
    .toUpperCase()
  if (!/^\d{7}[\dX]$/.test(digits)) return fail('not-an-issn')
  let sum = 0
  for (let i = 0; i < 7; i++) sum += Number(digits[i]) * (8 - i)
  const digit = (11 - (sum % 11)) % 11
  if ((digit === 10 ? 'X' : String(digit)) !== digits[7]) return fail('check-digit')
  return ok(`${digits.slice(0, 4)}-${digits.slice(4)}`)
}
