/**
 * One site and one browser for all journeys of a run: they are started by whoever needs them first and ended after the last
 * (journeys run in one process, `--test-isolation=none`).
 */
import { after } from 'node:test'
import type { Browser } from 'playwright-core'
import { openBrowser } from './browser.ts'
import { type Site, startSite } from './site.ts'

let site: Promise<Site> | null = null
let browser: Promise<Browser> | null = null

/** As after a first start: the sample press is on the shelf. */
export const theSite = (): Promise<Site> => {
  site ??= startSite()
  return site
}

export const theBrowser = (): Promise<Browser> => {
  browser ??= openBrowser()
  return browser
}

after(async () => {
  await (await browser)?.close()
  await (await site)?.stop()
})
