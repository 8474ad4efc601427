/**
 * Stripe's protocol on loopback: what this program asks of it, with its idempotency, its events and its signatures
 * (docs.stripe.com/webhooks), and a payment page in a reader's browser. Nothing here is shared with the adapter.
 */
import { createHmac, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

type Fields = Readonly<Record<string, unknown>>

export type SentEvent = {
  readonly id: string
  readonly type: string
  readonly body: string
  /** What a webhook brings; `at` in milliseconds. */
  sign(at?: number, secret?: string): string
}

export type StripeDouble = {
  readonly url: string
  readonly secretKey: string
  readonly webhookSecret: string
  /** Where events are sent when they happen; null: nowhere, they are lost. */
  webhook: string | null
  /** All that has happened, oldest first. */
  readonly events: readonly SentEvent[]
  /** Refuses to answer, as when the network is down. */
  down: boolean
  /** By a way that takes days: what is paid is not there yet. */
  slow: boolean
  sessions(): readonly Session[]
  refunds(): readonly Fields[]
  /** The reader has paid on the page of this session (or of the last one). */
  pay(session?: string): Promise<SentEvent>
  /** What was paid by a slow way has come, or has not. */
  settle(comes?: boolean): Promise<SentEvent>
  expire(session?: string): Promise<SentEvent>
  /** Somebody pays back in Stripe's own console. */
  refundByHand(paymentId: string, amount: number): Promise<SentEvent>
  /** The bank sends back what was paid back last. */
  returnRefund(): Promise<SentEvent>
  dispute(paymentId: string, status: 'needs_response' | 'won' | 'lost'): Promise<SentEvent>
  deliver(event: SentEvent, at?: number): Promise<number>
  close(): Promise<void>
}

export type Session = {
  readonly id: string
  readonly fields: URLSearchParams
  status: 'open' | 'complete' | 'expired'
  paid: boolean
  paymentIntent: string | null
  refunded: number
}

export async function openStripeDouble({ port = 0 }: { readonly port?: number } = {}): Promise<StripeDouble> {
  const secretKey = `sk_test_${randomBytes(12).toString('hex')}`
  const webhookSecret = `whsec_${randomBytes(16).toString('hex')}`
  const sessions = new Map<string, Session>()
  const refunds: Fields[] = []
  const answers = new Map<
    string,
    { readonly asked: string; readonly status: number; readonly body: string }
  >()
  const events: SentEvent[] = []
  const moments = new Map<string, number>()
  const disputes = new Map<string, string>()
  const newName = (prefix: string) => `${prefix}_${randomBytes(9).toString('hex')}`
  let url = ''

  const double: StripeDouble = {
    get url() {
      return url
    },
    ...{ secretKey, webhookSecret, webhook: null, events, down: false, slow: false },
    sessions: () => [...sessions.values()],
    refunds: () => refunds,
    pay: (id) => happen(payIn(find(id))),
    settle: (comes = true) => {
      const session = find()
      session.paid = comes
      const end = comes ? 'succeeded' : 'failed'
      return happen([`checkout.session.async_payment_${end}`, toSession(session)])
    },
    expire: (id) => {
      const session = find(id)
      session.status = 'expired'
      return happen(['checkout.session.expired', toSession(session)])
    },
    refundByHand: (paymentId, amount) => happen(payBack(paymentId, amount)),
    returnRefund: () => {
      const refund = refunds.findLast(({ status }) => status === 'succeeded')
      if (refund === undefined) throw new Error('Nothing was paid back')
      const session = ofPayment(String(refund['payment_intent']))
      if (session !== undefined) session.refunded -= Number(refund['amount'])
      Object.assign(refund, { status: 'failed', failure_reason: 'expired_or_canceled_card' })
      return happen(['refund.failed', refund])
    },
    dispute: (paymentId, status) => {
      const id = disputes.get(paymentId) ?? newName('dp')
      disputes.set(paymentId, id)
      const type = status === 'needs_response' ? 'charge.dispute.created' : 'charge.dispute.closed'
      return happen([type, { id, object: 'dispute', payment_intent: paymentId, status, metadata: {} }])
    },
    deliver: async (event, at = Date.now()) => {
      if (double.webhook === null) return 0
      const answer = await fetch(double.webhook, {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8', 'stripe-signature': event.sign(at) },
        body: event.body,
      })
      await answer.arrayBuffer()
      return answer.status
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }

  function find(id?: string): Session {
    const session = id === undefined ? [...sessions.values()].at(-1) : sessions.get(id)
    if (session === undefined) throw new Error('There is no such session')
    return session
  }

  const amountOf = ({ fields }: Session) => Number(fields.get('line_items[0][price_data][unit_amount]'))
  const currencyOf = ({ fields }: Session) => fields.get('line_items[0][price_data][currency]') ?? ''
  const metadataOf = ({ fields }: Session, prefix: string) =>
    Object.fromEntries(
      [...fields].flatMap(([name, value]) => {
        const key = name.startsWith(`${prefix}[`) ? /\[(\w+)\]$/.exec(name)?.[1] : undefined
        return key === undefined ? [] : [[key, value]]
      }),
    )

  function payIn(session: Session): [string, Fields] {
    session.status = 'complete'
    session.paid = !double.slow
    session.paymentIntent ??= newName('pi')
    return ['checkout.session.completed', toSession(session)]
  }

  function payBack(paymentId: string, amount: number, metadata: Fields = {}): [string, Fields] {
    const session = ofPayment(paymentId)
    if (session === undefined) throw new Error('Nothing was paid there')
    session.refunded += amount
    refunds.push({
      ...{
        id: newName('re'),
        object: 'refund',
        amount,
        payment_intent: paymentId,
        status: 'succeeded',
        metadata,
      },
    })
    return ['charge.refunded', toCharge(session)]
  }

  const ofPayment = (paymentId: string) =>
    [...sessions.values()].find((session) => session.paymentIntent === paymentId)

  const toSession = (session: Session): Fields => ({
    id: session.id,
    object: 'checkout.session',
    url: session.status === 'open' ? `${url}/pay/${session.id}` : null,
    status: session.status,
    payment_status: session.paid ? 'paid' : 'unpaid',
    amount_total: amountOf(session),
    currency: currencyOf(session),
    client_reference_id: session.fields.get('client_reference_id'),
    metadata: metadataOf(session, 'metadata'),
    payment_intent: session.paymentIntent,
    expires_at: Number(session.fields.get('expires_at')),
  })

  const toCharge = (session: Session): Fields => ({
    id: `ch_${session.id}`,
    object: 'charge',
    amount: amountOf(session),
    amount_refunded: session.refunded,
    currency: currencyOf(session),
    payment_intent: session.paymentIntent,
    metadata: metadataOf(session, 'payment_intent_data[metadata]'),
  })

  async function happen([type, object]: readonly [string, Fields]): Promise<SentEvent> {
    const id = newName('evt')
    const created = Math.floor(Date.now() / 1000)
    const body = JSON.stringify({ id, object: 'event', type, created, livemode: false, data: { object } })
    const event: SentEvent = {
      ...{ id, type, body },
      sign: (at = Date.now(), secret = webhookSecret) => {
        const seconds = Math.floor(at / 1000)
        const signature = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')
        return `t=${seconds},v1=${signature}`
      },
    }
    events.push(event)
    moments.set(id, created)
    await double.deliver(event).catch(() => 0)
    return event
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      response.writeHead(500, { 'content-type': 'text/plain' }).end(String(error))
    })
  })

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(Buffer.from(chunk))
    const body = Buffer.concat(chunks).toString()
    const asked = new URL(request.url ?? '/', url)
    if (double.down) return void request.socket.destroy()
    if (asked.pathname.startsWith('/pay/')) return showPage(request, response, asked, body)
    const known = request.headers.authorization === `Bearer ${secretKey}`
    const key = request.headers['idempotency-key']
    const before = typeof key === 'string' && request.method === 'POST' ? answers.get(key) : undefined
    const same = `${asked.pathname} ${body}`
    if (before !== undefined && before.asked !== same)
      return send(
        response,
        400,
        fault('Keys for idempotent requests can only be used with the same parameters'),
      )
    const made = before ?? { asked: same, ...(known ? decide(request, asked, body) : refuse()) }
    if (typeof key === 'string' && request.method === 'POST') answers.set(key, made)
    send(response, made.status, made.body)
    if (before === undefined) await Promise.all(later.splice(0).map(happen))
  }

  /** Events of what was asked are told once it is answered. */
  const later: (readonly [string, Fields])[] = []

  const refuse = () => ({ status: 401, body: fault('Invalid API Key provided') })
  const fault = (message: string) => JSON.stringify({ error: { type: 'invalid_request_error', message } })
  const given = (value: unknown) => ({ status: 200, body: JSON.stringify(value) })

  function decide({ method }: IncomingMessage, asked: URL, body: string) {
    const fields = new URLSearchParams(body)
    const [, version, kind, ...rest] = asked.pathname.split('/')
    const path = `${method} ${kind}/${rest.join('/')}`
    if (version !== 'v1') return { status: 404, body: fault('Unrecognized request URL') }
    if (path === 'POST checkout/sessions') {
      const session: Session = {
        ...{ id: newName('cs_test'), fields, status: 'open', paid: false, paymentIntent: null, refunded: 0 },
      }
      if (!(amountOf(session) > 0)) return { status: 400, body: fault('Invalid integer') }
      sessions.set(session.id, session)
      return given(toSession(session))
    }
    if (path.startsWith('GET checkout/sessions/')) {
      const session = sessions.get(rest[1] ?? '')
      if (session === undefined) return { status: 404, body: fault('No such checkout.session') }
      const paid = session.paymentIntent
      const intent = paid && { id: paid, object: 'payment_intent', latest_charge: toCharge(session) }
      return given({ ...toSession(session), payment_intent: intent })
    }
    if (path.startsWith('GET payment_intents/')) {
      const session = ofPayment(rest[0] ?? '')
      if (session === undefined) return { status: 404, body: fault('No such payment_intent') }
      return given({ id: rest[0], metadata: metadataOf(session, 'payment_intent_data[metadata]') })
    }
    if (path === 'POST refunds/') {
      const paymentId = fields.get('payment_intent') ?? ''
      const session = ofPayment(paymentId)
      const amount = Number(fields.get('amount'))
      if (session === undefined || session.refunded + amount > amountOf(session))
        return { status: 400, body: fault('Refund amount is greater than unrefunded amount on charge') }
      const refundId = fields.get('metadata[chapterhouse_refund]')
      later.push(payBack(paymentId, amount, refundId === null ? {} : { chapterhouse_refund: refundId }))
      return given({ ...refunds.at(-1), charge: toCharge(session) })
    }
    if (path === 'GET refunds/') {
      const data = refunds.filter((one) => one['payment_intent'] === asked.searchParams.get('payment_intent'))
      return given({ object: 'list', data, has_more: false, url: '/v1/refunds' })
    }
    if (path === 'GET events/') {
      const since = Number(asked.searchParams.get('created[gte]') ?? 0)
      const data = events
        .filter(({ id }) => (moments.get(id) ?? 0) >= since)
        .map(({ body: told }) => JSON.parse(told))
      return given({ object: 'list', data: data.toReversed(), has_more: false, url: '/v1/events' })
    }
    return { status: 404, body: fault('Unrecognized request URL') }
  }

  async function showPage(
    request: IncomingMessage,
    response: ServerResponse,
    asked: URL,
    body: string,
  ): Promise<void> {
    const session = sessions.get(asked.pathname.slice('/pay/'.length))
    if (session === undefined) return send(response, 404, 'no such session', 'text/plain')
    const paid = session.fields.get('success_url') ?? ''
    if (request.method === 'POST' && new URLSearchParams(body).get('pay') === 'yes') {
      if (session.status === 'open') await happen(payIn(session))
      response.writeHead(303, { location: paid }).end()
      return
    }
    const name = session.fields.get('line_items[0][price_data][product_data][name]') ?? ''
    send(
      response,
      200,
      `<!DOCTYPE html><html lang="en"><title>Pay</title><h1>Pay ${amountOf(session)} ${currencyOf(session)}</h1>
<p>${name.replaceAll('<', '&lt;')}</p><form method="post"><button name="pay" value="yes">Pay</button></form>
<a id="cancel" href="${session.fields.get('cancel_url')}">Back</a>`,
      'text/html; charset=utf-8',
    )
  }

  const send = (
    response: ServerResponse,
    status: number,
    body: string,
    type = 'application/json; charset=utf-8',
  ): void => void response.writeHead(status, { 'content-type': type }).end(body)

  await new Promise<void>((ready) => void server.listen(port, '127.0.0.1', ready))
  const address = server.address()
  url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : port}`
  return double
}
