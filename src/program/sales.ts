/** `chapterhouse price` and `chapterhouse order`. */
import {
  cancelByCommand,
  findOrderByWord,
  invoiceByCommand,
  type ListedPrice,
  listOrdersByCommand,
  listPapers,
  listPricesByCommand,
  listRefunds,
  listTaxes,
  numberOf,
  type Order,
  type OrderListOptions,
  type PriceOptions,
  type QuoteOptions,
  quoteByCommand,
  refundByCommand,
  removePriceByCommand,
  removeTax,
  setPriceByCommand,
  setTaxByCommand,
  settleByCommand,
  toAmountText,
  toOrderLine,
} from '#sales'
import { writePrice } from '#web'
import { type CommandDeed, changing, noteDone } from './deeds.ts'
import { tillOf } from './payments.ts'
import { inSession, type Session } from './session.ts'
import { choosePress, pressesOf, siteOrigin } from './site.ts'
import { must, say, toDay } from './telling.ts'

type Json = { readonly json?: boolean }

/** The word of the option is `in`, as one says it. */
type PriceWords = Omit<PriceOptions, 'country'> & { readonly in?: string }

const toForm = ({ in: country, ...rest }: PriceWords): PriceOptions =>
  country === undefined ? rest : { ...rest, country }

export const set = (word: string, amount: string, currency: string, options: PriceWords) =>
  changing('price', async (tx, note) => {
    const { product, price } = must(
      await setPriceByCommand(tx, word, { ...toForm(options), amount, currency }),
    )
    note(toPriceDeed(product, { amount, currency, ...options }))
    say(`${product.title}: ${toPriceLine(price)}`)
  })

const toPriceDeed = (
  { id, title, press }: { readonly id: string; readonly title: string; readonly press: string },
  details: Readonly<Record<string, unknown>>,
): CommandDeed => ({ act: 'price-changed', press, about: id, name: title, details })

export const list = (asked: readonly string[], options: Json) =>
  inSession('price', async ({ db }) => {
    for (const { product, prices } of must(await listPricesByCommand(db, asked)))
      for (const price of prices)
        say(
          options.json
            ? JSON.stringify({
                ...{ product: product.id, title: product.title, of: price.of, days: price.days },
                ...{ currency: price.currency, country: price.territory, from: price.from },
                amount: price.amount === null ? null : toAmountText(price.amount, price.currency),
                tax: price.taxIncluded ? 'included' : 'added',
              })
            : `${product.id}  ${product.title}: ${toPriceLine(price)}`,
        )
  })

const toPriceLine = ({ amount, currency, territory, days, taxIncluded, from }: ListedPrice): string =>
  [
    amount === null ? `${currency}, off the list` : writePrice({ amount, currency }, 'en'),
    days === null ? 'for good' : `for ${days} days`,
    territory === '*' ? null : `in ${territory}`,
    taxIncluded ? null : 'and tax',
    from === 'book' ? 'as the book came' : null,
  ]
    .filter((part) => part !== null)
    .join(', ')

export const remove = (word: string, currency: string, options: PriceWords) =>
  changing('price', async (tx, note) => {
    const product = must(await removePriceByCommand(tx, word, { ...toForm(options), currency }))
    note(toPriceDeed(product, { removed: true, currency, ...options }))
    say(`${product.title} is no longer sold at this price.`)
  })

export const tax = (
  country: string | undefined,
  rate: string | undefined,
  options: { readonly press?: string; readonly name?: string; readonly remove?: boolean },
) =>
  changing('price', async (tx, note, { config }) => {
    const press = await choosePress(config, options.press)
    if (country !== undefined && options.remove) {
      const territory = country.toUpperCase()
      await removeTax(tx, { press, territory })
      note({ act: 'tax-changed', press, name: territory, details: { removed: true } })
    } else if (country !== undefined) {
      const { press: _, remove: __, ...more } = options
      const rule = must(await setTaxByCommand(tx, press, { ...more, country, rate: rate ?? '' }))
      note({ act: 'tax-changed', press, name: rule.territory, details: { rate: rule.rate, name: rule.name } })
    }
    for (const rule of await listTaxes(tx, press))
      say(`${rule.territory}  ${rule.rate / 100} %  ${rule.name}`)
  })

export const orders = (options: OrderListOptions & Json) =>
  inSession('order', async ({ db }) => {
    for (const order of must(await listOrdersByCommand(db, options)))
      say(options.json ? JSON.stringify(toOrderLine(order)) : toLine(order))
  })

function toLine(order: Order): string {
  const { id, state, title, email, buyer } = toOrderLine(order)
  const price = writePrice({ amount: order.total, currency: order.currency }, 'en')
  return `${id}  ${toDay(order.made)}  ${state}  ${price}  ${buyer ?? email}  ${title}`
}

export const show = (word: string, options: Json) =>
  inSession('order', async ({ db }) => {
    const order = must(await findOrderByWord(db, word))
    const [papers, refunds] = await Promise.all([listPapers(db, [order.id]), listRefunds(db, order.id)])
    const told = {
      ...toOrderLine(order),
      papers: papers.map((paper) => ({
        ...{ number: numberOf(paper), issued: paper.issued },
        total: toAmountText(paper.total, order.currency),
      })),
      refunds: refunds.map(({ amount, reason, by, asked, done, fault }) => ({
        ...{ amount: toAmountText(amount, order.currency), reason, by, asked, done, fault },
      })),
    }
    if (options.json) return say(JSON.stringify(told))
    const { papers: numbers, refunds: back, ...facts } = told
    for (const [name, value] of Object.entries(facts))
      if (value !== null) say(`${name}: ${value instanceof Date ? value.toISOString() : value}`)
    for (const { number, issued, total } of numbers) say(`${number}  ${toDay(issued)}  ${total}`)
    for (const { amount, reason, done, fault } of back)
      say(
        `paid back: ${amount}${reason === null ? '' : `, ${reason}`}${done === null ? ` (${fault ?? 'under way'})` : ''}`,
      )
  })

type TheTill = ReturnType<typeof tillOf>

const withTill = (
  act: CommandDeed['act'],
  work: (till: TheTill, session: Session) => Promise<Order>,
  details: Readonly<Record<string, unknown>> = {},
) =>
  changing('order', async (tx, note, session) => {
    const till = { ...tillOf(session, await pressesOf(session.config)), db: tx }
    const order = await work(till, session)
    note(toOrderDeed(act, order, details))
    say(toLine(order))
  })

const toOrderDeed = (
  act: CommandDeed['act'],
  { id, title, press }: Order,
  details: Readonly<Record<string, unknown>>,
): CommandDeed => ({ act, press, about: id, name: title, details })

export const quote = (word: string, options: QuoteOptions) =>
  withTill(
    'order-offered',
    async (till, { config }) => must(await quoteByCommand(till, word, options, siteOrigin(config))),
    { ...options },
  )

export const invoice = (word: string) =>
  withTill('order-billed', async (till) => must(await invoiceByCommand(till, word)))

export const settle = (word: string, options: { readonly reference?: string }) =>
  withTill('invoice-settled', async (till) => must(await settleByCommand(till, word, options)), {
    ...options,
  })

export const cancel = (word: string) =>
  withTill('order-cancelled', async (till) => must(await cancelByCommand(till, word)))

/** The provider is asked in between: the wish is kept before, and what came of it after. */
export const refund = (word: string, options: Parameters<typeof refundByCommand>[2]) =>
  inSession('order', async (session) => {
    const till = tillOf(session, await pressesOf(session.config))
    const order = must(await refundByCommand(till, word, options))
    await noteDone(session, toOrderDeed('order-refunded', order, { ...options }))
    say(toLine(order))
  })
