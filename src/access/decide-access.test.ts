import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { ALWAYS } from '#book'
import type { AccessProduct } from './access-product.ts'
import { toAccessState } from './access-state.ts'
import { type Action, decideAccess } from './decide-access.ts'
import { describeOption, describeReason } from './describe-access.ts'
import { sampleGrant, sampleProduct, sampleVisitor } from './samples.fixture.ts'
import { type Grant, LICENCE_KINDS, NOBODY, type Visitor } from './visitor.ts'

const now = new Date('2026-03-05T12:00:00Z')
const before = new Date('2026-03-01T00:00:00Z')
const after = new Date('2026-04-01T00:00:00Z')

const decide = (
  product: Partial<AccessProduct>,
  { visitor = NOBODY, action = 'read' }: { readonly visitor?: Visitor; readonly action?: Action } = {},
) => decideAccess(visitor, sampleProduct(product), action, now)

const holding = (...grants: readonly Partial<Grant>[]): Visitor =>
  sampleVisitor({ grants: grants.map(sampleGrant) })

const kindsOf = (parts: readonly { readonly kind: string }[]) => parts.map(({ kind }) => kind)
const reasonsFor = (visitor: Visitor, product: Partial<AccessProduct> = {}) =>
  kindsOf(decide(product, { visitor }).reasons)
const optionsOf = (decision: ReturnType<typeof decide>) =>
  decision.kind === 'closed' ? kindsOf(decision.options) : []

describe('decideAccess', () => {
  it('lets everyone read what the press has opened', () => {
    assert.deepEqual(decide({ openness: 'open' }), { kind: 'open', reasons: [{ kind: 'open-access' }] })
  })

  it('closes an open notes section that holds notes of a closed chapter', () => {
    const decision = decide({ openness: 'open', holds: [sampleProduct({ id: 'c2' })] })
    assert.deepEqual(kindsOf(decision.reasons), ['holds-closed-chapters'])
  })

  it('tells both reasons when both are true', () => {
    const decision = decide({ holds: [sampleProduct({ id: 'c2' })] }, { action: 'download' })
    assert.deepEqual(kindsOf(decision.reasons), ['closed-by-press', 'holds-closed-chapters'])
  })

  it('opens a chapter by a licence for it, for its book, for a collection it is in, and for its press', () => {
    const covers: readonly Grant['covers'][number][] = [
      { kind: 'product', id: 'chapter1' },
      { kind: 'product', id: 'book1' },
      { kind: 'collection', id: 'history' },
      { kind: 'press', slug: 'aldine' },
    ]
    for (const covered of covers) {
      const decision = decide({ collections: ['history'] }, { visitor: holding({ covers: [covered] }) })
      assert.equal(decision.kind, 'licensed')
    }
    const elsewhere = holding({ covers: [{ kind: 'product', id: 'chapter2' }] })
    assert.equal(decide({}, { visitor: elsewhere }).kind, 'closed')
  })

  it('opens the book by no licence for one of its chapters', () => {
    const visitor = holding({ covers: [{ kind: 'product', id: 'chapter1' }] })
    const book = { id: 'book1', holds: [sampleProduct(), sampleProduct({ id: 'chapter2' })] }
    assert.equal(decide(book, { visitor }).kind, 'closed')
    assert.equal(decide(book, { visitor: holding({}) }).kind, 'licensed')
  })

  it('names the institution’s licence before the reader’s own, and the end of the longer one', () => {
    const visitor = holding(
      { licenceId: 'own', kind: 'purchase', holder: { kind: 'account' } },
      { licenceId: 'trial', kind: 'trial', until: after },
    )
    const decision = decide({}, { visitor })
    assert.equal(decision.kind === 'licensed' && decision.through.licenceId, 'trial')
    assert.equal(decision.kind === 'licensed' && decision.until, null)
  })

  it('is free to read between two dates, from a date on, or up to one', () => {
    const window = (freeFrom: Date | null, freeUntil: Date | null) => ({
      window: { ...ALWAYS, freeFrom, freeUntil },
    })
    assert.deepEqual(decide(window(before, after)), {
      kind: 'free',
      until: after,
      reasons: [{ kind: 'free-to-read', until: after }],
    })
    assert.equal(decide(window(before, null)).kind, 'free')
    assert.equal(decide(window(null, after)).kind, 'free')
    assert.equal(decide(window(null, before)).kind, 'closed')
    assert.deepEqual(kindsOf(decide(window(after, null)).reasons), ['closed-by-press', 'free-later'])
    assert.ok(optionsOf(decide(window(after, null))).includes('wait'))
  })

  it('shuts everyone out under embargo, whatever licence they have, and offers nothing that would not help', () => {
    const embargoed = { openness: 'open', window: { ...ALWAYS, embargoUntil: after } } as const
    const decision = decide(embargoed, { visitor: holding({}) })
    assert.deepEqual(decision.reasons, [{ kind: 'embargoed-until', until: after }])
    assert.deepEqual(optionsOf(decision), ['wait', 'open-chapters', 'ask-press'])
  })

  it('says why a licence does not help: too early, ended, withdrawn, full, for others, unproved, reading only', () => {
    const account = { kind: 'account' } as const
    const cases: readonly (readonly [Partial<Grant>, string])[] = [
      [{ from: after }, 'licence-not-begun'],
      [{ until: before }, 'licence-ended'],
      [{ revoked: true }, 'licence-revoked'],
      [{ seats: 'taken' }, 'seats-taken'],
      [{ bar: 'affiliation' }, 'affiliation-not-covered'],
      [{ bar: 'email', holder: account }, 'email-not-verified'],
    ]
    for (const [grant, reason] of cases)
      assert.deepEqual(reasonsFor(holding(grant)), ['closed-by-press', reason])
    assert.deepEqual(
      kindsOf(decide({}, { visitor: holding({ downloads: false }), action: 'download' }).reasons),
      ['closed-by-press', 'reading-only'],
    )
    assert.equal(decide({}, { visitor: holding({ downloads: false }) }).kind, 'licensed')
  })

  it('tells several licences in one fixed order', () => {
    const visitor = holding(
      { licenceId: 'a', seats: 'taken' },
      { licenceId: 'b', revoked: true },
      { licenceId: 'c', until: before },
    )
    assert.deepEqual(reasonsFor(visitor), [
      'closed-by-press',
      'licence-ended',
      'licence-revoked',
      'seats-taken',
    ])
  })

  it('tells somebody it knows who they are, and that nothing of theirs covers it', () => {
    const account = { id: 'a1', email: 'ada@fenwick.example', name: 'Ada', verified: true }
    const fenwick = {
      ...{ id: 'fenwick', name: 'Fenwick College', lineage: ['fenwick'] },
      ...({ through: 'address', affiliation: 'member' } as const),
    }
    const visitor = sampleVisitor({ account, institutions: [fenwick] })
    assert.deepEqual(reasonsFor(visitor), [
      'closed-by-press',
      'no-licence-of-institution',
      'no-licence-of-account',
    ])
    const ended = { ...visitor, grants: [sampleGrant({ until: before })] }
    assert.deepEqual(reasonsFor(ended), ['closed-by-press', 'licence-ended', 'no-licence-of-account'])
    assert.ok(!optionsOf(decide({}, { visitor })).includes('sign-in'))
  })

  it('shows the press’s staff everything, and tells them that others do not see it', () => {
    const of = (press: string) => sampleVisitor({ staff: [{ press, role: 'editor' }] })
    const embargoed = { window: { ...ALWAYS, embargoUntil: after } }
    assert.deepEqual(decide(embargoed, { visitor: of('aldine') }), {
      kind: 'open',
      reasons: [{ kind: 'staff', press: 'aldine' }],
    })
    assert.equal(decide({}, { visitor: of('*') }).kind, 'open')
    assert.equal(decide({}, { visitor: of('larkspur') }).kind, 'closed')
    assert.deepEqual(reasonsFor(of('aldine'), { openness: 'open' }), ['open-access'])
  })

  it('offers for sale only what opens it', () => {
    const price = { amount: 999, currency: 'GBP' }
    const asked = { price, taxIncluded: true, territory: '*', others: [] } as const
    const chapter = { productId: 'chapter1', of: 'chapter', days: null, ...asked } as const
    const book = { ...chapter, productId: 'book1', of: 'book' } as const
    const other = { ...chapter, productId: 'chapter9' } as const
    const sold = (product: Partial<AccessProduct>) => {
      const decision = decideAccess(NOBODY, sampleProduct(product), 'read', now, [chapter, book, other])
      return decision.kind === 'closed'
        ? decision.options.flatMap((option) => (option.kind === 'buy' ? [option.offer.of] : []))
        : []
    }
    assert.deepEqual(sold({}), ['chapter', 'book'])
    assert.deepEqual(sold({ holds: [sampleProduct({ id: 'chapter2' })] }), ['book'])
  })

  it('offers its ways in the order of the page: log-in, institution, purchase, code, library', () => {
    assert.deepEqual(optionsOf(decide({})), [
      ...['sign-in', 'institution', 'code', 'ask-library', 'open-chapters', 'ask-press'],
    ])
  })
})

const moments = fc.option(fc.constantFrom(before, now, after, new Date('2026-03-05T12:00:00.001Z')))
const parts = fc.record({
  id: fc.constantFrom('chapter1', 'chapter2', 'chapter3'),
  openness: fc.constantFrom('open' as const, 'closed' as const),
  window: fc.record({ freeFrom: moments, freeUntil: moments, embargoUntil: moments }),
  collections: fc.subarray(['history', 'law']),
})
const products: fc.Arbitrary<AccessProduct> = fc
  .record({ own: parts, held: fc.array(parts, { maxLength: 6 }) })
  .map(({ own, held }) => sampleProduct({ ...own, holds: held.map((part) => sampleProduct(part)) }))
const grants: fc.Arbitrary<Grant> = fc
  .record({
    licenceId: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    kind: fc.constantFrom(...LICENCE_KINDS),
    holder: fc.constantFrom<Grant['holder']>(
      { kind: 'institution', id: 'fenwick', name: 'Fenwick' },
      { kind: 'account' },
      { kind: 'bearer' },
    ),
    covers: fc.subarray<Grant['covers'][number]>([
      { kind: 'product', id: 'chapter1' },
      { kind: 'product', id: 'chapter2' },
      { kind: 'product', id: 'book1' },
      { kind: 'collection', id: 'law' },
      { kind: 'press', slug: 'aldine' },
    ]),
    from: fc.constantFrom(before, now, after),
    until: moments,
    revoked: fc.boolean(),
    seats: fc.constantFrom('free' as const, 'taken' as const, 'none' as const),
    downloads: fc.boolean(),
    bar: fc.constantFrom(null, 'affiliation' as const, 'email' as const),
  })
  .map(sampleGrant)
const visitors: fc.Arbitrary<Visitor> = fc
  .record({
    held: fc.array(grants, { maxLength: 5 }),
    known: fc.boolean(),
    staff: fc.constantFrom([], [{ press: 'aldine', role: 'editor' as const }]),
  })
  .map(({ held, known, staff }) =>
    sampleVisitor({
      grants: held,
      staff,
      account: known ? { id: 'a', email: 'a@b.example', name: 'A', verified: false } : null,
    }),
  )
const taking = fc.constantFrom('read' as const, 'download' as const)

describe('the decision, for every visitor and product', () => {
  it('shows the landing page of everything to everyone', async () => {
    await fc.assert(
      fc.property(visitors, products, (visitor, product) => {
        assert.equal(decideAccess(visitor, product, 'view', now).kind, 'open')
      }),
    )
  })

  it('gives words of nothing that is shut by itself', async () => {
    await fc.assert(
      fc.property(visitors, products, taking, (visitor, product, action) => {
        const whole = decideAccess(visitor, product, action, now).kind !== 'closed'
        const each = [product, ...product.holds].map((part) =>
          decideAccess(visitor, { ...part, holds: [] }, action, now),
        )
        assert.equal(
          whole,
          each.every(({ kind }) => kind !== 'closed'),
        )
      }),
    )
  })

  it('never closes because of one licence more', async () => {
    await fc.assert(
      fc.property(visitors, products, taking, grants, (visitor, product, action, one) => {
        if (decideAccess(visitor, product, action, now).kind === 'closed') return
        const more = { ...visitor, grants: [...visitor.grants, one] }
        assert.notEqual(decideAccess(more, product, action, now).kind, 'closed')
      }),
    )
  })

  it('never opens by a licence that is withdrawn, over, not begun, full or for somebody else', async () => {
    const useless = fc.constantFrom<Partial<Grant>>(
      { revoked: true },
      { until: before },
      { until: now },
      { from: after },
      { seats: 'taken' },
      { bar: 'affiliation' },
      { bar: 'email' },
      { covers: [] },
    )
    await fc.assert(
      fc.property(visitors, products, taking, grants, useless, (visitor, product, action, one, flaw) => {
        const more = { ...visitor, grants: [...visitor.grants, { ...one, licenceId: 'z', ...flaw }] }
        assert.equal(
          decideAccess(more, product, action, now).kind,
          decideAccess(visitor, product, action, now).kind,
        )
      }),
    )
  })

  it('lets nobody read before an embargo ends but the press’s own staff', async () => {
    await fc.assert(
      fc.property(visitors, products, taking, (visitor, product, action) => {
        const embargoed = { ...product, window: { ...product.window, embargoUntil: after } }
        const decision = decideAccess(visitor, embargoed, action, now)
        assert.equal(decision.kind === 'closed', visitor.staff.length === 0)
      }),
    )
  })

  it('gives a file at most where the text may be read', async () => {
    await fc.assert(
      fc.property(visitors, products, (visitor, product) => {
        if (decideAccess(visitor, product, 'download', now).kind === 'closed') return
        assert.notEqual(decideAccess(visitor, product, 'read', now).kind, 'closed')
      }),
    )
  })

  it('always says why, and names a way in when it closes, in every language', async () => {
    await fc.assert(
      fc.property(visitors, products, taking, (visitor, product, action) => {
        const decision = decideAccess(visitor, product, action, now)
        assert.ok(decision.reasons.length > 0)
        if (decision.kind === 'closed') assert.ok(decision.options.length > 0)
        for (const language of ['en', 'fr'] as const) {
          for (const reason of decision.reasons)
            assert.match(describeReason(reason, language), /^\p{Lu}.*\.$/u)
          if (decision.kind === 'closed')
            for (const option of decision.options) assert.ok(describeOption(option, language).length > 0)
        }
      }),
    )
  })
})

describe('toAccessState', () => {
  const open = decide({ openness: 'open' })
  const closed = decide({})
  const licensed = decide({}, { visitor: holding({}) })
  const bought = decide({}, { visitor: holding({ kind: 'purchase', holder: { kind: 'account' } }) })

  it('calls a book open only when every chapter is', () => {
    assert.equal(toAccessState([open, open]), 'open')
    assert.equal(toAccessState([open, closed]), 'partly-open')
    assert.equal(toAccessState([closed, closed]), 'closed')
  })

  it('tells what is open to this reader alone from what is open to all', () => {
    assert.equal(toAccessState([open, licensed]), 'licensed')
    assert.equal(toAccessState([open, bought]), 'bought')
    const staff = sampleVisitor({ staff: [{ press: 'aldine', role: 'editor' }] })
    assert.equal(toAccessState([decide({}, { visitor: staff })]), 'licensed')
  })

  it('calls a book without anything to read closed', () => {
    assert.equal(toAccessState([]), 'closed')
  })
})

describe('describing', () => {
  it('writes the last day on which something may be read, not the first on which it may not', () => {
    const reason = { kind: 'free-to-read', until: new Date('2026-04-01T00:00:00Z') } as const
    assert.equal(describeReason(reason, 'en'), 'Everyone may read it until 31 March 2026.')
    assert.equal(describeReason(reason, 'fr'), 'Tout le monde peut le lire jusqu’au 31 mars 2026.')
  })

  it('says the minute of what ends within a day', () => {
    const grant = sampleGrant({ kind: 'pay-per-view', holder: { kind: 'account' } })
    const reason = {
      kind: 'licensed',
      grant: { ...grant, until: new Date('2026-03-07T14:20:00Z') },
    } as const
    assert.match(describeReason(reason, 'en'), /until 7 March 2026, 14:20 UTC\.$/)
  })
})
