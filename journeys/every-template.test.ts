import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { overflow, violations } from './axe.ts'
import { visit } from './browser.ts'
import { theBrowser, theSite } from './shared.ts'

describe('every template', () => {
  let addresses: string[] = []
  let origin = ''

  before(async () => {
    origin = (await theSite()).origin
    const list = await (await fetch(`${origin}/styleguide`)).text()
    const examples = [...list.matchAll(/href="(\/styleguide\/[^"]+)"/g)].map((match) => String(match[1]))
    const pages = [
      '/',
      '/books',
      '/subjects',
      '/about',
      '/accessibility',
      '/policies/usage',
      '/contact',
      '/styleguide',
      '/api',
      '/fr',
    ]
    addresses = [...pages, ...examples]
    assert.ok(examples.length >= 20)
  })

  it('is free of axe violations, in light and in dark, on a desk and on a phone', async () => {
    const faults: string[] = []
    for (const options of [
      { viewport: { width: 1280, height: 900 }, colorScheme: 'light' },
      { viewport: { width: 390, height: 844 }, colorScheme: 'dark' },
    ] as const)
      await visit(await theBrowser(), options, async (page) => {
        for (const address of addresses) {
          await page.goto(origin + address)
          for (const fault of await violations(page))
            faults.push(`${address} (${options.colorScheme}): ${fault}`)
        }
      })
    assert.deepEqual(faults, [])
  })

  it('loses nothing at 320 px, which is 400 % of a desk', async () => {
    const wide: string[] = []
    await visit(await theBrowser(), { viewport: { width: 320, height: 640 } }, async (page) => {
      for (const address of addresses) {
        await page.goto(origin + address)
        const pixels = await overflow(page)
        if (pixels > 0) wide.push(`${address}: ${pixels} px`)
      }
    })
    assert.deepEqual(wide, [])
  })
})
