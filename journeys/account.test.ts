import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { overflow, violations } from './axe.ts'
import { visit } from './browser.ts'
import { letterTo, linkOf } from './mailbox.ts'
import { theBrowser, theSite } from './shared.ts'

const PASSWORD = 'eight walls and a pillar'

describe('a reader with an account', () => {
  let origin = ''
  let dataDir = ''
  let chapter = ''

  before(async () => {
    const site = await theSite()
    // A passkey belongs to a name; an address of numbers is none (WebAuthn §5.1.2).
    origin = site.origin.replace('127.0.0.1', 'localhost')
    dataDir = site.dataDir
    const list = await (await fetch(`${origin}/api/v1/books`)).text()
    const book = /"(?:url|page|html)":\s*"[^"]*?(\/books\/[^"]+)"/.exec(list)?.[1] ?? '/books'
    const page = await (await fetch(origin + book)).text()
    chapter = /href="(\/chapters\/[^"#?]+)"/.exec(page)?.[1] ?? '/books'
  })

  const signUp = async (page: Page, email: string): Promise<void> => {
    await page.goto(origin + chapter)
    await page.click('header a[href="/account"]')
    await page.click('main a[href^="/sign-up"]')
    await page.fill('#name', 'Ines Marchetti')
    await page.fill('#email', email)
    await page.fill('#password', PASSWORD)
    await page.click('main button.act')
    assert.match(await page.innerText('h1'), /mailbox/)
    await page.goto(linkOf(await letterTo(dataDir, email, /Confirm/)))
    await page.click('main button.act')
    assert.equal(new URL(page.url()).pathname, chapter, 'back on the very page')
  }

  const signOut = async (page: Page): Promise<void> => {
    await page.goto(`${origin}/account`)
    await page.click('form[action="/sign-out"] button')
    assert.match(await page.innerText('h1'), /signed out/)
  }

  for (const javaScriptEnabled of [true, false])
    it(`signs up, out and in again ${javaScriptEnabled ? 'with' : 'without'} scripts, and reads on where it was`, async () => {
      const email = javaScriptEnabled ? 'ines@example.org' : 'piers@example.org'
      await visit(await theBrowser(), { javaScriptEnabled }, async (page) => {
        await signUp(page, email)
        await signOut(page)
        await page.goto(origin + chapter)
        await page.click('header a[href="/account"]')
        await page.fill('#email', email)
        await page.fill('#password', 'not the right one')
        await page.click('main button.act')
        assert.match(await page.innerText('[role=alert]'), /do not belong together/)
        assert.equal(await page.inputValue('#email'), email)
        await page.fill('#password', PASSWORD)
        await page.click('main button.act')
        assert.equal(new URL(page.url()).pathname, chapter)
        await page.goto(`${origin}/account`)
        assert.match(await page.innerText('main'), new RegExp(email))
      })
    })

  it('signs in with a passkey', async () => {
    await visit(await theBrowser(), {}, async (page) => {
      const session = await page.context().newCDPSession(page)
      await session.send('WebAuthn.enable')
      await session.send('WebAuthn.addVirtualAuthenticator', {
        options: {
          protocol: 'ctap2',
          transport: 'internal',
          hasResidentKey: true,
          hasUserVerification: true,
          isUserVerified: true,
          automaticPresenceSimulation: true,
        },
      })
      await signUp(page, 'sabine@example.org')
      await page.goto(`${origin}/account`)
      await page.click('form[data-passkey=add] button')
      await page.waitForURL(/done=passkey/)
      assert.match(await page.innerText('[role=status]'), /passkey is kept/)
      await signOut(page)
      await page.goto(`${origin}/sign-in?to=${encodeURIComponent(chapter)}`)
      await page.click('form[data-passkey=sign-in] button')
      await page.waitForURL((url) => url.pathname === chapter)
      await page.goto(`${origin}/account`)
      assert.match(await page.innerText('main'), /sabine@example\.org/)
    })
  })

  it('meets no barrier on any page of an account, in either light, on a desk and on a phone', async () => {
    const faults: string[] = []
    for (const [i, options] of [
      { viewport: { width: 1280, height: 900 }, colorScheme: 'light' },
      { viewport: { width: 320, height: 640 }, colorScheme: 'dark' },
    ].entries() as IterableIterator<
      [number, { viewport: { width: number; height: number }; colorScheme: 'light' | 'dark' }]
    >)
      await visit(await theBrowser(), options, async (page) => {
        const look = async (path?: string): Promise<void> => {
          if (path !== undefined) await page.goto(origin + path)
          for (const fault of await violations(page)) faults.push(`${page.url()}: ${fault}`)
          if ((await overflow(page)) > 0) faults.push(`${page.url()} sticks out`)
        }
        await look('/sign-in')
        await page.fill('#email', `nobody-${i}@example.org`)
        await page.fill('#password', 'wrong')
        await page.click('main button.act')
        await look()
        await look('/fr/sign-in/forgotten')
        await look('/sign-up')
        await page.click('main button.act')
        await look()
        const email = `maud-${i}@example.org`
        await page.fill('#name', 'Maud Ellery')
        await page.fill('#email', email)
        await page.fill('#password', PASSWORD)
        await page.click('main button.act')
        await look()
        await page.goto(linkOf(await letterTo(dataDir, email, /Confirm/)))
        await look()
        await page.click('main button.act')
        await look('/fr/account')
        await look('/account/delete')
        await look('/account/code')
        await page.click('main button.act')
        await look()
        await look('/sign-out')
      })
    assert.deepEqual(faults, [])
  })
})
