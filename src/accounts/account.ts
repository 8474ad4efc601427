/** An account and what stands in a form about it. Whatever comes in is parsed here and believed inside. */
import { fail, ok, type Result } from '#base'

export type Account = {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly verified: boolean
  readonly twoFactor: boolean
  readonly since: Date
}

export const PASSWORD_LEAST = 10
const PASSWORD_MOST = 200
const NAME_MOST = 120

export type PasswordProblem = 'too-short' | 'too-long' | 'too-plain'

/**
 * NIST SP 800-63B §3.1.1.2: long, not composed to rules, and not what anybody would try first: the reader's own name or address,
 * one sign again and again, a row of keys.
 */
export function parsePassword(text: string, known: readonly string[]): Result<string, PasswordProblem> {
  const password = text.normalize('NFKC')
  if ([...password].length < PASSWORD_LEAST) return fail('too-short')
  if (password.length > PASSWORD_MOST) return fail('too-long')
  const plain = password.toLowerCase()
  const told = known.flatMap((word) => word.toLowerCase().split(/[@\s.]+/)).filter((word) => word.length > 3)
  const rest = [...told, ...OBVIOUS].reduce((left, word) => left.replaceAll(word, ''), plain)
  const varied = new Set(rest.replace(/\d{2,}$/, '')).size
  return varied < 4 || isRow(plain) ? fail('too-plain') : ok(password)
}

const OBVIOUS = [
  'password',
  'passwort',
  'motdepasse',
  'chapterhouse',
  'welcome',
  'letmein',
  'qwerty',
  'azerty',
]

/** Each sign follows the one before: abcdefghij, 9876543210. */
function isRow(text: string): boolean {
  const steps = [...text].slice(1).map((sign, i) => (sign.codePointAt(0) ?? 0) - (text.codePointAt(i) ?? 0))
  return steps.every((step) => step === steps[0] && Math.abs(step) <= 1)
}

export const parseName = (text: string): string | null => {
  const name = text
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
  return name === '' || name.length > NAME_MOST ? null : name
}
