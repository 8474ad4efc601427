import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { XMLDSIG } from './saml/names.ts'
import { parseMessage } from './saml/parse-message.ts'
import { verifyAnswer } from './saml/verify-answer.ts'
import { samlSignIn } from './sign-in.ts'
import { hostileAnswers } from './testing/hostile-answers.ts'
import { type AnswerOptions, toField } from './testing/provider-double.ts'
import { ADDRESS, ENTITY, NOW, openDoubles, withWorld } from './testing/world.ts'
import { isSameElement, without } from './xml/element.ts'
import { parseXml } from './xml/parse-xml.ts'

const honest = (request: string): AnswerOptions => ({ request, address: ADDRESS, audience: ENTITY, now: NOW })

describe('hostile answers', () => {
  it('are refused, all of them, under a rule', () =>
    withWorld(async ({ idp, other, keys, deps, db, ask }) => {
      const request = await ask()
      const target = { idp, other, service: keys.signing.certificate, honest: honest(request.id) }
      /** Each finds the request as if it were the first to come. */
      const send = async (xml: string) => {
        await sql`update sign_in_request set answered = null`.execute(db)
        return (await samlSignIn(deps, { field: toField(xml), relay: request.relay, address: ADDRESS }))
          .result
      }
      for (const signed of ['assertion', 'response', 'both'] as const)
        assert.ok((await send(idp.answer({ ...target.honest, signed }))).ok, 'what is honest comes in')
      const rules = new Map<string, number>()
      for (const { name, xml } of hostileAnswers(target)) {
        const result = await send(xml)
        assert.ok(!result.ok, `accepted: ${name}`)
        rules.set(result.error.rule, (rules.get(result.error.rule) ?? 0) + 1)
      }
      const count = [...rules.values()].reduce((sum, each) => sum + each, 0)
      assert.ok(count >= 300, `${count} are not enough`)
      // They die of many things: were it one, it would be a fault of this test.
      assert.ok(rules.size >= 20, [...rules.keys()].join(' '))
      console.log(`${count} hostile answers refused, under ${rules.size} rules`)
    }))
})

const SNIPPETS = [
  '<!---->',
  '<?x?>',
  '<x/>',
  'member@uni.example',
  '<saml:Attribute Name="x"/>',
  ' ID="_x"',
  '&#10;',
  '</saml:Assertion>',
  '<saml:Assertion>',
  '\n',
  '0',
]

/** One of the things that can happen to a text on its way. */
const accident = fc.record({
  where: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  length: fc.integer({ min: 0, max: 400 }),
  how: fc.constantFrom('delete', 'repeat', 'move', ...SNIPPETS),
  to: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
})

type Accident = { where: number; length: number; how: string; to: number }

function happen(text: string, { where, length, how, to }: Accident): string {
  const at = Math.floor(where * text.length)
  const part = text.slice(at, at + length)
  const rest = text.slice(0, at) + text.slice(at + length)
  const there = Math.floor(to * rest.length)
  if (how === 'delete') return rest
  if (how === 'repeat') return text.slice(0, at) + part + text.slice(at)
  if (how === 'move') return rest.slice(0, there) + part + rest.slice(there)
  return text.slice(0, at) + how + text.slice(at + (length % 3))
}

describe('what is believed', () => {
  const { idp, other } = openDoubles()
  const verifying = {
    certificates: [idp.certificate],
    signed: 'either',
    algorithms: 'current',
    keys: [],
  } as const
  const bare = (xml: string) => {
    const start = xml.indexOf('<saml:Assertion ')
    const alone = parseXml(xml.slice(start, xml.indexOf('</saml:Assertion>') + 17))
    assert.ok(alone.ok)
    return without(alone.value, XMLDSIG, 'Signature')
  }

  for (const signed of ['assertion', 'response', 'both'] as const)
    it(`is what the provider signed, whatever happens to the rest of the message (${signed} signed)`, async () => {
      const xml = idp.answer({ ...honest('_request'), signed })
      const original = bare(xml)
      let believed = 0
      await fc.assert(
        fc.asyncProperty(fc.array(accident, { minLength: 1, maxLength: 3 }), async (accidents) => {
          const changed = accidents.reduce(happen, xml)
          const message = parseMessage(toField(changed))
          if (!message.ok) return
          const verified = await verifyAnswer(message.value, verifying)
          if (!verified.ok) return
          believed += 1
          assert.ok(isSameElement(verified.value.assertion, original), changed)
        }),
        { numRuns: 400 },
      )
      const plain = parseMessage(toField(xml))
      assert.ok(plain.ok && (await verifyAnswer(plain.value, verifying)).ok)
      // Line breaks between elements of an unsigned envelope are the provider's own affair.
      if (signed === 'assertion') assert.ok(believed > 0)
    })

  it('never comes from an unsigned envelope', async () => {
    const xml = idp.answer({ ...honest('_request'), signed: 'assertion' })
    const lying = xml.replace(
      '<samlp:Status>',
      '<samlp:Extensions><x xmlns="urn:x">member</x></samlp:Extensions><samlp:Status>',
    )
    const message = parseMessage(toField(lying))
    assert.ok(message.ok)
    const verified = await verifyAnswer(message.value, verifying)
    assert.ok(verified.ok && isSameElement(verified.value.assertion, bare(xml)))
  })

  it('is not what another provider signed', async () => {
    const message = parseMessage(toField(other.answer({ ...honest('_request'), issuer: idp.entityId })))
    assert.ok(message.ok)
    const verified = await verifyAnswer(message.value, verifying)
    assert.equal(!verified.ok && verified.error.rule, 'signature-holds')
  })
})
