import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { LightMyRequestResponse } from 'fastify'
import { paths } from '#web'
import { listOrders } from '../orders/order-store.ts'
import { listPrices, setPrice, setTax } from '../prices/price-store.ts'
import { type Browser, type Shop, withShop } from '../testing/open-shop.ts'

const ada = { id: 'a1', email: 'ada@fenwick.example', name: 'Ada', verified: true }

/** What the form carries, as a browser would send it back. */
function fieldsOf({ body }: LightMyRequestResponse): Record<string, string> {
  const fields = [...body.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g)]
  return Object.fromEntries(fields.map(([, name = '', value = '']) => [name, value.replaceAll('&#39;', "'")]))
}

async function order(
  { chapter }: Shop,
  browser: Browser,
  more: Readonly<Record<string, string>> = {},
  query: Readonly<Record<string, string>> = {},
): Promise<LightMyRequestResponse> {
  const url = paths.buy({ id: chapter.id })
  const form = await browser.get(`${url}?${new URLSearchParams({ to: chapter.path, ...query })}`)
  assert.equal(form.statusCode, 200, form.body)
  const filled = { email: 'ines@example.org', agree: 'yes', ...fieldsOf(form), ...more }
  return browser.post(url, filled)
}

/** Through the payment page, as far as to where the provider sends the buyer back. */
async function buy(
  shop: Shop,
  browser: Browser,
  more: Readonly<Record<string, string>> = {},
): Promise<string> {
  const sent = await order(shop, browser, more)
  assert.equal(sent.statusCode, 303, sent.body)
  const leading = await browser.get(String(sent.headers.location))
  const [session] = shop.stripe.sessions().slice(-1)
  assert.equal(leading.headers.refresh, `0; url=${shop.stripe.url}/pay/${session?.id}`)
  return session?.fields.get('success_url') ?? ''
}

describe('buying a chapter', () => {
  it('lets a guest read it at once, in this browser and by the link in the letter', () =>
    withShop(async (shop) => {
      const browser = shop.browser()
      const back = await buy(shop, browser)
      assert.equal((await browser.reads()).kind, 'closed')
      assert.equal(await shop.tell(await shop.stripe.pay()), 200)
      const returned = await browser.get(back)
      assert.equal(returned.headers.location, shop.chapter.path, 'on the very page')
      assert.equal((await browser.reads()).kind, 'licensed')
      const [letter] = await shop.letters()
      assert.equal(letter?.to, 'ines@example.org')
      assert.match(letter?.subject ?? '', /^Receipt ALDINE-R-00001: Pilots \(Harbours\)$/)
      const link = /http\S+\/read\b/.exec(letter?.text ?? '')?.[0] ?? ''
      const other = shop.browser()
      assert.equal((await other.get(link)).headers.location, shop.chapter.path)
      assert.equal((await other.reads()).kind, 'licensed')
      assert.equal((await shop.browser().reads()).kind, 'closed')
    }))

  it('is in the account of whoever is signed in, on every device', () =>
    withShop(async (shop) => {
      const back = await buy(shop, shop.browser(ada))
      await shop.tell(await shop.stripe.pay())
      const phone = shop.browser(ada)
      assert.equal((await phone.get(back)).headers.location, shop.chapter.path)
      assert.equal((await phone.reads()).kind, 'licensed')
      const [licence] = await shop.licences()
      assert.deepEqual(licence?.holder, { kind: 'account', id: 'a1' })
      assert.equal((await shop.letters())[0]?.to, ada.email)
    }))

  it('waits for the provider’s word, and asks for it when none comes', () =>
    withShop(async (shop) => {
      const browser = shop.browser()
      const back = await buy(shop, browser)
      const waiting = await browser.get(back)
      assert.equal(waiting.statusCode, 200)
      assert.equal(waiting.headers.refresh, '4')
      const state = /data-payment="([^"]+)"/.exec(waiting.body)?.[1] ?? ''
      assert.deepEqual((await browser.get(state)).json(), { open: true })
      await shop.stripe.pay()
      assert.deepEqual((await browser.get(state)).json(), { open: true }, 'not asked at every reload')
      shop.wait(4)
      assert.deepEqual((await browser.get(state)).json(), { open: false })
      assert.equal((await browser.get(back)).headers.location, shop.chapter.path)
      assert.equal((await browser.reads()).kind, 'licensed')
    }))

  it('sent twice is one order and one payment page', () =>
    withShop(async (shop) => {
      const browser = shop.browser()
      const url = paths.buy({ id: shop.chapter.id })
      const form = { email: 'ines@example.org', agree: 'yes', ...fieldsOf(await browser.get(url)) }
      const answers = await Promise.all([browser.post(url, form), browser.post(url, form)])
      assert.equal(answers[0]?.headers.location, answers[1]?.headers.location)
      assert.equal((await listOrders(shop.db, { limit: 9 })).length, 1)
      assert.equal(shop.stripe.sessions().length, 1)
    }))

  it('charges nothing and says so when the provider is down, and goes on when it is back', () =>
    withShop(async (shop) => {
      const browser = shop.browser()
      shop.stripe.down = true
      const failed = await order(shop, browser)
      assert.equal(failed.statusCode, 502)
      assert.match(failed.body, /Nothing was charged/)
      shop.stripe.down = false
      const again = await browser.post(paths.buy({ id: shop.chapter.id }), {
        ...{ email: 'ines@example.org', agree: 'yes', ...fieldsOf(failed) },
      })
      assert.equal(again.statusCode, 303)
      assert.equal((await listOrders(shop.db, { limit: 9 })).length, 1)
    }))

  it('says what is missing beside its field, and sells for no price that was not seen', () =>
    withShop(async (shop) => {
      const browser = shop.browser()
      for (const [more, says] of [
        [{ email: 'ines' }, /no e-mail address/],
        [{ agree: '' }, /if you agree/],
        [{ shown: '1 GBP' }, /The price is £7.50 now/],
      ] as const) {
        const answer = await order(shop, browser, more)
        assert.ok([422, 409].includes(answer.statusCode))
        assert.match(answer.body, says)
      }
      assert.equal((await listOrders(shop.db, { limit: 9 })).length, 0)
    }))

  it('goes back to the page for whoever may read it already, and has no page for what is not sold', () =>
    withShop(async (shop) => {
      const browser = shop.browser()
      const back = await buy(shop, browser)
      await shop.tell(await shop.stripe.pay())
      await browser.get(back)
      const again = await browser.get(paths.buy(shop.chapter))
      assert.equal(again.headers.location, shop.chapter.path)
      assert.equal((await shop.browser().get(`${paths.buy(shop.chapter)}?days=3`)).statusCode, 404)
      assert.equal((await shop.browser().get(paths.buy({ id: '0123456789abcdef' }))).statusCode, 404)
    }))

  it('is claimed later by whoever makes an account', () =>
    withShop(async (shop) => {
      const browser = shop.browser()
      const back = await buy(shop, browser)
      await shop.tell(await shop.stripe.pay())
      await browser.get(back)
      const page = back.replace(/\/paid$/, '')
      assert.match((await browser.get(page)).body, /Sign in or make an account/)
      browser.be(ada)
      assert.match((await browser.get(page)).body, /Keep it in my account/)
      assert.equal((await browser.post(`${page}/keep`, {})).statusCode, 303)
      assert.match((await browser.get(page)).body, /kept in your account/)
      assert.equal((await shop.browser(ada).reads()).kind, 'licensed')
      assert.equal((await shop.licences()).length, 1)
      assert.equal((await shop.browser().reads()).kind, 'closed')
    }))

  it('shows an order to nobody but its buyer', () =>
    withShop(async (shop) => {
      const back = await buy(shop, shop.browser())
      const [made] = await listOrders(shop.db, { limit: 1 })
      const wrong = paths.order(made?.id ?? '', 'A'.repeat(27))
      for (const url of [wrong, `${wrong}/read`, `${wrong}/paid`, `${wrong}/paid.json`, `${wrong}/pay`])
        assert.equal((await shop.browser().get(url)).statusCode, 404, url)
      assert.equal((await shop.browser().get(back.replace(/\/paid$/, ''))).statusCode, 200)
    }))
})

describe('prices', () => {
  const by = { now: new Date(), by: 'test' }

  it('with tax are shown, charged and receipted to the last penny', () =>
    withShop(async (shop) => {
      await setTax(shop.db, { press: 'aldine', territory: 'FR', rate: 550, name: 'TVA' })
      const browser = shop.browser()
      assert.match((await order(shop, browser)).body, /Choose the country/)
      const url = paths.buy(shop.chapter)
      const shown = await browser.post(url, {
        ...fieldsOf(await browser.get(url)),
        country: 'FR',
        update: 'yes',
      })
      assert.match(shown.body, /TVA of 5.5% is in it: £0.39/)
      await buy(shop, browser, { country: 'FR' })
      await shop.tell(await shop.stripe.pay())
      const [letter] = await shop.letters()
      assert.match(letter?.text ?? '', /Net: £7.11\nTVA 5.5%: £0.39\nTotal: £7.50/)
    }))

  it('may be others in another country, in its own money', () =>
    withShop(async (shop) => {
      const price = { productId: shop.chapter.id, days: null, taxIncluded: true }
      await setPrice(shop.db, { ...price, currency: 'EUR', territory: 'FR', amount: 900 }, by)
      await setPrice(shop.db, { ...price, currency: 'JPY', territory: '*', amount: 1200 }, by)
      const browser = shop.browser()
      const url = paths.buy(shop.chapter)
      const first = fieldsOf(await browser.get(url))
      const priceIn = async (country: string) =>
        fieldsOf(await browser.post(url, { ...first, country, update: 'yes' })).shown
      assert.equal(await priceIn('FR'), '900 EUR')
      assert.equal(await priceIn('JP'), '1200 JPY')
      assert.equal(await priceIn('GB'), '750 GBP')
      await order(shop, browser, { country: 'JP', currency: 'JPY', shown: '1200 JPY' })
      const [session] = shop.stripe.sessions()
      assert.equal(session?.fields.get('line_items[0][price_data][unit_amount]'), '1200')
    }))

  it('for some days open it for these days, to be read and not taken away', () =>
    withShop(async (shop) => {
      await setPrice(
        shop.db,
        {
          productId: shop.chapter.id,
          days: 2,
          currency: 'GBP',
          territory: '*',
          amount: 200,
          taxIncluded: true,
        },
        by,
      )
      const browser = shop.browser()
      const sent = await order(shop, browser, {}, { days: '2' })
      assert.equal(sent.statusCode, 303, sent.body)
      await shop.tell(await shop.stripe.pay())
      const session = shop.stripe.sessions().at(-1)
      await browser.get(session?.fields.get('success_url') ?? '')
      const [licence] = await shop.licences()
      assert.equal(licence?.kind, 'pay-per-view')
      assert.equal(licence?.downloads, false)
      assert.equal((await browser.reads()).kind, 'licensed')
      shop.wait(2 * 86_400 + 1)
      assert.equal((await browser.reads()).kind, 'closed')
      assert.equal((await listPrices(shop.db, [shop.chapter.id])).length, 2)
    }))
})
