import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { type AccessProduct, type Action, decideAccess, toAccessState } from './decide-access.ts'
import { en } from './messages.en.ts'
import { fr } from './messages.fr.ts'
import { accessWords } from './words.ts'

const now = new Date('2026-03-05T12:00:00Z')
const anonymous = { kind: 'anonymous' } as const
const decide = (product: AccessProduct, action: Action = 'read') =>
  decideAccess(anonymous, product, action, now)

const openness = fc.constantFrom('open' as const, 'closed' as const)
const products = fc.record({ openness, holds: fc.array(fc.record({ openness }), { maxLength: 40 }) })
const taking = fc.constantFrom('read' as const, 'download' as const)

describe('decideAccess', () => {
  it('lets everyone read what the press has opened', () => {
    assert.deepEqual(decide({ openness: 'open', holds: [] }), { kind: 'open', reasons: ['open-access'] })
  })

  it('closes an open notes section that holds notes of a closed chapter', () => {
    const decision = decide({ openness: 'open', holds: [{ openness: 'open' }, { openness: 'closed' }] })
    assert.deepEqual(decision.kind === 'closed' && decision.reasons, ['holds-closed-chapters'])
  })

  it('tells both reasons when both are true', () => {
    const decision = decide({ openness: 'closed', holds: [{ openness: 'closed' }] }, 'download')
    assert.deepEqual(decision.reasons, ['closed-by-press', 'holds-closed-chapters'])
  })

  it('shows the landing page of everything to everyone', async () => {
    await fc.assert(fc.property(products, (product) => decide(product, 'view').kind === 'open'))
  })

  it('never gives out words of anything closed', async () => {
    await fc.assert(
      fc.property(products, taking, (product, action) => {
        const parts = [product, ...product.holds]
        const decision = decide(product, action)
        assert.equal(
          decision.kind === 'open',
          parts.every((part) => part.openness === 'open'),
        )
      }),
    )
  })

  it('gives a file exactly where the text may be read', async () => {
    await fc.assert(
      fc.property(products, (product) => {
        assert.deepEqual(decide(product, 'read'), decide(product, 'download'))
      }),
    )
  })

  it('always says why, and names a way in when it closes', async () => {
    await fc.assert(
      fc.property(products, taking, (product, action) => {
        const decision = decide(product, action)
        assert.ok(decision.reasons.length > 0)
        if (decision.kind === 'closed') assert.ok(decision.options.length > 0)
        for (const reason of decision.reasons) {
          assert.ok(accessWords('en').reasons[reason].endsWith('.'))
          assert.ok(accessWords('fr').reasons[reason].endsWith('.'))
        }
      }),
    )
  })
})

describe('toAccessState', () => {
  const open = decide({ openness: 'open', holds: [] })
  const closed = decide({ openness: 'closed', holds: [] })

  it('calls a book open only when every chapter is', () => {
    assert.equal(toAccessState([open, open]), 'open')
    assert.equal(toAccessState([open, closed]), 'partly-open')
    assert.equal(toAccessState([closed, closed]), 'closed')
  })

  it('calls a book without anything to read closed', () => {
    assert.equal(toAccessState([]), 'closed')
  })
})

describe('the words of access', () => {
  it('differ between the languages', () => {
    for (const key of Object.keys(en.reasons)) {
      const reason = key as keyof typeof en.reasons
      assert.notEqual(en.reasons[reason], fr.reasons[reason])
    }
  })
})
