/** Money as written ("29.99", "GBP") into integer minor units, by the decimals its currency has. ISO 4217. */
import { fail, ok, type Result } from '#base'

export function parseAmount(text: string, currency: string): Result<number, 'not-an-amount' | 'too-exact'> {
  const match = /^(\d{1,9})(?:[.,](\d+))?$/.exec(text.trim().replace(/(\d)[\s'\u00a0](?=\d{3})/g, '$1'))
  if (!match) return fail('not-an-amount')
  const decimals = decimalsOf(currency)
  const fraction = (match[2] ?? '').replace(/0+$/, '')
  if (fraction.length > decimals) return fail('too-exact')
  return ok(Number((match[1] ?? '') + fraction.padEnd(decimals, '0')))
}

export const isCurrency = (code: string): boolean => currencies().has(code)

export const decimalsOf = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2

let known: ReadonlySet<string> | null = null
function currencies(): ReadonlySet<string> {
  known ??= new Set(Intl.supportedValuesOf('currency'))
  return known
}
