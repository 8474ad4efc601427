/** Receipts, invoices and credit notes: numbered in the transaction that makes them true, so that numbers run without a gap. */
import { sql } from 'kysely'
import type { Database } from '#platform'
import type { Amounts } from '../money/decide-amounts.ts'
import type { Paper } from './order.ts'

export async function issuePaper(
  tx: Database,
  paper: Pick<Paper, 'press' | 'series' | 'orderId'> & Amounts,
  now: Date,
): Promise<Paper> {
  const { press, series, orderId, net, tax, total } = paper
  const { rows } = await sql<{ last: number }>`
    insert into sale_counter (press, series, last) values (${press}, ${series}, 1)
    on conflict (press, series) do update set last = sale_counter.last + 1 returning last`.execute(tx)
  const number = rows[0]?.last
  if (number === undefined) throw new Error('A paper could not be numbered')
  await sql`
    insert into sale_paper (press, series, number, order_id, net, tax, total, issued)
    values (${press}, ${series}, ${number}, ${orderId}, ${net}, ${tax}, ${total}, ${now})`.execute(tx)
  return { ...paper, number, issued: now }
}

/** By the number that stands on it; null: none has this number. */
export async function findOrderOfPaper(db: Database, number: string): Promise<string | null> {
  const [, press = '', letter = '', digits = ''] = /^(.+)-([RIC])-(\d{1,9})$/i.exec(number.trim()) ?? []
  const series = { R: 'receipt', I: 'invoice', C: 'credit-note' }[letter.toUpperCase()] ?? ''
  const { rows } = await sql<{ order_id: string }>`
    select order_id from sale_paper
    where press = ${press.toLowerCase()} and series = ${series} and number = ${Number(digits)}`.execute(db)
  return rows[0]?.order_id ?? null
}

/** Oldest first. */
export async function listPapers(db: Database, orderIds: readonly string[]): Promise<readonly Paper[]> {
  const { rows } = await sql<PaperRow>`
    select * from sale_paper where order_id = any(${[...orderIds]}::text[]) order by issued, series desc, number`.execute(
    db,
  )
  return rows.map(toPaper)
}

type PaperRow = {
  readonly press: string
  readonly series: Paper['series']
  readonly number: number
  readonly order_id: string
  readonly net: string | number
  readonly tax: string | number
  readonly total: string | number
  readonly issued: Date
}

const toPaper = ({ press, series, number, order_id, net, tax, total, issued }: PaperRow): Paper => ({
  ...{ press, series, number, orderId: order_id, issued },
  ...{ net: Number(net), tax: Number(tax), total: Number(total) },
})
