/**
 * International Standard Book Numbers (ISO 2108): ten digits before 2007, thirteen since. Kept as thirteen, without
 * hyphens, so that two spellings of one number are one number.
 */
import { fail, ok, type Result } from '#base'

export type IsbnFault = 'not-an-isbn' | 'check-digit'

export function parseIsbn(text: string): Result<string, IsbnFault> {
  const digits = text
    .trim()
    .replace(/^urn:isbn:/i, '')
    .replace(/^isbn(?:[-\s]?1[03])?\s*:?\s*/i, '')
    .replace(/[\s\u00ad\p{Pd}]/gu, '')
    .toUpperCase()
  if (/^97[89]\d{10}$/.test(digits))
    return checkDigit13(digits) === digits[12] ? ok(digits) : fail('check-digit')
  if (/^\d{9}[\dX]$/.test(digits)) {
    if (checkDigit10(digits) !== digits[9]) return fail('check-digit')
    const body = `978${digits.slice(0, 9)}`
    return ok(body + checkDigit13(body))
  }
  return fail('not-an-isbn')
}

/** ISO 2108 annex: weights 1 and 3 in turn, modulus 10. */
function checkDigit13(digits: string): string {
  let sum = 0
  for (let i = 0; i < 12; i++) sum += Number(digits[i]) * (i % 2 === 0 ? 1 : 3)
  return String((10 - (sum % 10)) % 10)
}

/** Weights 10 down to 2, modulus 11; ten is written X. */
function checkDigit10(digits: string): string {
  let sum = 0
  for (let i = 0; i < 9; i++) sum += Number(digits[i]) * (10 - i)
  const digit = (11 - (sum % 11)) % 11
  return digit === 10 ? 'X' : String(digit)
}
