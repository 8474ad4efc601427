import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  accountMigrations,
  addAccount,
  addInstitution,
  institutionMigrations,
  parseInstitution,
} from '#accounts'
import type { Result } from '#base'
import { migrations as catalogueMigrations } from '#catalogue'
import { type Database, noticeMigrations, withDatabase } from '#platform'
import { parseCode } from '../codes/access-code.ts'
import { redeemCode } from '../codes/code-store.ts'
import { migrations } from '../migrations.ts'
import { makeCodesByCommand, revokeCodesByCommand } from './code-commands.ts'
import { addCollectionByCommand, removeCollectionByCommand } from './collection-commands.ts'
import { describeLicence } from './describe-licence.ts'
import { everyLicence, grantByCommand, type LicenceListOptions, revokeByCommand } from './licence-commands.ts'

const PRESSES = ['aldine', 'larkspur']

const withCommands = (use: (db: Database) => Promise<void>): Promise<void> =>
  withDatabase(
    {
      ...noticeMigrations,
      ...catalogueMigrations,
      ...accountMigrations,
      ...institutionMigrations,
      ...migrations,
    },
    use,
  )

function must<T>(result: Result<T, readonly string[]>): T {
  assert.ok(result.ok, result.ok ? '' : result.error.join('\n'))
  return result.value
}

function told(result: Result<unknown, readonly string[]>): string {
  assert.ok(!result.ok)
  return result.error.join('\n')
}

async function fenwick(db: Database): Promise<void> {
  const facts = parseInstitution({ name: 'Fenwick College' })
  assert.ok(facts.ok)
  assert.ok((await addInstitution(db, { ...facts.value, memberOf: [] }, { by: 'test', now: new Date() })).ok)
}

const listed = async (db: Database, options: LicenceListOptions) => {
  const all: string[] = []
  for await (const one of everyLicence(db, options, PRESSES)) all.push(must(one).id)
  return all
}

describe('licences by command', () => {
  it('are granted to an institution by name, for days that are named by their last one', () =>
    withCommands(async (db) => {
      await fenwick(db)
      const terms = { institution: 'fenwick college', from: '2026-01-01', until: '2126-12-31', grace: '30' }
      const licence = must(
        await grantByCommand(db, ['press:aldine'], { ...terms, only: ['member'], downloads: false }, PRESSES),
      )
      assert.equal(licence.until?.toISOString(), '2127-01-01T00:00:00.000Z')
      const { holder, kind, covers, state, affiliations, downloads, graceDays } = await describeLicence(
        db,
        licence,
      )
      assert.deepEqual(
        { holder, kind, covers, state, affiliations, downloads, graceDays },
        {
          ...{ holder: 'Fenwick College', kind: 'subscription', covers: ['press:aldine'], state: 'in force' },
          ...{ affiliations: ['member'], downloads: false, graceDays: 30 },
        },
      )
    }))

  it('wait for a reader who has no account yet', () =>
    withCommands(async (db) => {
      const account = await addAccount(db, { email: 'ines@example.org', name: 'Ines', password: null })
      assert.ok(account.ok)
      const grant = async (reader: string) =>
        must(await grantByCommand(db, ['press:aldine'], { reader, downloads: true }, PRESSES)).holder
      assert.deepEqual(await grant('Ines@example.org'), { kind: 'account', id: account.value.id })
      assert.deepEqual(await grant('later@example.org'), { kind: 'email', email: 'later@example.org' })
    }))

  it('tell everything that is wrong at once', () =>
    withCommands(async (db) => {
      const said = told(
        await grantByCommand(
          db,
          ['press:nobody', 'collection:none', '10.5555/none', '/books/x/0123456789abcdef'],
          { kind: 'loan', until: '2026-02-30', seats: '0', only: ['guest'], downloads: true },
          PRESSES,
        ),
      )
      for (const part of [
        /--institution .* or --reader/,
        /no press “nobody”; there are: aldine, larkspur/,
        /no collection “none”/,
        /“10\.5555\/none” is not on the shelf/,
        /“\/books\/x\/0123456789abcdef” is not on the shelf/,
        /no kind of licence; there are: subscription/,
        /“2026-02-30” is not a day/,
        /--seats must be a number from 1/,
        /--only takes member, alum, walk-in/,
      ])
        assert.match(said, part)
      const backwards = { reader: 'a@example.org', from: '2027-01-02', until: '2027-01-01', downloads: true }
      assert.match(
        told(await grantByCommand(db, ['press:aldine'], backwards, PRESSES)),
        /end before it begins/,
      )
    }))

  it('are listed by holder, product and kind, and withdrawn once', () =>
    withCommands(async (db) => {
      await fenwick(db)
      const [institution, reader] = ['Fenwick College', 'a@example.org']
      const one = must(await grantByCommand(db, ['press:aldine'], { institution, downloads: true }, PRESSES))
      const two = must(
        await grantByCommand(db, ['press:larkspur'], { reader, kind: 'purchase', downloads: true }, PRESSES),
      )
      assert.deepEqual(await listed(db, {}), [two.id, one.id])
      assert.deepEqual(await listed(db, { institution }), [one.id])
      assert.deepEqual(await listed(db, { reader }), [two.id])
      assert.deepEqual(await listed(db, { for: 'press:larkspur' }), [two.id])
      assert.deepEqual(await listed(db, { kind: 'subscription' }), [one.id])
      assert.equal(must(await revokeByCommand(db, one.id, 'Not renewed')).kind, 'revoked')
      assert.equal(must(await revokeByCommand(db, one.id, null)).kind, 'was-revoked')
      assert.deepEqual(await listed(db, {}), [two.id])
      assert.deepEqual(await listed(db, { all: true }), [two.id, one.id])
      assert.match(told(await revokeByCommand(db, 'nothing', null)), /no licence nothing/)
    }))
})

describe('codes by command', () => {
  it('are made in a batch, used, and withdrawn with what they opened', () =>
    withCommands(async (db) => {
      const order = { label: 'Autumn', number: '3', uses: '2', days: '30', until: '2126-01-31' }
      const codes = must(await makeCodesByCommand(db, ['press:aldine'], order, PRESSES))
      assert.equal(codes.length, 3)
      const code = parseCode(codes[0]?.code ?? '')
      assert.ok(code)
      const use = { code, holder: { kind: 'bearer', hash: 'h' }, redeemer: 'bearer:h' } as const
      assert.equal((await redeemCode(db, use, new Date())).kind, 'redeemed')
      assert.deepEqual(must(await revokeCodesByCommand(db, codes[1]?.id ?? '', {})), {
        codes: 1,
        licences: false,
      })
      assert.equal(must(await revokeCodesByCommand(db, 'Autumn', { licences: true })).codes, 3)
      assert.deepEqual(await listed(db, {}), [])
      assert.match(told(await revokeCodesByCommand(db, 'Spring', {})), /no code or batch “Spring”/)
    }))

  it('say what does not fit together', () =>
    withCommands(async (db) => {
      const said = async (more: object) =>
        told(await makeCodesByCommand(db, ['press:aldine'], { label: 'x', ...more }, PRESSES))
      assert.match(await said({ kind: 'single', uses: '5' }), /Only a code of the kind “multiple”/)
      assert.match(await said({ kind: 'multiple' }), /--uses/)
      assert.match(await said({ kind: 'card', number: '0' }), /no kind of code.*\n?.*/)
    }))
})

describe('collections by command', () => {
  it('are made by a rule, licensed by their name, and removed', () =>
    withCommands(async (db) => {
      const made = must(await addCollectionByCommand(db, 'History 2026', { press: 'aldine', year: '2026' }))
      assert.deepEqual(made.collection.rule, { year: '2026' })
      assert.equal(made.products, 0)
      const options = { reader: 'a@example.org', downloads: true }
      const licence = must(await grantByCommand(db, ['collection:history-2026'], options, PRESSES))
      assert.deepEqual((await describeLicence(db, licence)).covers, ['collection:history-2026'])
      must(await removeCollectionByCommand(db, 'history-2026'))
      assert.match((await describeLicence(db, licence)).covers.join(), /\(removed\)/)
      assert.match(told(await removeCollectionByCommand(db, 'history-2026')), /no collection/)
    }))
})
