/** ORCID iDs: sixteen digits in fours, the last a check by ISO 7064 MOD 11-2 (X stands for ten). */
import { fail, ok, type Result } from '#base'

export type OrcidFault = 'not-an-orcid' | 'check-digit'

export function parseOrcid(text: string): Result<string, OrcidFault> {
  const digits = text
    .trim()
    .replace(/^(?:https?:\/\/)?(?:www\.)?orcid\.org\//i, '')
    .replace(/^orcid:?\s*/i, '')
    .replace(/\/$/, '')
    .replace(/[\s\p{Pd}]/gu, '')
    .toUpperCase()
  if (!/^\d{15}[\dX]$/.test(digits)) return fail('not-an-orcid')
  if (checkDigit(digits) !== digits[15]) return fail('check-digit')
  return ok(digits.replace(/(.{4})(?=.)/g, '$1-'))
}

function checkDigit(digits: string): string {
  let total = 0
  for (let i = 0; i < 15; i++) total = (total + Number(digits[i])) * 2
  const digit = (12 - (total % 11)) % 11
  return digit === 10 ? 'X' : String(digit)
}
