/** What no page may have: barriers that axe finds, and words that stick out. */
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'

const axePath = fileURLToPath(import.meta.resolve('axe-core/axe.min.js'))

type Violation = {
  readonly id: string
  readonly help: string
  readonly nodes: readonly { readonly html: string }[]
}

/** WCAG 2.2 A and AA and axe's own best practices; every violation with the element it names. */
export async function violations(page: Page): Promise<string[]> {
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
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
