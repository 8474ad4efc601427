/**
 * Money is integer minor units. How many of them make one unit is the currency's own matter (ISO 4217): none for the yen, three
 * decimals for the dinar of Kuwait.
 */

/** The same as `writePrice` of `web` writes by. */
export const decimalsOf = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2

let known: ReadonlySet<string> | null = null

export const isCurrency = (code: string): boolean => {
  known ??= new Set(Intl.supportedValuesOf('currency'))
  return known.has(code)
}

/** "29.99" as 2999; null: it is no amount of this currency. A comma may stand for the point, spaces between thousands. */
export function parseAmount(text: string, currency: string): number | null {
  const match = /^(\d{1,9})(?:[.,](\d+))?$/.exec(text.trim().replace(/(\d)[\s'](?=\d{3}\b)/g, '$1'))
  if (match === null || !isCurrency(currency)) return null
  const decimals = decimalsOf(currency)
  const fraction = (match[2] ?? '').replace(/0+$/, '')
  return fraction.length > decimals ? null : Number((match[1] ?? '') + fraction.padEnd(decimals, '0'))
}

/** As it is typed: "29.99". */
export function toAmountText(amount: number, currency: string): string {
  const decimals = decimalsOf(currency)
  if (decimals === 0) return String(amount)
  const digits = String(amount).padStart(decimals + 1, '0')
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
}

/** Where one currency is everyday money for a country, a reader there is asked for it first. */
export const currencyOf = (country: string): string | null =>
  EURO.has(country) ? 'EUR' : (OWN.get(country) ?? null)

const EURO: ReadonlySet<string> = new Set(
  'AD AT BE BG CY DE EE ES FI FR GR HR IE IT LT LU LV MC ME MT NL PT SI SK SM VA XK'.split(' '),
)

const OWN: ReadonlyMap<string, string> = new Map(
  (
    'AE AED,AU AUD,BR BRL,CA CAD,CH CHF,CN CNY,CZ CZK,DK DKK,GB GBP,HK HKD,HU HUF,ID IDR,IL ILS,IN INR,IS ISK,' +
    'JP JPY,KR KRW,KW KWD,LI CHF,MX MXN,NO NOK,NZ NZD,PL PLN,RO RON,SA SAR,SE SEK,SG SGD,TH THB,TR TRY,TW TWD,' +
    'US USD,ZA ZAR'
  )
    .split(',')
    .map((pair): [string, string] => [pair.slice(0, 2), pair.slice(3)]),
)
