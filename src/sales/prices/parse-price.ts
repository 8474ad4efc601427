/** A price as staff type it: every fault is told at once, by the field it is in. */
import { fail, ok, type Result } from '#base'
import type { Language } from '#web'
import { isCurrency, parseAmount } from '../money/currency.ts'
import { isChargeable } from '../money/decide-amounts.ts'
import { EVERYWHERE, isTerritory } from '../money/territory.ts'
import { words } from '../words.ts'
import type { PriceKey, SetPrice } from './price-list.ts'

export type PriceForm = {
  /** "29.99" */
  readonly amount: string
  readonly currency: string
  /** How long it may be read; empty: for good. */
  readonly days?: string
  /** Two letters; empty: everywhere. */
  readonly country?: string
  /** `included` unless said otherwise, or `added`. */
  readonly tax?: string
}

export type PriceProblem = 'amount' | 'currency' | 'days' | 'country' | 'tax' | 'thousandths'

export function parsePrice(
  productId: string,
  form: PriceForm,
): Result<SetPrice & { readonly amount: number }, readonly PriceProblem[]> {
  const key = parsePriceKey(productId, form)
  const currency = form.currency.trim().toUpperCase()
  const amount = isCurrency(currency) ? parseAmount(form.amount, currency) : null
  const tax = form.tax?.trim() || 'included'
  const problems: PriceProblem[] = key.ok ? [] : [...key.error]
  if (isCurrency(currency) && (amount === null || amount === 0)) problems.push('amount')
  if (amount !== null && !isChargeable(amount, currency)) problems.push('thousandths')
  if (tax !== 'included' && tax !== 'added') problems.push('tax')
  if (!key.ok || amount === null || problems.length > 0) return fail(problems)
  return ok({ ...key.value, amount, taxIncluded: tax === 'included' })
}

export function parsePriceKey(
  productId: string,
  form: Omit<PriceForm, 'amount' | 'tax'>,
): Result<PriceKey, readonly PriceProblem[]> {
  const currency = form.currency.trim().toUpperCase()
  const territory = form.country?.trim().toUpperCase() || EVERYWHERE
  const days = form.days?.trim() || null
  const problems: PriceProblem[] = []
  if (!isCurrency(currency)) problems.push('currency')
  if (days !== null && !/^[1-9]\d{0,3}$/.test(days)) problems.push('days')
  if (!isTerritory(territory)) problems.push('country')
  if (problems.length > 0) return fail(problems)
  return ok({ productId, days: days === null ? null : Number(days), currency, territory })
}

export const describePriceProblem = (problem: PriceProblem, language: Language): string =>
  words(language).priceProblems[problem]
