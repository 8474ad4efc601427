import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ATTRIBUTE } from './attribute-rules.ts'
import { DEFAULT_SETTINGS } from './metadata/provider-store.ts'
import { samlSignIn } from './sign-in.ts'
import type { SignInRequest } from './sign-in-request-store.ts'
import { type AnswerOptions, makeProviderDouble, toField } from './testing/provider-double.ts'
import { ADDRESS, ENTITY, NOW, type World, withWorld } from './testing/world.ts'

const honest = (request: SignInRequest): AnswerOptions => ({
  request: request.id,
  address: ADDRESS,
  audience: ENTITY,
  now: NOW,
})

async function signIn(world: World, change: Partial<AnswerOptions> = {}, idp = world.idp) {
  const request = await world.ask()
  const field = toField(idp.answer({ ...honest(request), ...change }))
  return (await samlSignIn(world.deps, { field, relay: request.relay, address: ADDRESS })).result
}

describe('signing in through an institution', () => {
  it('lets a member in by whatever the provider signs', () =>
    withWorld(async (world) => {
      for (const signed of ['assertion', 'response', 'both'] as const) {
        const result = await signIn(world, { signed })
        assert.ok(result.ok, JSON.stringify(result))
        const { pseudonym, ...rest } = result.value
        assert.match(pseudonym ?? '', /^[\w-]{43}$/)
        assert.deepEqual(rest, {
          kind: 'signed-in',
          through: 'saml',
          institutionHint: world.idp.entityId,
          scope: 'uni.example',
          affiliation: 'member',
          attributes: { affiliations: ['student@uni.example', 'member@uni.example'], entitlements: [] },
          until: new Date('2026-03-05T20:00:00.000Z'),
        })
      }
    }))

  it('opens what is encrypted to us, however it is signed', () =>
    withWorld(async (world) => {
      const encryptedTo = world.keys.signing.certificate
      for (const cipher of ['aes128-gcm', 'aes256-gcm'] as const)
        for (const signed of ['assertion', 'response', 'both'] as const)
          assert.ok((await signIn(world, { signed, cipher, encryptedTo })).ok, `${cipher} ${signed}`)
      const unsigned = await signIn(world, { signed: 'nobody', encryptedTo })
      assert.equal(!unsigned.ok && unsigned.error.rule, 'assertion-can-be-decrypted')
    }))

  it('opens what is encrypted to the key before the present one', () =>
    withWorld(async (world) => {
      const next = makeProviderDouble(ENTITY)
      const signing = { name: 'next', privateKey: next.key, certificate: next.certificate }
      const keys = { signing, all: [signing, ...world.keys.all] }
      const deps = { ...world.deps, keys: async () => keys }
      const encryptedTo = world.keys.signing.certificate
      for (const signed of ['assertion', 'response'] as const)
        assert.ok((await signIn({ ...world, deps }, { encryptedTo, signed })).ok)
    }))

  it('takes old ciphers and hashes only from a provider to which the operator grants them', () =>
    withWorld(async (world) => {
      const encryptedTo = world.keys.signing.certificate
      const old = { encryptedTo, cipher: 'aes256-cbc' } as const
      const refused = await signIn(world, old)
      assert.equal(!refused.ok && refused.error.rule, 'encryption-algorithm-is-believed')
      await world.set({ algorithms: 'with-cbc' })
      assert.ok((await signIn(world, old)).ok)
      assert.ok((await signIn(world, { ...old, cipher: 'aes128-cbc', signed: 'response' })).ok)
    }))

  it('wants the signature that the operator says', () =>
    withWorld(async (world) => {
      const outcomes: Record<string, string> = {}
      for (const wanted of ['assertion', 'response', 'both'] as const) {
        await world.set({ signed: wanted })
        for (const signed of ['assertion', 'response', 'both'] as const) {
          const result = await signIn(world, { signed })
          outcomes[`${wanted} of ${signed}`] = result.ok ? 'in' : result.error.rule
        }
      }
      const no = 'answer-is-signed'
      assert.deepEqual(outcomes, {
        'assertion of assertion': 'in',
        'assertion of response': no,
        'assertion of both': 'in',
        'response of assertion': no,
        'response of response': 'in',
        'response of both': 'in',
        'both of assertion': no,
        'both of response': no,
        'both of both': 'in',
      })
    }))

  it('knows the same reader again, and no reader of another institution', () =>
    withWorld(async (world) => {
      const names = new Set<string | null>()
      for (const nameId of ['a', 'a', 'b']) {
        const result = await signIn(world, { nameId })
        assert.ok(result.ok)
        names.add(result.value.pseudonym)
        assert.doesNotMatch(result.value.pseudonym ?? '', /^a$|^b$/)
      }
      assert.equal(names.size, 2)
      const passing = await signIn(world, {
        nameIdFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient',
      })
      assert.equal(passing.ok && passing.value.pseudonym, null)
    }))

  it('tells members, alumni and guests apart, and lets in nobody of whom nothing is said', () =>
    withWorld(async (world) => {
      const scoped = ATTRIBUTE.scopedAffiliation[0]
      const entitlement = ATTRIBUTE.entitlement[0]
      const cases: readonly (readonly [Record<string, readonly string[]>, string])[] = [
        [{ [scoped]: ['alum@uni.example'] }, 'alum'],
        [{ [scoped]: ['library-walk-in@uni.example'] }, 'walk-in'],
        [{ [scoped]: ['alum@uni.example', 'staff@uni.example'] }, 'member'],
        [{ [scoped]: ['MEMBER@UNI.example'] }, 'member'],
        [{ [scoped]: ['affiliate@uni.example'] }, 'reader-belongs-to-the-institution'],
        [{ [scoped]: ['member@elsewhere.example'] }, 'reader-belongs-to-the-institution'],
        [{ [scoped]: ['member@evil.uni.example'] }, 'reader-belongs-to-the-institution'],
        [{ [scoped]: ['member@elsewhere.example@uni.example'] }, 'reader-belongs-to-the-institution'],
        [{ [entitlement]: ['urn:mace:dir:entitlement:common-lib-terms'] }, 'member'],
        [{ [entitlement]: ['urn:mace:other'] }, 'reader-belongs-to-the-institution'],
        [{ [ATTRIBUTE.affiliation[0]]: ['member'] }, 'reader-belongs-to-the-institution'],
        [{}, 'reader-belongs-to-the-institution'],
      ]
      for (const [attributes, expected] of cases) {
        const result = await signIn(world, { attributes })
        assert.equal(
          result.ok ? result.value.affiliation : result.error.rule,
          expected,
          JSON.stringify(attributes),
        )
      }
    }))

  it('follows the rules that the operator sets for one provider', () =>
    withWorld(async (world) => {
      const rules = { ...DEFAULT_SETTINGS.rules, unsaid: 'walk-in', unscoped: true } as const
      await world.set({ rules, scopes: ['college.example'] })
      const affiliation = async (attributes: Record<string, readonly string[]>) => {
        const result = await signIn(world, { attributes })
        return result.ok ? result.value.affiliation : result.error.rule
      }
      assert.equal(await affiliation({}), 'walk-in')
      assert.equal(await affiliation({ [ATTRIBUTE.affiliation[0]]: ['staff'] }), 'member')
      assert.equal(
        await affiliation({ [ATTRIBUTE.scopedAffiliation[0]]: ['staff@college.example'] }),
        'member',
      )
      assert.equal(
        await affiliation({ [ATTRIBUTE.scopedAffiliation[0]]: ['staff@uni.example'] }),
        'reader-belongs-to-the-institution',
      )
    }))

  it('takes an answer that nobody asked for only where the operator allows it', () =>
    withWorld(async (world) => {
      const answer = (changes: Partial<AnswerOptions> = {}) =>
        samlSignIn(world.deps, {
          field: toField(
            world.idp.answer({ request: null, address: ADDRESS, audience: ENTITY, now: NOW, ...changes }),
          ),
          relay: 'https://evil.example/',
          address: ADDRESS,
        })
      const before = await answer()
      assert.equal(!before.result.ok && before.result.error.rule, 'answer-was-asked-for')
      await world.set({ unsolicited: 'accepted' })
      assert.ok((await answer()).result.ok)
      const again = { assertionId: '_same' }
      assert.ok((await answer(again)).result.ok)
      const replayed = await answer(again)
      assert.equal(!replayed.result.ok && replayed.result.error.rule, 'answer-is-used-once')
      const claimed = await answer({ confirmedInResponseTo: '_x' })
      assert.equal(!claimed.result.ok && claimed.result.error.rule, 'assertion-answers-our-request')
    }))

  it('lets one of two come in when both bring the same answer at once', () =>
    withWorld(async (world) => {
      const request = await world.ask()
      const field = toField(world.idp.answer(honest(request)))
      const both = await Promise.all(
        [1, 2].map(() => samlSignIn(world.deps, { field, relay: request.relay, address: ADDRESS })),
      )
      assert.equal(both.filter(({ result }) => result.ok).length, 1)
    }))

  it('says what a provider answered that did not sign the reader in', () =>
    withWorld(async (world) => {
      const result = await signIn(world, { status: 'urn:oasis:names:tc:SAML:2.0:status:Responder' })
      assert.equal(!result.ok && result.error.rule, 'provider-signed-the-reader-in')
    }))
})
