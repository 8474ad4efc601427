/**
 * Messages that wait to be handed on. A message is a row of the transaction that made it true, so that none is lost and none is
 * sent for what did not happen; handing it on is the worker's.
 */
import { type Kysely, sql } from 'kysely'
import { newId } from '#base'
import type { Database } from '../database.ts'
import type { Migrations } from '../migrations.ts'
import { type MailMessage, parseMailAddress } from './mail-message.ts'

type MailTables = {
  mail: {
    id: string
    recipient: string
    subject: string
    /** Null once it is sent: what was in a letter is nobody's business any longer. */
    content: string | null
    state: MailState
    tries: number
    due: Date
    made: Date
    settled: Date | null
    fault: string | null
  }
}

/** `given-up`: the other side refused it for good, or too often. */
export type MailState = 'waiting' | 'sent' | 'given-up'

export const mailMigrations: Migrations = {
  '0010-platform-mail': {
    up: async (db) => {
      await sql`create table mail (
        id text primary key,
        recipient text not null,
        subject text not null,
        content text,
        state text not null default 'waiting' check (state in ('waiting', 'sent', 'given-up')),
        tries integer not null default 0,
        due timestamptz not null default now(),
        made timestamptz not null default now(),
        settled timestamptz,
        fault text)`.execute(db)
      await sql`create index mail_waiting on mail (due) where state = 'waiting'`.execute(db)
      await sql`create index mail_made on mail (made desc)`.execute(db)
    },
  },
}

/** Puts a message into the queue, in the caller's transaction, and returns its id. An address that is none throws. */
export async function sendMail<Tables>(transaction: Kysely<Tables>, message: MailMessage): Promise<string> {
  const to = parseMailAddress(message.to)
  if (to === null) throw new TypeError('A message was to be sent to what is no e-mail address')
  const id = newId()
  const subject = message.subject.replace(/[\r\n\t]+/g, ' ').trim()
  await sql`insert into mail (id, recipient, subject, content)
    values (${id}, ${to}, ${subject}, ${toContent({ ...message, to, subject })})`.execute(transaction)
  return id
}

const toContent = ({ attachments = [], ...message }: MailMessage): string =>
  JSON.stringify({
    ...message,
    attachments: attachments.map((one) => ({ ...one, content: one.content.toString('base64') })),
  })

function fromContent(content: string): MailMessage {
  const { attachments, ...message } = JSON.parse(content)
  return {
    ...message,
    attachments: attachments.map((one: { name: string; contentType: string; content: string }) => ({
      ...one,
      content: Buffer.from(one.content, 'base64'),
    })),
  }
}

export type ClaimedMail = {
  readonly id: string
  readonly tries: number
  readonly made: Date
  readonly message: MailMessage
}

/** Whoever claims a message has it alone for five minutes; should he die over it, another takes it up. */
export async function claimMail(db: Database, most: number): Promise<readonly ClaimedMail[]> {
  const { rows } = await sql<{ id: string; tries: number; made: Date; content: string }>`
    update mail set tries = tries + 1, due = now() + interval '5 minutes'
    where id in (select id from mail where state = 'waiting' and due <= now()
      order by due limit ${most} for update skip locked)
    returning id, tries, made, content`.execute(db)
  return rows.map(({ content, ...row }) => ({ ...row, message: fromContent(content) }))
}

export async function noteSent(db: Database, id: string): Promise<void> {
  await sql`update mail set state = 'sent', settled = now(), content = null, fault = null
    where id = ${id}`.execute(db)
}

export async function noteFault(db: Database, id: string, fault: string, again: Date | null): Promise<void> {
  await (again === null
    ? sql`update mail set state = 'given-up', settled = now(), fault = ${fault} where id = ${id}`
    : sql`update mail set due = ${again}, fault = ${fault} where id = ${id}`
  ).execute(db)
}

export type MailLine = Omit<MailTables['mail'], 'content'>

/** For the operator: who was written to about what, newest first, never what was written. */
export const listMail = (
  db: Database,
  { state, limit = 100 }: { state?: MailState; limit?: number } = {},
): Promise<MailLine[]> =>
  db
    .withTables<MailTables>()
    .selectFrom('mail')
    .select(['id', 'recipient', 'subject', 'state', 'tries', 'due', 'made', 'settled', 'fault'])
    .$if(state !== undefined, (query) => query.where('state', '=', state ?? 'waiting'))
    .orderBy('made', 'desc')
    .limit(limit)
    .execute()

/** Tries again what was given up. */
export async function sendAgain(db: Database, id: string): Promise<boolean> {
  const { rows } = await sql`update mail set state = 'waiting', due = now(), tries = 0, settled = null
    where id = ${id} and state = 'given-up' returning id`.execute(db)
  return rows.length > 0
}

export async function forgetOldMail(db: Database, before: Date): Promise<void> {
  await sql`delete from mail where settled < ${before}`.execute(db)
}
