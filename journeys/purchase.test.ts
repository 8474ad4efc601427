import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { zipEpub } from '@chapterhouse/epub'
import type { Page } from 'playwright-core'
import { openStripeDouble, type StripeDouble } from '../src/sales/testing/stripe-double.ts'
import { overflow, violations } from './axe.ts'
import { visit } from './browser.ts'
import { letterTo, linkOf } from './mailbox.ts'
import { theBrowser } from './shared.ts'
import { type Site, startSite } from './site.ts'

const PASSWORD = 'eight walls and a pillar'
const SECRET = 'what the pilots knew of the bar'

const page = (body: string) =>
  `<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" xml:lang="en"><head><title>t</title></head><body>${body}</body></html>`

const FILES: Readonly<Record<string, string>> = {
  'META-INF/container.xml':
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="b.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
  'b.opf':
    '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">urn:chapterhouse:journey:harbours</dc:identifier><dc:title>Harbours</dc:title><dc:creator>Ada Tester</dc:creator><dc:language>en</dc:language><meta property="dcterms:modified">2026-01-01T00:00:00Z</meta></metadata><manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/><item id="b" href="b.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/><itemref idref="b"/></spine></package>',
  'nav.xhtml': page(
    '<nav epub:type="toc"><ol><li><a href="a.xhtml">Pilots</a></li><li><a href="b.xhtml">Tides</a></li></ol></nav>',
  ),
  'a.xhtml': page(
    `<section epub:type="chapter"><h1>Pilots</h1><p>An abstract stands for it: ${SECRET}.</p></section>`,
  ),
  'b.xhtml': page('<section epub:type="chapter"><h1>Tides</h1><p>Also closed.</p></section>'),
}

const BOOK_YAML = `rights: { statement: "© 2026 Ada Tester" }
access: closed
price: 29.99 GBP
chapters:
  - { at: a.xhtml, title: Pilots, price: 7.50 GBP, pages: 1-20, abstract: What pilots did for a harbour. }
  - { at: b.xhtml, title: Tides, abstract: What the tides did. }
`

describe('a reader who buys a chapter', () => {
  let stripe: StripeDouble
  let site: Site
  let origin = ''
  let chapter = ''
  let folder = ''

  before(async () => {
    stripe = await openStripeDouble()
    site = await startSite({
      ...{ SAMPLES: 'no', STRIPE_SECRET_KEY: stripe.secretKey, STRIPE_API_BASE: stripe.url },
      STRIPE_WEBHOOK_SECRET: stripe.webhookSecret,
    })
    origin = site.origin.replace('127.0.0.1', 'localhost')
    folder = await mkdtemp(join(tmpdir(), 'chapterhouse-buy-'))
    const files = Object.entries(FILES).map(([path, text]) => ({
      path,
      bytes: new TextEncoder().encode(text),
    }))
    await writeFile(join(folder, 'book.epub'), zipEpub(files))
    await writeFile(join(folder, 'book.yaml'), BOOK_YAML)
    const added = await site.run('add', '--json', folder)
    assert.equal(added.code, 0, added.stdout + added.stderr)
    const told = await fetch(`${origin}/api/v1/books/${JSON.parse(added.stdout).id}`)
    const { contents } = (await told.json()) as { contents: readonly { title: string; url: string }[] }
    chapter = new URL(contents.find(({ title }) => title === 'Pilots')?.url ?? '').pathname
    const tax = await site.run('price', 'tax', 'FR', '5.5', '--name', 'TVA')
    assert.equal(tax.code, 0, tax.stderr)
  })

  after(async () => {
    await site?.stop()
    await stripe?.close()
    await rm(folder, { recursive: true, force: true })
  })

  const signUp = async (tab: Page, email: string): Promise<void> => {
    await tab.goto(origin + chapter)
    await tab.click('header a[href="/account"]')
    await tab.click('main a[href^="/sign-up"]')
    await tab.fill('#name', 'Ines Marchetti')
    await tab.fill('#email', email)
    await tab.fill('#password', PASSWORD)
    await tab.click('main button.act')
    await tab.goto(linkOf(await letterTo(site.dataDir, email, /Confirm/)))
    await tab.click('main button.act')
    assert.equal(new URL(tab.url()).pathname, chapter)
  }

  const text = (tab: Page): Promise<string> => tab.innerText('main')

  /** From the closed chapter to the payment page. */
  const order = async (
    tab: Page,
    email: string | null,
    look: (tab: Page) => Promise<void>,
  ): Promise<void> => {
    await tab.goto(origin + chapter)
    assert.doesNotMatch(await text(tab), new RegExp(SECRET))
    await tab.click('.ways a:has-text("Buy the chapter for £7.50")')
    assert.match(await tab.innerText('h1'), /Buy this chapter/)
    await tab.selectOption('#country', 'FR')
    await tab.click('button[name=update]')
    assert.match(await text(tab), /TVA of 5.5% is in it: £0.39/)
    await look(tab)
    if (email !== null) await tab.fill('#email', email)
    await tab.check('#agree')
    await tab.click('main button.act')
    await tab.waitForURL(`${stripe.url}/pay/**`)
  }

  const examine = async (tab: Page): Promise<void> => {
    assert.deepEqual(await violations(tab), [])
    assert.equal(await overflow(tab), 0)
  }

  const idOfLast = async (email: string): Promise<string> => {
    const { stdout } = await site.run('order', 'list', '--like', email, '--json')
    return String((JSON.parse(stdout.split('\n')[0] ?? '{}') as { id?: string }).id)
  }

  /** Until it is so: what is withdrawn is closed within a minute, in truth at once. */
  const until = async (tab: Page, says: RegExp): Promise<void> => {
    for (const deadline = Date.now() + 60_000; Date.now() < deadline; ) {
      await tab.goto(origin + chapter)
      if (says.test(await text(tab))) return
    }
    assert.match(await text(tab), says)
  }

  for (const javaScriptEnabled of [true, false]) {
    const how = javaScriptEnabled ? 'with' : 'without'
    // Those who look for faults run scripts of their own.
    const look = async (tab: Page) => (javaScriptEnabled ? examine(tab) : undefined)

    it(`reads at once ${how} scripts, and is told why it closes when the money is paid back`, async () => {
      const email = `ines-${how}@example.org`
      await visit(await theBrowser(), { javaScriptEnabled }, async (tab) => {
        stripe.webhook = `${site.origin}/payments/stripe`
        await signUp(tab, email)
        await order(tab, null, look)
        await tab.click('#cancel')
        assert.equal(new URL(tab.url()).pathname, chapter, 'back where it began')
        await order(tab, null, look)
        await tab.click('button[name=pay]')
        await tab.waitForURL(origin + chapter)
        assert.match(await text(tab), new RegExp(SECRET))
        assert.match(await text(tab), /through your purchase/)
        await tab.goto(`${origin}/account`)
        await tab.click('[aria-labelledby=purchases] a:has-text("Pilots")')
        assert.match(await text(tab), /It is paid/)
        await look(tab)
        await tab.click('main a:has-text("Receipt")')
        assert.match(await text(tab), /TVA 5\.5%[\s\S]*£0\.39[\s\S]*£7\.50/)
        await look(tab)
        const refunded = await site.run('order', 'refund', await idOfLast(email), '--reason', 'asked for it')
        assert.equal(refunded.code, 0, refunded.stderr)
        await until(tab, /the money was paid back/)
        assert.doesNotMatch(await text(tab), new RegExp(SECRET))
        assert.match(await text(tab), /Buy the chapter for £7\.50/)
      })
    })

    it(`buys without an account ${how} scripts, waits for a slow payment, and claims it later`, async () => {
      const email = `piers-${how}@example.org`
      const browser = await theBrowser()
      await visit(browser, { javaScriptEnabled }, async (tab) => {
        // No word of it arrives: the page itself has to find out.
        stripe.webhook = null
        stripe.slow = true
        await order(tab, email, look)
        await tab.click('button[name=pay]')
        assert.match(await tab.innerText('h1'), /being confirmed/)
        await look(tab)
        await stripe.settle()
        stripe.slow = false
        await tab.waitForURL(origin + chapter)
        assert.match(await text(tab), new RegExp(SECRET))
      })
      const letter = await letterTo(site.dataDir, email, /Receipt/)
      const link = /https?:\/\/\S+\/read\b/.exec(letter)?.[0] ?? ''
      await visit(browser, { javaScriptEnabled }, async (tab) => {
        await tab.goto(link)
        assert.equal(tab.url(), origin + chapter)
        assert.match(await text(tab), new RegExp(SECRET))
      })
      await visit(browser, { javaScriptEnabled }, async (tab) => {
        await signUp(tab, email)
        assert.doesNotMatch(await text(tab), new RegExp(SECRET))
        await tab.goto(`${origin}/account`)
        await look(tab)
        await tab.click('button:has-text("Keep it in my account")')
        assert.match(await text(tab), /kept in your account/)
        await tab.goto(origin + chapter)
        assert.match(await text(tab), new RegExp(SECRET))
        const refunded = await site.run('order', 'refund', await idOfLast(email))
        assert.equal(refunded.code, 0, refunded.stderr)
        await until(tab, /the money was paid back/)
      })
    })
  }
})
