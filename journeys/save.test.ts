import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { overflow, violations } from './axe.ts'
import { visit } from './browser.ts'
import { openByKeyboard, tabTo } from './by-keyboard.ts'
import { theBrowser, theSite } from './shared.ts'

const ALL_FILES = 'All files, with sizes'

describe('saving a chapter', () => {
  let origin = ''
  before(async () => {
    origin = (await theSite()).origin
  })

  async function goToChapter(page: Page): Promise<string> {
    await page.goto(`${origin}/books`)
    await page.getByRole('link', { name: 'Ten Departures' }).first().click()
    await page.getByRole('link', { name: 'March to December' }).first().click()
    await page.getByRole('heading', { level: 1, name: 'March to December' }).waitFor()
    return page.url()
  }

  it('opens its files over the page by keyboard, with a name, gives the focus back, and has one fetched', async () => {
    await visit(await theBrowser(), {}, async (page) => {
      await goToChapter(page)
      const dialog = await openByKeyboard(page, page.getByRole('link', { name: ALL_FILES }), 'Download')
      assert.match(await dialog.innerText(), /This chapter:?\s+March to December/)
      assert.match(await dialog.innerText(), /The whole book/)
      await tabTo(page, dialog.getByRole('link', { name: 'Download this chapter as EPUB' }))
      const file = page.waitForEvent('download')
      await page.keyboard.press('Enter')
      assert.match((await file).suggestedFilename(), /\.epub$/)
    })
  })

  it('closes by a click beside it', async () => {
    await visit(await theBrowser(), { viewport: { width: 900, height: 900 } }, async (page) => {
      await goToChapter(page)
      await page.getByRole('link', { name: ALL_FILES }).click()
      const dialog = page.getByRole('dialog', { name: 'Download' })
      await dialog.waitFor()
      await page.mouse.click(5, 5)
      await dialog.waitFor({ state: 'detached' })
    })
  })

  it('leads to the same as a page without JavaScript, and from there to the file', async () => {
    await visit(
      await theBrowser(),
      { javaScriptEnabled: false, viewport: { width: 390, height: 844 } },
      async (page) => {
        const chapter = await goToChapter(page)
        await page.getByRole('link', { name: ALL_FILES }).click()
        await page.getByRole('heading', { level: 1, name: 'Download' }).waitFor()
        const file = page.getByRole('link', { name: 'Download this chapter as EPUB' })
        const answer = await fetch(new URL((await file.getAttribute('href')) ?? '', origin))
        assert.equal(answer.headers.get('content-type'), 'application/epub+zip')
        assert.match(answer.headers.get('content-disposition') ?? '', /^attachment/)
        await answer.arrayBuffer()
        await page.getByRole('link', { name: 'Back to the page' }).click()
        assert.equal(page.url(), chapter)
      },
    )
  })

  it('has no barrier as a page, wide and narrow, by day and by night', async () => {
    for (const [width, colorScheme] of [
      [320, 'light'],
      [1280, 'dark'],
    ] as const)
      await visit(await theBrowser(), { viewport: { width, height: 900 }, colorScheme }, async (page) => {
        await goToChapter(page)
        await page.goto(
          new URL((await page.getByRole('link', { name: ALL_FILES }).getAttribute('href')) ?? '', origin)
            .href,
        )
        assert.deepEqual(await violations(page), [])
        assert.ok((await overflow(page)) <= 0)
      })
  })

  it('asks who would see deliveries to sign in', async () => {
    await visit(await theBrowser(), {}, async (page) => {
      await page.goto(`${origin}/account/deliveries`)
      assert.match(page.url(), /\/sign-in\?to=%2Faccount%2Fdeliveries$/)
    })
  })
})
