import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Offer } from '#book'
import { renderWays } from './ways-panel.ts'

const offer = (more: Partial<Offer>): Offer => ({
  ...{ productId: 'p', of: 'chapter', days: null, taxIncluded: true, territory: '*', others: [] },
  price: { amount: 2999, currency: 'GBP' },
  ...more,
})

const shown = (one: Offer, language: 'en' | 'fr' = 'en'): string =>
  String(
    renderWays([{ kind: 'buy', offer: one }], {
      place: { origin: 'http://books.example.org', base: '', language },
      ...{ product: { id: 'p' }, page: '/x', pressName: 'Aldine', openChapters: null },
      buyPath: () => '/buy/p',
    })[0],
  ).replaceAll(/[\u00a0\u202f]/g, ' ')

const inFrance = { price: { amount: 3200, currency: 'EUR' }, taxIncluded: true, territory: 'FR' }

describe('the way to buy', () => {
  it('names every price that some reader may be asked, since the page knows nobody’s country', () => {
    const html = shown(offer({ others: [inFrance] }))
    assert.match(html, /Buy the chapter for £29\.99</)
    assert.match(html, /Other prices: €32\.00 in France\. Yours is told before you pay/)
    assert.match(shown(offer({ others: [inFrance] }), 'fr'), /Autres prix : 32,00 € \(France\)/)
  })

  it('says where it is sold when it is not sold everywhere', () => {
    assert.match(shown(offer(inFrance)), /Buy the chapter for €32\.00, in France/)
    assert.doesNotMatch(shown(offer({})), /Other prices/)
  })

  it('folds a long list', () => {
    const others = ['FR', 'DE', 'IT', 'ES'].map((territory) => ({ ...inFrance, territory }))
    assert.match(shown(offer({ others })), /<summary>.*<li>€32\.00 in Germany<\/li>/s)
  })
})
