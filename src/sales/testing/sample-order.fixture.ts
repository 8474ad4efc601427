import type { Order } from '../orders/order.ts'

/** A chapter for £7.50, just ordered by somebody without an account. */
export const sampleOrder = (facts: Partial<Order> = {}): Order => ({
  ...{ id: 'order1', press: 'aldine', way: 'card', productId: 'chapter1', of: 'chapter', days: null },
  ...{ title: 'Pilots (Harbours)', currency: 'GBP', net: 750, tax: 0, total: 750, taxed: null },
  ...{ territory: 'GB', accountId: null, institutionId: null, buyerName: null },
  ...{ email: 'ines@example.org', reference: null, terms: '2026-01', language: 'en' },
  ...{ origin: 'http://books.example.org', base: '', returnTo: '/chapters/pilots/chapter1' },
  ...{ sessionId: null, sessionUrl: null, sessionEnds: null, paymentId: null },
  ...{ made: new Date('2026-03-05T12:00:00Z'), madeBy: 'guest', invoiced: null, endedAt: null },
  ...{ paid: null, refunded: 0, returned: 0, closed: null, dispute: null, ended: null },
  ...facts,
})
