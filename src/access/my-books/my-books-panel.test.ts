import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Place } from '#web'
import { day, NOW } from '../access.fixture.ts'
import type { Grant } from '../visitor.ts'
import { decideHoldingState, type Holding, renderOwnHoldings, renderRequests } from './my-books-panel.ts'

const place = (language: Place['language']): Place => ({ origin: 'https://x.example', base: '', language })

const grant = (more: Partial<Grant> = {}): Grant => ({
  ...{
    licenceId: 'l',
    kind: 'purchase',
    holder: { kind: 'account' },
    covers: [],
    from: day(-9),
    until: null,
  },
  ...{ revoked: false, seats: 'none', downloads: true, bar: null },
  ...more,
})

const holding = (title: string, more: Partial<Grant> = {}): Holding => {
  const { kind, from, until, downloads, holder, ...rest } = grant(more)
  const state = decideHoldingState({ ...rest, kind, from, until, downloads, holder }, NOW)
  return { kind, from, until, downloads, holder, state, more: 0, opens: [{ title, path: `/books/${title}` }] }
}

const textOf = (html: string): string =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()

describe('my books', () => {
  it('tell what is open, through what and until when; what is over comes last', () => {
    const page = renderOwnHoldings(
      place('en'),
      [
        holding('Over', { until: day(-1) }),
        holding('Refunded', { revoked: true }),
        holding('Kept'),
        holding('Rented', { kind: 'pay-per-view', until: day(2), downloads: false }),
        holding('Later', { from: day(3) }),
        holding('Given', { kind: 'inspection-copy', bar: 'email' }),
        holding('Typed', { kind: 'code', holder: { kind: 'bearer' } }),
      ],
      true,
    ).text
    assert.equal(
      textOf(page),
      [
        'Kept Purchase, for good',
        'Rented Timed access, until 7 March 2026, 12:00 UTC, for reading here',
        'Typed Access code, for good, in this browser alone',
        'Given Inspection copy, once you have confirmed your e-mail address',
        'Later Purchase, from 8 March 2026',
        'Over Purchase, ended on 4 March 2026, 12:00 UTC',
        'Refunded Purchase, withdrawn',
        'Keep what this browser holds in my account',
      ].join(' '),
    )
    assert.match(page, /<form method="post" action="\/access\/claim">/)
  })

  it('speak French', () => {
    const page = renderOwnHoldings(
      place('fr'),
      [holding('Pétrels', { until: new Date('2026-04-01') })],
      false,
    )
    assert.equal(textOf(page.text), 'Pétrels Achat, jusqu’au 31 mars 2026')
    const asked = {
      title: 'Pétrels',
      path: '/x',
      state: 'open',
      institutionName: 'Fenwick',
      asked: NOW,
    } as const
    assert.equal(
      textOf(renderRequests(place('fr'), [asked]).text),
      'Pétrels Fenwick, 5 mars 2026, sans réponse pour l’instant',
    )
  })
})
