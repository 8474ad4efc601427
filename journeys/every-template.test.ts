import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { visit } from './browser.ts'
import { theBrowser, theSite } from './shared.ts'

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

type Violation = {
  readonly id: string
  readonly help: string
  readonly nodes: readonly { readonly html: string }[]
}

/** WCAG 2.2 A and AA and axe's own best practices; every violation with the element it names. */
async function violations(page: Page): Promise<string[]> {
  // The site's policy lets no script in but its own; the browser's own world has no such policy.
  await page.evaluate(await readFile(axePath, 'utf8'))
  const found = await page.evaluate<readonly Violation[]>(
    "axe.run(document, { resultTypes: ['violations'] }).then((result) => result.violations)",
  )
  return found.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html }) => `${id}: ${help}: ${html.slice(0, 160)}`),
  )
}

/** What sticks out sideways at 320 px is lost at a zoom of 400 % (WCAG 2.2, 1.4.10). */
const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

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
