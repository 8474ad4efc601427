/** All SQL on orders. Their payment is changed in one place: apply-news.ts. */
import { type RawBuilder, sql } from 'kysely'
import type { Offer } from '#book'
import type { Database } from '#platform'
import type { Language } from '#web'
import type { Order, OrderState, PaymentFacts } from './order.ts'
import { findOrderOfPaper } from './papers.ts'

export type NewOrder = Omit<
  Order,
  keyof PaymentFacts | 'sessionId' | 'sessionUrl' | 'sessionEnds' | 'paymentId' | 'invoiced' | 'endedAt'
> & {
  /** Of the form that was sent; null: none was. */
  readonly attempt: string | null
}

/** The order of this attempt, which may have been made before. It is committed before anybody else hears of it. */
export async function addOrder(db: Database, order: NewOrder): Promise<Order> {
  await sql`
    insert into sale_order (id, press, way, product_id, days, title, price_of, currency, net, tax, total, tax_rate,
      tax_name, territory, account_id, institution_id, buyer_name, email, reference, terms, language, origin, base,
      return_to, attempt, made, made_by)
    values (${order.id}, ${order.press}, ${order.way}, ${order.productId}, ${order.days}, ${order.title}, ${order.of},
      ${order.currency}, ${order.net}, ${order.tax}, ${order.total}, ${order.taxed?.rate ?? null},
      ${order.taxed?.name ?? null}, ${order.territory}, ${order.accountId}, ${order.institutionId}, ${order.buyerName},
      ${order.email}, ${order.reference}, ${order.terms}, ${order.language}, ${order.origin}, ${order.base},
      ${order.returnTo}, ${order.attempt}, ${order.made}, ${order.madeBy})
    on conflict (attempt) do nothing`.execute(db)
  const { rows } = await sql<OrderRow>`select * from sale_order
    where ${order.attempt === null ? sql`id = ${order.id}` : sql`attempt = ${order.attempt}`}`.execute(db)
  const [row] = rows
  if (row === undefined) throw new Error('An order was neither made nor found')
  return toOrder(row)
}

export async function noteSession(
  db: Database,
  id: string,
  session: { readonly id: string; readonly url: string; readonly ends: Date },
): Promise<void> {
  await sql`update sale_order set session_id = ${session.id}, session_url = ${session.url},
    session_ends = ${session.ends} where id = ${id}`.execute(db)
}

export async function noteLooked(db: Database, id: string, now: Date): Promise<void> {
  await sql`update sale_order set looked = ${now} where id = ${id}`.execute(db)
}

/** True for one caller at a time and not oftener than each `everyMs`: the provider is not asked by every reload of a page. */
export async function claimLook(db: Database, id: string, now: Date, everyMs: number): Promise<boolean> {
  const before = new Date(now.getTime() - everyMs)
  const { rows } = await sql`update sale_order set looked = ${now}
    where id = ${id} and (looked is null or looked <= ${before}) returning id`.execute(db)
  return rows.length > 0
}

export type OrderKey =
  | { readonly id: string }
  | { readonly sessionId: string }
  | { readonly paymentId: string }

const keyed = (key: OrderKey): RawBuilder<unknown> => {
  if ('id' in key) return sql`id = ${key.id}`
  return 'sessionId' in key ? sql`session_id = ${key.sessionId}` : sql`payment_id = ${key.paymentId}`
}

export async function findOrder(db: Database, key: OrderKey): Promise<Order | null> {
  const { rows } = await sql<OrderRow>`select * from sale_order where ${keyed(key)}`.execute(db)
  return rows[0] === undefined ? null : toOrder(rows[0])
}

/** Whoever has it is the only one who may change it until the transaction ends. */
export async function lockOrder(tx: Database, id: string): Promise<Order | null> {
  const { rows } = await sql<OrderRow>`select * from sale_order where id = ${id} for update`.execute(tx)
  return rows[0] === undefined ? null : toOrder(rows[0])
}

export async function keepFacts(
  tx: Database,
  id: string,
  facts: PaymentFacts & { readonly paymentId: string | null; readonly invoiced: Date | null },
  now: Date,
): Promise<void> {
  await sql`
    update sale_order set paid = ${facts.paid}, refunded = ${facts.refunded}, returned = ${facts.returned}, closed = ${facts.closed},
      dispute_id = ${facts.dispute?.id ?? null}, dispute = ${facts.dispute?.state ?? null}, ended = ${facts.ended},
      ended_at = case when ${facts.ended}::text is null then null else coalesce(ended_at, ${now}) end,
      payment_id = coalesce(${facts.paymentId}, payment_id), invoiced = ${facts.invoiced}
    where id = ${id}`.execute(tx)
}

export async function keepReference(tx: Database, id: string, reference: string): Promise<void> {
  await sql`update sale_order set reference = ${reference} where id = ${id}`.execute(tx)
}

/** Begun at the provider, and nothing heard since: those not asked about for longest. */
export async function listOpenOrders(
  db: Database,
  { before, limit }: { readonly before: Date; readonly limit: number },
): Promise<readonly Order[]> {
  const { rows } = await sql<OrderRow>`
    select * from sale_order
    where way = 'card' and paid is null and ended is null and made < ${before}
      and (looked is null or looked < ${before})
    order by coalesce(looked, made) limit ${limit}`.execute(db)
  return rows.map(toOrder)
}

export type OrderQuery = {
  /** Any of these states. */
  readonly states?: readonly OrderState[]
  readonly press?: string
  readonly way?: Order['way']
  readonly accountId?: string
  readonly institutionId?: string
  readonly email?: string
  readonly productId?: string
  /** Words of a title, a name, an e-mail address, or the number of a paper or the order. */
  readonly like?: string
  readonly ids?: readonly string[]
  /** Id of the last one seen. */
  readonly after?: string
  readonly limit: number
}

/** Newest first, by key. */
export async function listOrders(db: Database, query: OrderQuery): Promise<readonly Order[]> {
  const { states, press, way, accountId, institutionId, email, productId, like, ids, after } = query
  const only = (given: unknown, condition: RawBuilder<unknown>) =>
    given === undefined ? sql`` : sql`and ${condition}`
  const pattern = `%${(like ?? '').replace(/[\\%_]/g, '\\$&')}%`
  const ofPaper = like === undefined ? null : await findOrderOfPaper(db, like)
  const { rows } = await sql<OrderRow>`
    select * from sale_order where true
      ${only(states, sql`${STATE} = any(${[...(states ?? [])]}::text[])`)}
      ${only(press, sql`press = ${press}`)}
      ${only(way, sql`way = ${way}`)}
      ${only(accountId, sql`account_id = ${accountId}`)}
      ${only(institutionId, sql`institution_id = ${institutionId}`)}
      ${only(email, sql`lower(email) = lower(${email})`)}
      ${only(productId, sql`product_id = ${productId}`)}
      ${only(ids, sql`id = any(${[...(ids ?? [])]}::text[])`)}
      ${only(
        like,
        sql`(title ilike ${pattern} or email ilike ${pattern} or buyer_name ilike ${pattern} or id in (${like}, ${ofPaper}))`,
      )}
      ${only(after, sql`(made, id) < (select made, id from sale_order where id = ${after})`)}
    order by made desc, id desc limit ${query.limit}`.execute(db)
  return rows.map(toOrder)
}

/** The same as `toOrderState`; a test holds them together. */
const STATE = sql.raw(`(case
  when paid is null then coalesce(ended, case when way = 'card' then 'open' when invoiced is null then 'quoted' else 'invoiced' end)
  when refunded >= total then 'refunded'
  when dispute = 'lost' then 'lost'
  when dispute = 'open' then 'disputed'
  when refunded > 0 then 'partly-refunded'
  else 'paid' end)`)

/** Which of these orders become the account's own. */
export async function claimOrders(db: Database, ids: readonly string[], accountId: string): Promise<void> {
  await sql`update sale_order set account_id = ${accountId}
    where id = any(${[...ids]}::text[]) and account_id is null and institution_id is null`.execute(db)
}

/** A receipt has to be kept for as long as the law says; whose account it was need not. */
export async function forgetBuyer(db: Database, accountId: string): Promise<void> {
  await sql`update sale_order set account_id = null where account_id = ${accountId}`.execute(db)
}

type OrderRow = {
  readonly id: string
  readonly press: string
  readonly way: Order['way']
  readonly product_id: string
  readonly days: number | null
  readonly title: string
  readonly price_of: Offer['of']
  readonly currency: string
  readonly net: string | number
  readonly tax: string | number
  readonly total: string | number
  readonly tax_rate: number | null
  readonly tax_name: string | null
  readonly territory: string | null
  readonly account_id: string | null
  readonly institution_id: string | null
  readonly buyer_name: string | null
  readonly email: string
  readonly reference: string | null
  readonly terms: string | null
  readonly language: Language
  readonly origin: string
  readonly base: string
  readonly return_to: string
  readonly session_id: string | null
  readonly session_url: string | null
  readonly session_ends: Date | null
  readonly payment_id: string | null
  readonly made: Date
  readonly made_by: string
  readonly invoiced: Date | null
  readonly paid: Date | null
  readonly refunded: string | number
  readonly returned: string | number
  readonly closed: Date | null
  readonly dispute_id: string | null
  readonly dispute: 'open' | 'won' | 'lost' | null
  readonly ended: Order['ended']
  readonly ended_at: Date | null
}

const toOrder = (row: OrderRow): Order => ({
  id: row.id,
  press: row.press,
  way: row.way,
  productId: row.product_id,
  of: row.price_of,
  days: row.days,
  title: row.title,
  currency: row.currency,
  net: Number(row.net),
  tax: Number(row.tax),
  total: Number(row.total),
  taxed: row.tax_rate === null ? null : { rate: row.tax_rate, name: row.tax_name ?? '' },
  territory: row.territory,
  accountId: row.account_id,
  institutionId: row.institution_id,
  buyerName: row.buyer_name,
  email: row.email,
  reference: row.reference,
  terms: row.terms,
  language: row.language,
  origin: row.origin,
  base: row.base,
  returnTo: row.return_to,
  sessionId: row.session_id,
  sessionUrl: row.session_url,
  sessionEnds: row.session_ends,
  paymentId: row.payment_id,
  made: row.made,
  madeBy: row.made_by,
  invoiced: row.invoiced,
  paid: row.paid,
  refunded: Number(row.refunded),
  returned: Number(row.returned),
  closed: row.closed,
  dispute: row.dispute === null ? null : { id: row.dispute_id ?? '', state: row.dispute },
  ended: row.ended,
  endedAt: row.ended_at,
})
