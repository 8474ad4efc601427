import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { overflow, violations } from './axe.ts'
import { visit } from './browser.ts'
import { theBrowser } from './shared.ts'
import { type Site, startSite } from './site.ts'

describe('the record of a chapter', () => {
  let site: Site | null = null
  let origin = ''
  before(async () => {
    // The sample press, as it is after a first start.
    site = await startSite()
    origin = site.origin
  })
  after(() => site?.stop())

  it('stands below a closed chapter, for everybody, without JavaScript, and asks nobody else for anything', async () => {
    await visit(await theBrowser(), { javaScriptEnabled: false }, async (page) => {
      const elsewhere: string[] = []
      page.on('request', (request) => {
        if (!request.url().startsWith(origin) && !request.url().startsWith('data:'))
          elsewhere.push(request.url())
      })
      await page.goto(origin)
      await page.getByRole('link', { name: 'Ten Departures' }).first().click()
      await page.getByRole('link', { name: 'Who Was Meant?' }).first().click()
      await page.getByRole('heading', { level: 2, name: 'The record' }).waitFor()
      const record = page.locator('section.record')
      for (const heading of [
        'What the author concludes',
        'What the sources say',
        'Who was meant?',
        'Conflicts, and their answers',
        'Dates',
        'Who’s who',
        'Groups and counts',
        'Is it a surge?',
        'Places',
        'Sources',
        'Take the data',
      ])
        assert.equal(
          await record.getByRole('heading', { level: 3, name: heading, exact: true }).count(),
          1,
          heading,
        )
      const words = await record.innerText()
      for (const said of [
        'Short by 120 days',
        '3 of 10 named in this record',
        '0.00029',
        '0.044',
        '15 February 1954',
      ])
        assert.ok(words.includes(said), said)
      assert.deepEqual(elsewhere, [])
    })
  })

  it('leads from a paragraph to its claim, and from the claim to its address and its citation', async () => {
    await visit(await theBrowser(), { javaScriptEnabled: false }, async (page) => {
      await page.goto(origin)
      await page.getByRole('link', { name: 'Ten Departures' }).first().click()
      await page.getByRole('link', { name: 'Was It a Surge?' }).first().click()
      await page.locator('a.r-mark').first().click()
      await page.getByRole('heading', { level: 1, name: /So close a cluster would arise/ }).waitFor()
      await page
        .getByRole('link', { name: /paragraph \d+ of chapter 7/ })
        .first()
        .click()
      assert.match(page.url(), /\/chapters\/was-it-a-surge\/[^#]+#p-/)
      await page.goBack()
      await page.getByRole('link', { name: 'Cite: c-not-proved-by-number' }).click()
      await page.getByRole('heading', { level: 1, name: 'Cite this entry' }).waitFor()
      assert.match(await page.locator('.citations').innerText(), /c-not-proved-by-number@v1/)
    })
  })

  it('finds a person however the name is written', async () => {
    await visit(await theBrowser(), { javaScriptEnabled: false }, async (page) => {
      await page.goto(`${origin}/people`)
      await page.getByLabel('Name').fill('Берия')
      await page.getByRole('button', { name: 'Find' }).click()
      await page.getByRole('link', { name: 'Lavrentiy Beriya' }).click()
      await page.getByRole('heading', { level: 1, name: 'Lavrentiy Beriya' }).waitFor()
    })
  })

  it('is walked by the keyboard alone: from its contents to why a date is so, and to the claim that says it', async () => {
    await visit(await theBrowser(), { javaScriptEnabled: false }, async (page) => {
      await page.goto(`${origin}/record/ten-departures`)
      const tabTo = async (name: string) => {
        for (let presses = 0; presses < 400; presses++) {
          await page.keyboard.press('Tab')
          const focused = page.locator(':focus')
          if ((await focused.count()) === 0) continue
          const label = (await focused.getAttribute('aria-label')) ?? (await focused.innerText())
          if (label.trim() === name) return focused
        }
        return assert.fail(`never came to ${name}`)
      }
      await tabTo('Dates')
      await page.keyboard.press('Enter')
      assert.match(page.url(), /#r-dates$/)
      const why = await tabTo('Why: Pavlov defects')
      await page.keyboard.press('Enter')
      const reasons = page.locator('details.why[open]')
      assert.match(await reasons.innerText(), /Because\s+Pavlov defects: 6 months before/)
      assert.notEqual(await why.evaluate((one) => getComputedStyle(one).outlineStyle), 'none')
      await tabTo('Claim: Pavlov had defected about six months before the meeting.')
      await page.keyboard.press('Enter')
      assert.match(page.url(), /#r-c-pavlov-six-months$/)
    })
  })

  it('has no barrier that can be found, and nothing that sticks out, in two languages', async () => {
    for (const width of [390, 1280])
      await visit(await theBrowser(), { viewport: { width, height: 900 } }, async (page) => {
        for (const path of [
          '/record/ten-departures',
          '/record/ten-departures/c-meant-deryabin',
          '/record/ten-departures/pavlov',
          '/record/ten-departures/m-norway',
          '/record/ten-departures/pavlov-leaves@v1',
          '/record/ten-departures/k-arrivals',
          '/record/ten-departures/from-1917',
          '/people',
          '/fr/record/ten-departures',
        ]) {
          await page.goto(`${origin}${path}`)
          assert.deepEqual(await violations(page), [], `${path} at ${width}`)
          assert.ok((await overflow(page)) <= 0, `${path} at ${width}`)
        }
      })
  })
})
