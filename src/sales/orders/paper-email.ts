/** The letter with a receipt, an invoice or a credit note: all that stands on the paper stands in it too. */
import { type Language, writeDate, writePrice } from '#web'
import type { Seller } from '../seller.ts'
import { words } from '../words.ts'
import { numberOf, type Order, type Paper } from './order.ts'

export type PaperEmail = { readonly subject: string; readonly text: string }

export function buildPaperEmail({
  order,
  paper,
  seller,
  address,
}: {
  readonly order: Order
  readonly paper: Paper
  readonly seller: Seller
  /** Of the page of the order. */
  readonly address: string
}): PaperEmail {
  const { language, title } = order
  const t = words(language)
  const number = numberOf(paper)
  const mayRead = paper.series === 'receipt'
  const cameBack = mayRead && order.returned > 0
  return {
    subject: t.email.subject[paper.series](number, title),
    text: `${[
      t.email.lead[cameBack ? 'returned' : paper.series](title),
      ...(mayRead && order.accountId === null ? [t.email.read, `${address}/read`] : []),
      ...(mayRead && order.accountId !== null ? [`${order.origin}${order.returnTo}`] : []),
      linesOf(order, paper, language),
      ...(mayRead && !cameBack && order.terms !== null ? [t.email.agreed] : []),
      ...(paper.series === 'credit-note' && order.refunded >= order.total ? [t.email.ended] : []),
      ...(paper.series === 'invoice' ? [t.paper.due] : []),
      `${t.email.order}\n${address}`,
      sellerLines(seller, language),
      t.email.questions(seller.name, seller.contact),
    ].join('\n\n')}\n`,
  }
}

/** To the press: a refund has come back. */
export function buildReturnedEmail(order: Order, amount: number, address: string): PaperEmail {
  const { language, title, currency, email } = order
  const t = words(language).email.returned
  return {
    subject: t.subject(title),
    text: `${[t.lead(writePrice({ amount, currency }, language), title, email), t.what, address].join('\n\n')}\n`,
  }
}

function linesOf(order: Order, paper: Paper, language: Language): string {
  const t = words(language).paper
  const money = (amount: number) => writePrice({ amount, currency: order.currency }, language)
  return [
    `${t.title[paper.series]} ${numberOf(paper)}`,
    `${t.date}: ${writeDate(paper.issued.toISOString().slice(0, 10), language)}`,
    `${t.item}: ${order.title} (${describeItem(order, language)})`,
    `${t.net}: ${money(paper.net)}`,
    `${describeTax(order, language)}: ${money(paper.tax)}`,
    `${t.total}: ${money(paper.total)}`,
    ...(order.buyerName === null ? [] : [`${t.buyer}: ${order.buyerName}`]),
  ].join('\n')
}

export function sellerLines({ name, postal, taxNumber }: Seller, language: Language): string {
  const t = words(language).paper
  return [
    name,
    ...(postal === null ? [] : [postal]),
    ...(taxNumber === null ? [] : [`${t.taxNumber}: ${taxNumber}`]),
  ].join('\n')
}

export function describeItem({ of, days }: Pick<Order, 'of' | 'days'>, language: Language): string {
  const t = words(language).paper.for
  return days !== null || of === 'pay-per-view' ? t['pay-per-view'](days ?? 0) : t[of]
}

export function describeTax({ taxed }: Pick<Order, 'taxed'>, language: Language): string {
  const t = words(language).paper
  return taxed === null ? t.noTax : t.tax(taxed.name, writeRate(taxed.rate, language))
}

/** "5.5 %" from 550. */
export const writeRate = (rate: number, language: Language): string =>
  new Intl.NumberFormat(language === 'en' ? 'en-GB' : 'fr-FR', {
    style: 'percent',
    maximumFractionDigits: 2,
  }).format(rate / 10_000)
