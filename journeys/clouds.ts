/** Saving a chapter into a reader's own cloud, as both journeys do it: with a site whose clouds are doubles on this machine. */
import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { DROPBOX_CLIENT, openDropboxDouble } from '../src/delivery/dropbox/testing/dropbox-double.ts'
import { GOOGLE_CLIENT, openDriveDouble } from '../src/delivery/google-drive/testing/drive-double.ts'
import { overflow, violations } from './axe.ts'
import { visit } from './browser.ts'
import { openByKeyboard, tabTo } from './by-keyboard.ts'
import { theBrowser } from './shared.ts'
import { type Site, startSite } from './site.ts'
import { signUp } from './staff.ts'

type Cloud = { readonly name: 'dropbox' | 'google-drive'; readonly label: string; readonly owner: string }

type Place = {
  readonly site: Site
  readonly dropbox: Awaited<ReturnType<typeof openDropboxDouble>>
  readonly drive: Awaited<ReturnType<typeof openDriveDouble>>
  /** Of two chapters that anybody may read. */
  readonly chapters: readonly [string, string]
}

let place: Promise<Place> | null = null

const thePlace = (): Promise<Place> => {
  place ??= openPlace()
  return place
}

after(async () => {
  const opened = await place
  await opened?.site.stop()
  await opened?.dropbox.close()
  await opened?.drive.close()
})

async function openPlace(): Promise<Place> {
  const [dropbox, drive] = [await openDropboxDouble(), await openDriveDouble()]
  dropbox.reader.answers = 'ask'
  drive.reader.answers = 'ask'
  const site = await startSite({
    ...{ DROPBOX_CLIENT_ID: DROPBOX_CLIENT.id, DROPBOX_CLIENT_SECRET: DROPBOX_CLIENT.secret },
    ...{ GOOGLE_CLIENT_ID: GOOGLE_CLIENT.id, GOOGLE_CLIENT_SECRET: GOOGLE_CLIENT.secret },
    ...{ DROPBOX_API_BASE: dropbox.origin, GOOGLE_API_BASE: drive.origin },
  })
  const chapters = await findChapters(site).catch(async (error: unknown) => {
    await site.stop()
    throw error
  })
  return { site, dropbox, drive, chapters }
}

async function findChapters({ origin }: Site): Promise<readonly [string, string]> {
  const ask = async (url: string): Promise<unknown> => (await fetch(url)).json()
  const { items } = (await ask(`${origin}/api/v1/books`)) as { items: readonly { id: string }[] }
  for (const { id } of items) {
    const { contents } = (await ask(`${origin}/api/v1/books/${id}`)) as {
      contents: readonly { url: string; type: string }[]
    }
    const [first, second] = contents.filter(({ type }) => type === 'chapter').map(({ url }) => url)
    if (first !== undefined && second !== undefined)
      return [new URL(first).pathname, new URL(second).pathname]
  }
  throw new Error('no book with two chapters is on the shelf')
}

const examine = async (tab: Page): Promise<void> => {
  assert.deepEqual(await violations(tab), [])
  assert.equal(await overflow(tab), 0)
}

const text = (tab: Page): Promise<string> => tab.innerText('main')

/** From the foot of a chapter's page: over it where there is a script, on a page of its own where there is none. */
async function openForm(tab: Page, origin: string, chapter: string, { name, label }: Cloud): Promise<void> {
  await tab.goto(origin + chapter)
  await tab.click(`a[href*="/save/"][href$="/${name}"]`)
  await tab.waitForSelector(`form[action*="/save/"][action$="/${name}"]`)
  assert.match(await tab.innerText('[data-save]'), new RegExp(`Save to ${label}`))
}

const send = (tab: Page) => tab.click('[data-save] form[action*="/save/"] button.act')

/** Told by itself where there is a script; else looked up again. */
async function untilSaved(tab: Page, withScript: boolean): Promise<void> {
  if (withScript) {
    await tab.waitForSelector('.delivery-good', { timeout: 60_000 })
    return
  }
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; ) {
    if ((await tab.locator('.delivery-good').count()) > 0) return
    await tab.click('#delivery a:has-text("Refresh"), #delivery .hint a')
  }
  assert.fail(await text(tab))
}

/** Opens an account, refuses, allows, saves, saves once more, and parts. */
async function travel(tab: Page, cloud: Cloud, withScript: boolean): Promise<void> {
  const { site, dropbox, drive, chapters } = await thePlace()
  const { origin } = site
  const there = cloud.name === 'dropbox' ? dropbox : drive
  // axe is a script too: it finds the same on the same pages.
  const look = withScript ? examine : async () => {}
  const count = () =>
    cloud.name === 'dropbox'
      ? dropbox.files.size
      : [...drive.files.values()].filter(({ data }) => data.length > 0).length
  // Another reader's Dropbox: in the same one the same file would be there already.
  dropbox.files.clear()
  const before = count()
  await signUp(tab, site, `${cloud.name}-${withScript}@example.org`, 'Ines Marchetti')

  await openForm(tab, origin, chapters[0], cloud)
  await look(tab)
  await send(tab)
  assert.match(await tab.innerText('[data-save]'), /Tick the box to agree to the usage policy/)
  await tab.check('input[name="usage-policy"]')
  await send(tab)

  await tab.waitForURL(`${there.origin}/**`)
  await tab.click('button[value=refuse]')
  await tab.waitForURL(`${origin}/account/deliveries/**`)
  assert.match(await text(tab), new RegExp(`${cloud.label} was not connected, because you did not allow it`))
  await look(tab)
  assert.equal(count(), before)

  await tab.click(`main a.act:has-text("Connect ${cloud.label}")`)
  await tab.waitForURL(`${there.origin}/**`)
  await tab.click('button[value=allow]')
  await tab.waitForURL(`${origin}/account/deliveries/**`)
  await untilSaved(tab, withScript)
  assert.match(await text(tab), new RegExp(`${cloud.label}: ${cloud.owner}`))
  assert.equal(count(), before + 1)
  await look(tab)

  await openForm(tab, origin, chapters[1], cloud)
  assert.equal(await tab.locator('input[name="usage-policy"]').count(), 0, 'asked once for each version')
  assert.match(
    await tab.innerText('[data-save]'),
    new RegExp(`Saved to the ${cloud.label} of ${cloud.owner}`),
  )
  await tab.dblclick('[data-save] form[action*="/save/"] button.act')
  await tab.waitForURL(`${origin}/account/deliveries/**`)
  await untilSaved(tab, withScript)
  assert.equal(count(), before + 2, 'a double click is one delivery')

  await tab.goto(`${origin}/account/connections`)
  assert.match(await text(tab), new RegExp(`Connected as ${cloud.owner}`))
  await look(tab)
  await tab.click(`button:has-text("Disconnect ${cloud.label}")`)
  assert.match(await text(tab), new RegExp(`${cloud.label} is disconnected`))
  assert.equal(there.grants(), 0)
  assert.equal(count(), before + 2, 'what is saved stays')
}

/** From the page of a chapter to the cloud's own question, and not one click. */
async function goByKeyboard(tab: Page, { name, label }: Cloud): Promise<void> {
  const { site, dropbox, drive, chapters } = await thePlace()
  await signUp(tab, site, `${name}-keys@example.org`, 'Ines Marchetti')
  await tab.goto(site.origin + chapters[0])
  const opener = tab.locator(`a[href*="/save/"][href$="/${name}"]`)
  const dialog = await openByKeyboard(tab, opener, `Save to ${label}`)
  await tabTo(tab, dialog.locator('input[name="usage-policy"]'))
  await tab.keyboard.press('Space')
  await tabTo(tab, dialog.getByRole('button', { name: `Save to ${label}` }))
  await tab.keyboard.press('Enter')
  await tab.waitForURL(`${(name === 'dropbox' ? dropbox : drive).origin}/**`)
}

export function journeyTo(cloud: Cloud): void {
  describe(`a reader who saves to ${cloud.label}`, () => {
    it('refuses, allows, saves, saves again and parts', async () =>
      visit(await theBrowser(), {}, (tab) => travel(tab, cloud, true)))

    it('does all of that without a script, on a small screen', async () =>
      visit(await theBrowser(), { javaScriptEnabled: false, viewport: { width: 390, height: 800 } }, (tab) =>
        travel(tab, cloud, false),
      ))

    it('does it by keyboard alone, and has the focus back whenever the dialog is left', async () =>
      visit(await theBrowser(), {}, (tab) => goByKeyboard(tab, cloud)))
  })
}
