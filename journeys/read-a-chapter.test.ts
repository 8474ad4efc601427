import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { visit } from './browser.ts'
import { theBrowser } from './shared.ts'
import { type Site, startSite } from './site.ts'

/** From the front page to an open chapter by links alone, as a newcomer goes. */
async function goToChapter(page: Page, origin: string): Promise<void> {
  await page.goto(origin)
  await page.getByRole('link', { name: 'Ten Departures' }).first().click()
  await page.getByRole('link', { name: 'March to December' }).first().click()
  await page.getByRole('heading', { level: 1, name: 'March to December' }).waitFor()
}

describe('reading a chapter', () => {
  let site: Site | null = null
  let origin = ''
  before(async () => {
    // As it is after a first start: on the site of the other journeys newer books stand on the front page.
    site = await startSite()
    origin = site.origin
  })
  after(() => site?.stop())

  it('takes three links from the front page, without JavaScript too', async () => {
    await visit(await theBrowser(), { javaScriptEnabled: false }, async (page) => {
      await goToChapter(page, origin)
      assert.ok(
        (await page.locator('section.full-text').innerText()).includes('Three dates hold up this story'),
      )
    })
  })

  it('begins with a skip link that moves the focus, not only the page', async () => {
    await visit(await theBrowser(), { javaScriptEnabled: false }, async (page) => {
      await goToChapter(page, origin)
      await page.keyboard.press('Tab')
      assert.equal(await page.locator(':focus').innerText(), 'Skip to main content')
      await page.keyboard.press('Enter')
      await page.keyboard.press('Tab')
      assert.ok(await page.locator('main :focus').count(), 'the next stop is inside the page itself')
    })
  })

  it('leads from a number in the text to its note and back, without JavaScript', async () => {
    await visit(
      await theBrowser(),
      { javaScriptEnabled: false, viewport: { width: 390, height: 844 } },
      async (page) => {
        await goToChapter(page, origin)
        const reference = page.locator('a.noteref').first()
        await reference.click()
        const note = page.url().split('#')[1] ?? ''
        assert.match(note, /^n-/)
        await page.locator(`[id="${note}"] a.backlink`).first().click()
        assert.equal(page.url().split('#')[1], await reference.getAttribute('id'))
      },
    )
  })

  it('offers its citation in every style, to copy and to take away', async () => {
    await visit(await theBrowser(), { javaScriptEnabled: false }, async (page) => {
      await goToChapter(page, origin)
      const ris = await page.locator('a[href$=".ris"]').first().getAttribute('href')
      const text = await (await fetch(new URL(ris ?? '', origin))).text()
      assert.match(text, /^TY {2}- CHAP/)
      assert.match(text, /^T2 {2}- Ten Departures/m)
    })
  })

  it('costs a closed page at most 60 KB beside two fonts, six requests and no third party', async () => {
    await visit(await theBrowser(), {}, async (page) => {
      await page.goto(origin)
      await page.getByRole('link', { name: 'Ten Departures' }).first().click()
      const closed = await page
        .getByRole('link', { name: 'Tokyo, Norway, Vienna' })
        .first()
        .getAttribute('href')
      const session = await page.context().newCDPSession(page)
      await session.send('Network.enable')
      await session.send('Network.setCacheDisabled', { cacheDisabled: true })
      const bytes = new Map<string, number>()
      const urls = new Map<string, string>()
      session.on('Network.responseReceived', ({ requestId, response }) => urls.set(requestId, response.url))
      session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) =>
        bytes.set(requestId, encodedDataLength),
      )
      await page.goto(new URL(closed ?? '', origin).href, { waitUntil: 'networkidle' })
      // Without a cache the mark is asked for twice, as picture and as sign of the window: a visitor asks once.
      const answers = [...new Map([...urls].map(([id, url]) => [url, id]))]
        .map(([url, id]) => [id, url] as const)
        .filter(([, url]) => !url.startsWith('data:'))
      const isFont = (url: string) => url.endsWith('.woff2')
      const weight = (wanted: (url: string) => boolean) =>
        answers.filter(([, url]) => wanted(url)).reduce((sum, [id]) => sum + (bytes.get(id) ?? 0), 0)
      assert.deepEqual(
        answers.filter(([, url]) => new URL(url).origin !== origin),
        [],
      )
      assert.ok(answers.length <= 6, `${answers.length} requests: ${answers.map(([, url]) => url)}`)
      assert.ok(answers.filter(([, url]) => isFont(url)).length <= 2)
      assert.ok(weight(isFont) <= 110 * 1024, `${weight(isFont)} bytes of fonts`)
      assert.ok(
        weight((url) => !isFont(url)) <= 60 * 1024,
        `${weight((url) => !isFont(url))} bytes beside the fonts`,
      )
      assert.deepEqual(await page.context().cookies(), [])
    })
  })

  it('moves nothing while it loads', async () => {
    await visit(await theBrowser(), { viewport: { width: 390, height: 844 } }, async (page) => {
      await goToChapter(page, origin)
      await page.reload({ waitUntil: 'networkidle' })
      const shift = await page.evaluate(
        () =>
          new Promise<number>((told) => {
            let sum = 0
            new PerformanceObserver((list) => {
              for (const entry of list.getEntries()) sum += 'value' in entry ? Number(entry.value) : 0
            }).observe({ type: 'layout-shift', buffered: true })
            setTimeout(() => told(sum), 300)
          }),
      )
      assert.ok(shift <= 0.02, `layout shift ${shift}`)
    })
  })

  it('is one chapter in French and in English, its own language untouched', async () => {
    await visit(await theBrowser(), { javaScriptEnabled: false }, async (page) => {
      await goToChapter(page, origin)
      await page.getByRole('link', { name: 'Français' }).first().click()
      assert.match(new URL(page.url()).pathname, /^\/fr\/chapters\//)
      assert.equal(await page.locator('html').getAttribute('lang'), 'fr')
      assert.match((await page.locator('h1').getAttribute('lang')) ?? 'en', /^en/)
      assert.ok(
        (await page.locator('section.full-text').innerText()).includes('Three dates hold up this story'),
      )
    })
  })
})
