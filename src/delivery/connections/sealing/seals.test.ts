import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import type { Database } from '#platform'
import { withDatabase } from '#platform'
import { sealMigrations } from '../migrations.ts'
import { changeKeys } from './change-keys.ts'
import { listKeys, openSeals, openWith, sealWith } from './seals.ts'

const OLD = { now: 'the secret of the first years of this site', before: null }
const NEW = { now: 'another secret, given when somebody left', before: OLD.now }
const SPOT = { table: 'drawer', row: '1', field: 'sealed' }
const KEY = Buffer.alloc(32, 7)

const withDrawer = (use: (db: Database) => Promise<void>) =>
  withDatabase(sealMigrations, async (db) => {
    await sql`create table drawer (id text primary key, sealed text)`.execute(db)
    await use(db)
  })

const lay = (db: Database, secrets: typeof OLD | typeof NEW, text: string, row: string) =>
  db.transaction().execute(async (transaction) => {
    const sealed = await openSeals(secrets).seal(transaction, text, { ...SPOT, row })
    await sql`insert into drawer values (${row}, ${sealed})`.execute(transaction)
    return sealed
  })

const change = (db: Database, ...rest: DropFirst<Parameters<typeof changeKeys>>) =>
  db.transaction().execute((transaction) => changeKeys(transaction, ...rest))

type DropFirst<T extends readonly unknown[]> = T extends readonly [unknown, ...infer Rest] ? Rest : never

const COLUMN = { table: 'drawer', row: 'id', field: 'sealed' }

const readAll = async (db: Database, secrets: typeof OLD | typeof NEW) => {
  const { rows } = await sql<{ id: string; sealed: string }>`select * from drawer order by id`.execute(db)
  const seals = openSeals(secrets)
  return Promise.all(rows.map(({ id, sealed }) => seals.open(db, sealed, { ...SPOT, row: id })))
}

describe('a seal', () => {
  it('opens to what was sealed, whatever that is, and looks different every time', async () => {
    await fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, row) => {
        const spot = { ...SPOT, row }
        const sealed = sealWith(KEY, 3, text, spot)
        assert.deepEqual(openWith(KEY, sealed, spot), { ok: true, value: text })
        assert.notEqual(sealWith(KEY, 3, text, spot), sealed)
        if (text.length > 8) assert.ok(!Buffer.from(sealed).includes(text))
      }),
    )
  })

  it('does not open in another row, field or table', async () => {
    const word = fc.string({ maxLength: 6 })
    const spots = fc.record({ table: word, row: word, field: word })
    await fc.assert(
      fc.property(spots, spots, (here, there) => {
        fc.pre(JSON.stringify(here) !== JSON.stringify(there))
        assert.equal(openWith(KEY, sealWith(KEY, 1, 'a token', here), there).ok, false)
      }),
    )
  })

  it('does not open when a single bit of it was changed', () => {
    const sealed = sealWith(KEY, 1, 'a token', SPOT)
    const [version, nonce = '', rest = ''] = sealed.split('.')
    for (const part of [1, 2])
      for (let bit = 0; bit < 8 * Buffer.from(part === 1 ? nonce : rest, 'base64url').length; bit += 1) {
        const bytes = Buffer.from(part === 1 ? nonce : rest, 'base64url')
        bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        const changed = bytes.toString('base64url')
        const forged = part === 1 ? `${version}.${changed}.${rest}` : `${version}.${nonce}.${changed}`
        assert.equal(openWith(KEY, forged, SPOT).ok, false, `${part}, ${bit}`)
      }
  })

  it('takes no text of strangers for a seal', () =>
    withDrawer(async (db) => {
      await lay(db, OLD, 'a token', '1')
      const seals = openSeals(OLD)
      for (const text of [
        '',
        'k1',
        'k1..',
        'k1.AAAA.AAAA',
        'k999999999.AAAAAAAAAAAAAAAA.AAAA',
        'kx.y.z',
        '💥',
      ])
        assert.equal((await seals.open(db, text, SPOT)).ok, false, text)
    }))
})

describe('the ring of keys', () => {
  it('makes one key for many who seal at once', () =>
    withDrawer(async (db) => {
      await Promise.all(['1', '2', '3', '4'].map((row) => lay(db, OLD, `token ${row}`, row)))
      assert.equal((await listKeys(db)).length, 1)
      assert.ok((await readAll(db, OLD)).every(({ ok }) => ok))
    }))

  it('reads with the SECRET_KEY of before what that one sealed, and seals with the new one', () =>
    withDrawer(async (db) => {
      await lay(db, OLD, 'old token', '1')
      const sealed = await lay(db, NEW, 'new token', '2')
      assert.match(sealed, /^k2\./)
      const texts = (await readAll(db, NEW)).map((opened) => opened.ok && opened.value)
      assert.deepEqual(texts, ['old token', 'new token'])
      const alone = await readAll(db, { ...NEW, before: null })
      assert.deepEqual(alone[0], { ok: false, error: 'foreign-key' })
    }))

  it('is changed in one go: everything is sealed anew, and the keys of before are gone', () =>
    withDrawer(async (db) => {
      await lay(db, OLD, 'old token', '1')
      await lay(db, NEW, 'new token', '2')
      const changed = await change(db, openSeals(NEW), NEW.now, [COLUMN])
      assert.deepEqual(changed, { version: 3, sealedAnew: 2, unreadable: 0 })
      assert.deepEqual(
        (await listKeys(db)).map(({ version }) => version),
        [3],
      )
      const texts = (await readAll(db, { ...NEW, before: null })).map((opened) => opened.ok && opened.value)
      assert.deepEqual(texts, ['old token', 'new token'])
    }))

  it('can be changed while others seal, and loses nothing of theirs', () =>
    withDrawer(async (db) => {
      await lay(db, OLD, 'token 0', '0')
      await Promise.all([
        ...[1, 2, 3, 4, 5, 6].map((n) => lay(db, OLD, `token ${n}`, String(n))),
        change(db, openSeals(OLD), OLD.now, [COLUMN]),
      ])
      const opened = await readAll(db, OLD)
      assert.deepEqual(
        opened.map((one) => one.ok && one.value),
        [0, 1, 2, 3, 4, 5, 6].map((n) => `token ${n}`),
      )
    }))

  it('says how much it could not read, and leaves that as it was', () =>
    withDrawer(async (db) => {
      const sealed = await lay(db, OLD, 'old token', '1')
      const lost = { ...NEW, before: null }
      const { sealedAnew, unreadable } = await change(db, openSeals(lost), lost.now, [COLUMN])
      assert.deepEqual([sealedAnew, unreadable], [0, 1])
      const { rows } = await sql<{ sealed: string }>`select sealed from drawer`.execute(db)
      assert.equal(rows[0]?.sealed, sealed)
      const found = await change(db, openSeals(NEW), NEW.now, [COLUMN])
      assert.deepEqual([found.sealedAnew, found.unreadable], [1, 0], 'the key of before can still be given')
      assert.equal((await listKeys(db)).length, 1)
    }))
})
