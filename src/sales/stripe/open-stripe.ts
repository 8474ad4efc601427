/** Stripe behind our own front door. Its library is loaded when somebody pays, or Stripe speaks to us, for the first time. */
import type { Stripe } from 'stripe'
import { fail, ok } from '#base'
import type { Order } from '../orders/order.ts'
import { describeItem } from '../orders/paper-email.ts'
import type { KnownRefunds, PaymentEvent, PaymentProvider } from '../provider.ts'
import { cameBack, idOf, ORDER, ofCharge, ofSession, REFUND, type ToldOfPayment, toNews } from './to-news.ts'
import { toOwnAmount, toStripeAmount } from './to-stripe-amount.ts'

export type StripeSettings = {
  readonly secretKey: string
  readonly webhookSecret: string
  /** Null: Stripe's own. */
  readonly apiBase: string | null
}

/** What is older was perhaps recorded by somebody, and is played again. */
const TOLERANCE_SECONDS = 300
/** Of the payment page; Stripe allows half an hour to a day. */
const SESSION_MS = 2 * 3_600_000

export function openStripe(settings: StripeSettings): PaymentProvider {
  let opening: Promise<Stripe> | null = null
  const stripe = (): Promise<Stripe> => {
    opening ??= load(settings)
    return opening
  }
  return {
    begin: async (order, addresses) => {
      const params = toSession(order, addresses)
      const session = await (await stripe()).checkout.sessions.create(params, {
        idempotencyKey: `order-${order.id}`,
      })
      if (session.url === null) throw new Error('Stripe made a session without a page')
      return { id: session.id, url: session.url, ends: new Date(session.expires_at * 1000) }
    },
    look: async ({ sessionId }) => {
      if (sessionId === null) return []
      const session = await (await stripe()).checkout.sessions.retrieve(sessionId, {
        expand: ['payment_intent.latest_charge'],
      })
      return [ofSession(session), ...(chargeOf(session) ?? [])]
    },
    refund: async ({ paymentId, amount, currency, key, refundId }) => {
      const client = await stripe()
      try {
        const made = await client.refunds.create(
          {
            ...{ payment_intent: paymentId, amount: toStripeAmount(amount, currency) },
            ...{ metadata: { [REFUND]: refundId }, expand: ['charge'] },
          },
          { idempotencyKey: key },
        )
        const { charge } = made
        const sum = charge === null || typeof charge === 'string' ? made.amount : charge.amount_refunded
        return ok({ refunded: toOwnAmount(sum, currency) })
      } catch (error) {
        // A no, as against an answer that did not come.
        if (error instanceof Error && Reflect.get(error, 'type') === 'StripeInvalidRequestError')
          return fail(error.message)
        throw error
      }
    },
    refundsOf: async (paymentId, currency) => {
      const client = await stripe()
      let [made, returned] = [0, 0]
      const failures: KnownRefunds['failures'][number][] = []
      for await (const refund of client.refunds.list({ payment_intent: paymentId, limit: 100 })) {
        const amount = toOwnAmount(refund.amount, currency)
        made += amount
        if (!cameBack(refund)) continue
        returned += amount
        const { failure_reason, metadata } = refund
        failures.push({
          refundId: metadata?.[REFUND] ?? null,
          why: failure_reason ?? refund.status ?? 'failed',
        })
      }
      return { made, returned, failures }
    },
    readEvent: async ({ body, signature, now }) => {
      const { webhooks } = await stripe()
      try {
        const event = webhooks.constructEvent(
          body,
          signature,
          settings.webhookSecret,
          TOLERANCE_SECONDS,
          undefined,
          now.getTime(),
        )
        return ok(toEvent(event))
      } catch (error) {
        if (!(error instanceof Error)) throw error
        return fail(/tolerance/.test(error.message) ? 'too-old' : 'forged')
      }
    },
    eventsSince: async (moment) => {
      const client = await stripe()
      const created = { gte: Math.floor(moment.getTime() / 1000) }
      const events: PaymentEvent[] = []
      for await (const event of client.events.list({ created, types: [...TYPES], limit: 100 })) {
        const told = toEvent(event)
        if (told !== null) events.push(told)
      }
      // Stripe lists the newest first.
      return events.toReversed()
    },
    orderOf: async (paymentId) =>
      (await (await stripe()).paymentIntents.retrieve(paymentId)).metadata[ORDER] ?? null,
  }
}

const TYPES = [
  'checkout.session.completed',
  'checkout.session.async_payment_succeeded',
  'checkout.session.async_payment_failed',
  'checkout.session.expired',
  'charge.refunded',
  'refund.failed',
  'refund.updated',
  'charge.dispute.created',
  'charge.dispute.updated',
  'charge.dispute.closed',
] as const

async function load({ secretKey, apiBase }: StripeSettings): Promise<Stripe> {
  const { default: Library } = await import('stripe')
  return new Library(secretKey, {
    ...(apiBase === null ? {} : atBase(apiBase)),
    // A reader waits for it, and so does whoever stops the site.
    maxNetworkRetries: 1,
    timeout: 10_000,
    telemetry: false,
  })
}

function atBase(base: string) {
  const { protocol, hostname, port } = new URL(base)
  const plain = protocol === 'http:'
  return {
    protocol: plain ? ('http' as const) : ('https' as const),
    host: hostname,
    port: port === '' ? (plain ? 80 : 443) : Number(port),
  }
}

function toEvent(event: Stripe.Event): PaymentEvent | null {
  const told = toNews(event)
  if (told === null) return null
  const { news, ...about } = told
  return { id: event.id, kind: event.type, about, news }
}

/** One line with the whole sum: what of it is tax stands on our own receipt, and was agreed to before. */
function toSession(
  order: Order,
  { paid, back }: { readonly paid: string; readonly back: string },
): Stripe.Checkout.SessionCreateParams {
  const metadata = { [ORDER]: order.id }
  const { currency, language, title, email } = order
  return {
    mode: 'payment',
    client_reference_id: order.id,
    metadata,
    payment_intent_data: { metadata, description: title.slice(0, 500) },
    line_items: [
      {
        quantity: 1,
        price_data: {
          currency: currency.toLowerCase(),
          unit_amount: toStripeAmount(order.total, currency),
          product_data: { name: title.slice(0, 250), description: describeItem(order, language) },
        },
      },
    ],
    customer_email: email,
    locale: language,
    success_url: paid,
    cancel_url: back,
    // Of the order's own moment, not of now: asked again with the same key, all has to be the same.
    expires_at: Math.floor((order.made.getTime() + SESSION_MS) / 1000),
  }
}

function chargeOf({ payment_intent }: Stripe.Checkout.Session): readonly ToldOfPayment[] | null {
  if (payment_intent === null || typeof payment_intent === 'string') return null
  const { latest_charge } = payment_intent
  if (latest_charge === null || typeof latest_charge === 'string') return null
  const { amount_refunded } = latest_charge
  return amount_refunded === 0 ? null : [{ ...ofCharge(latest_charge), paymentId: idOf(payment_intent) }]
}
