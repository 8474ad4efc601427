/** The form for a price that holds in one country, for a time, or before tax; for one book or for many. */
import { fail, ok, type Result } from '#base'
import { describePriceProblem, listCountries, type PriceForm, parsePrice } from '#sales'
import { type Html, html, type Language, type Place, selectField, textField } from '#web'
import { words } from './words.ts'

type Typed = (name: string) => string

export type TypedPrice = Required<PriceForm> & {
  /** Empty: the book. `chapters`, `closed`: every chapter, every one that is closed. Else the id of a chapter. */
  readonly for: string
}

/** Every fault is told at its field. */
export function toPriceForm(
  typed: Typed,
  language: Language,
): Result<TypedPrice, Readonly<Record<string, string>>> {
  const form = {
    ...{ for: typed('for'), amount: typed('amount'), currency: typed('money'), days: typed('days') },
    ...{ country: typed('country'), tax: typed('tax-of-it') || 'included' },
  }
  const price = parsePrice('', form)
  if (price.ok) return ok(form)
  return fail(
    Object.fromEntries(
      price.error.map((problem) => [FIELD_OF[problem] ?? problem, describePriceProblem(problem, language)]),
    ),
  )
}

const FIELD_OF: Readonly<Record<string, string>> = {
  currency: 'money',
  thousandths: 'amount',
  tax: 'tax-of-it',
}

export function renderPriceFields(
  { language }: Place,
  typed: Typed,
  problems: Readonly<Record<string, string>>,
): Html {
  const t = words(language).prices
  const field = (name: string) => ({ id: name, name, value: typed(name), problem: problems[name] ?? null })
  return html`<div class="console-columns">${textField({ ...field('amount'), label: t.amount, hint: t.amountHint })}
${textField({ ...field('money'), label: t.currency, hint: t.currencyHint })}
${selectField({ ...field('country'), label: t.country, options: [{ value: '', label: t.everywhere }, ...listCountries(language)] })}
${textField({ ...field('days'), label: t.days, hint: t.daysHint })}
${selectField({ ...field('tax-of-it'), label: t.tax, options: taxes(language) })}</div>`
}

export const taxes = (language: Language) => {
  const t = words(language).prices
  return [
    { value: 'included', label: t.taxIncluded },
    { value: 'added', label: t.taxAdded },
  ]
}
