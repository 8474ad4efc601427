/** What readers and mail servers say came of deliveries, by sender and by book, and which senders pause. */
import { sql } from 'kysely'
import type { Database } from '#platform'
import type { Delivery } from '../../deliveries/delivery.ts'
import { type Breaking, decideBreaker, type Report } from './decide-breaker.ts'

export type Said = {
  readonly delivery: Pick<Delivery, 'id' | 'accountId' | 'press' | 'sender' | 'thing'>
  readonly said: Report['said']
  /** Of Amazon's letter: `E999`. */
  readonly code: string | null
  readonly now: Date
}

/** The last word counts. True: the sender pauses from now on, and did not before. */
export async function noteReport(db: Database, { delivery, said, code, now }: Said): Promise<boolean> {
  const sender = delivery.sender ?? ''
  await sql`insert into kindle_report (delivery_id, account_id, press, sender, book_id, said, code, at)
    values (${delivery.id}, ${delivery.accountId}, ${delivery.press}, ${sender}, ${delivery.thing.bookId},
      ${said}, ${code}, ${now})
    on conflict (delivery_id) do update set said = excluded.said, code = excluded.code, at = excluded.at`.execute(
    db,
  )
  if (sender === '' || said === 'arrived') return false
  const { rows } = await sql<Report>`select account_id as "accountId", said, at from kindle_report
    where sender = ${sender} and at > ${now}::timestamptz - interval '1 day'
      and at > coalesce((select since from kindle_pause where sender = ${sender}), 'epoch')`.execute(db)
  const breaking = decideBreaker(rows, now)
  return breaking === null ? false : pauseSender(db, { sender, now, ...breaking })
}

export type PauseReason = Breaking['why'] | 'credentials'

export type Pause = {
  readonly sender: string
  readonly why: PauseReason
  readonly since: Date
  readonly until: Date
}

/** True: it did not pause before. */
export async function pauseSender(
  db: Database,
  { sender, why, until, now }: Omit<Pause, 'since'> & { readonly now: Date },
): Promise<boolean> {
  const before = await findPause(db, sender, now)
  await sql`insert into kindle_pause (sender, why, since, until) values (${sender}, ${why}, ${now}, ${until})
    on conflict (sender) do update set why = excluded.why, since = excluded.since,
      until = greatest(kindle_pause.until, excluded.until)`.execute(db)
  return before === null
}

export async function findPause(db: Database, sender: string, now: Date): Promise<Pause | null> {
  const { rows } = await sql<Pause>`select sender, why, since, until from kindle_pause
    where sender = ${sender} and until > ${now}`.execute(db)
  return rows[0] ?? null
}

/** Staff has mended it, or Amazon has. */
export async function endPause(db: Database, sender: string, now: Date): Promise<boolean> {
  const { rows } = await sql`update kindle_pause set until = ${now}, since = ${now}
    where sender = ${sender} and until > ${now} returning sender`.execute(db)
  return rows.length > 0
}

export type KindleHealth = {
  /** The address of a sender, or the id of a book. */
  readonly of: string
  readonly handed: number
  readonly arrived: number
  readonly missing: number
  readonly refused: number
  readonly bounced: number
  /** Of the missing: what Amazon's letters said. */
  readonly codes: readonly string[]
}

/** Of the last 90 days, the worst first. */
export async function loadKindleHealth(
  db: Database,
  by: 'sender' | 'book',
  { presses, now }: { readonly presses: readonly string[] | null; readonly now: Date },
): Promise<readonly KindleHealth[]> {
  const of = by === 'sender' ? sql`coalesce(d.sender, '')` : sql`d.thing ->> 'bookId'`
  const { rows } = await sql<KindleHealth>`select * from (
    select ${of} as "of", count(*)::int as handed,
      count(*) filter (where r.said = 'arrived')::int as arrived,
      count(*) filter (where r.said = 'missing')::int as missing,
      count(*) filter (where r.said = 'refused')::int as refused,
      count(*) filter (where d.state = 'bounced')::int as bounced,
      coalesce(array_agg(distinct r.code) filter (where r.code is not null), '{}') as codes
    from delivery d left join kindle_report r on r.delivery_id = d.id
    where d.destination = 'kindle' and d.made > ${now}::timestamptz - interval '90 days'
      and (d.state in ('handed', 'accepted', 'arrived', 'missing', 'bounced', 'unconfirmed') or r.said is not null)
      and (${presses}::text[] is null or d.press = any (${presses}::text[]))
    group by 1) health order by missing + refused + bounced desc, handed desc, "of" limit 100`.execute(db)
  return rows
}
