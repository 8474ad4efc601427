/**
 * `npm run pictures`: the pictures of the README, taken anew from the sample press in a real browser. To be run when the
 * looks of its pages change.
 */
import { join } from 'node:path'
import type { BrowserContextOptions } from 'playwright-core'
import sharp from 'sharp'
import { openBrowser, visit } from '../journeys/browser.ts'
import { startSite } from '../journeys/site.ts'

const PICTURES = join(import.meta.dirname, '../docs/pictures')
const PHONE = { width: 390, height: 844 }
const GAP = 30

const site = await startSite()
const browser = await openBrowser()

const take = (path: string, options: BrowserContextOptions): Promise<Buffer> =>
  visit(browser, options, async (page) => {
    await page.goto(site.origin + path)
    await page.evaluate(() => document.fonts.ready)
    return page.screenshot()
  })

try {
  const book = await addressOf('books', 'Ten Departures')
  const chapter = await addressOf('chapters', 'March to December', book)
  await keep('chapter-page-1280.png', await take(chapter, { viewport: { width: 1280, height: 1500 } }))
  await keep('book-page-1280.png', await take(book, { viewport: { width: 1280, height: 900 } }))
  const phones = await Promise.all([
    take(chapter, { viewport: PHONE }),
    take(chapter, { viewport: PHONE, colorScheme: 'dark' }),
    take(book, { viewport: PHONE }),
  ])
  await keep('phones-390.png', await sideBySide(phones))
} finally {
  await browser.close()
  await site.stop()
}

/** Of a page by its title, as the list or the book links to it. */
async function addressOf(kind: 'books' | 'chapters', title: string, from = '/books'): Promise<string> {
  const text = await (await fetch(site.origin + from)).text()
  const address = new RegExp(`href="(/${kind}/[^"]+)"[^>]*>${title}`).exec(text)?.[1]
  if (address === undefined) throw new Error(`No link to “${title}” on ${from}`)
  return address
}

/** The palette of a page is small: half the bytes, and nobody sees it. */
async function keep(name: string, picture: Buffer): Promise<void> {
  await sharp(picture).png({ palette: true, quality: 95, effort: 10 }).toFile(join(PICTURES, name))
}

function sideBySide(pictures: readonly Buffer[]): Promise<Buffer> {
  const width = pictures.length * (PHONE.width + GAP) - GAP
  const background = '#fff'
  return sharp({ create: { width, height: PHONE.height, channels: 3, background } })
    .composite(pictures.map((input, n) => ({ input, left: n * (PHONE.width + GAP), top: 0 })))
    .png()
    .toBuffer()
}
