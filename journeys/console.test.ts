import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { sampleBook, sampleEpub } from '../src/program/sample-parcels.fixture.ts'
import { overflow, violations } from './axe.ts'
import { visit } from './browser.ts'
import { CONSOLE_PAGES } from './console-pages.ts'
import { letterTo } from './mailbox.ts'
import { theBrowser, theSite } from './shared.ts'
import type { Site } from './site.ts'
import { signUp, signUpStaff } from './staff.ts'

type Kept = Awaited<ReturnType<ReturnType<Page['context']>['storageState']>>

describe('a press at its console', () => {
  let site: Site
  let staff: Kept
  let folder = ''

  before(async () => {
    site = await theSite()
    folder = await mkdtemp(join(tmpdir(), 'chapterhouse-files-'))
    await visit(await theBrowser(), {}, async (page) => {
      await signUpStaff(page, site, {
        email: 'owner@press.example',
        name: 'Ottilie',
        press: '*',
        role: 'owner',
      })
      assert.match(await page.innerText('h1'), /Console/)
      staff = await page.context().storageState()
    })
  })

  after(() => rm(folder, { recursive: true, force: true }))

  const fileOf = async (key: string, words?: string): Promise<string> => {
    const path = join(folder, `${key}.epub`)
    await writeFile(path, sampleEpub(sampleBook(key, words)))
    return path
  }

  /** With scripts the page renews itself; without, somebody looks again. */
  const until = async (page: Page, pattern: RegExp, scripts: boolean): Promise<void> => {
    for (const deadline = Date.now() + 60_000; Date.now() < deadline; ) {
      if (pattern.test(await page.innerText('main').catch(() => ''))) return
      if (!scripts) await page.reload()
      await page.waitForTimeout(200)
    }
    assert.fail(`never ${pattern}: ${await page.innerText('main')}`)
  }

  for (const scripts of [true, false])
    it(`adds, previews, publishes, mends, prices and withdraws a book ${scripts ? 'with' : 'without'} scripts`, async () => {
      const key = scripts ? 'Dora' : 'Edda'
      const file = await fileOf(key)
      const options = { storageState: staff, javaScriptEnabled: scripts }
      await visit(await theBrowser(), options, async (page) => {
        // What looks for barriers is a script itself.
        const look = async (shown: Page) => {
          if (scripts) assert.deepEqual(await violations(shown), [])
        }
        await page.goto(`${site.origin}/console/add`)
        await page.setInputFiles('#files', file)
        await page.click('form[enctype] button.act')
        await page.waitForURL(/\/console\/parcels\//)
        await until(page, /Waits for your decision/, scripts)
        assert.match(await page.innerText('#issues ~ .issues'), /book-has-rights/)
        await look(page)
        const parcel = page.url()
        await page.click('text=Preview the book')
        assert.match(await page.innerText('.staff-bar'), /only staff can see it/)
        await page.click('main >> text=Chapter 2')
        assert.match(await page.innerText('main'), /The end came in autumn/)
        await look(page)
        const preview = page.url()
        await visit(await theBrowser(), {}, async (stranger) => {
          await stranger.goto(preview)
          assert.match(stranger.url(), /\/sign-in\?/)
          assert.doesNotMatch(await stranger.content(), /The end came in autumn/)
        })
        await page.goto(parcel)
        await page.click('text=Publish now')
        assert.match(await page.innerText('.console-page'), /It is on the shelf/)
        await page.click('text=Its public page')
        assert.match(await page.innerText('.staff-bar'), /issues/)
        await page.click('.staff-bar >> text=Edit details')
        await page.fill('#field-rights-holder', 'Ada Example')
        await page.fill('#note', 'Says who holds the rights.')
        await page.click('main form button.act')
        await until(page, /It is on the shelf/, scripts)
        await page.click('text=Its screen')
        const screen = page.url()
        assert.match(await page.innerText('#corrected ~ .steps'), /rights/i)
        assert.doesNotMatch(await page.innerText('#issues ~ .issues'), /book-has-rights/)
        await look(page)
        await page.click('main >> text=Access and prices')
        await page.selectOption('#access-all', 'closed')
        await page.fill('#price-all', '12.50')
        await page.fill('#currency', 'GBP')
        await look(page)
        await page.click('main form button.act')
        await until(page, /It is on the shelf/, scripts)
        await page.goto(`${screen}/access`)
        await page.selectOption('#for', 'closed')
        await page.fill('#amount', '3')
        await page.fill('#money', 'GBP')
        await page.fill('#days', '2')
        await page.selectOption('#country', 'FR')
        await page.click('form[action$="/prices"] button.act')
        assert.match(await page.innerText('#prices ~ .ledger-frame'), /£3\.00[\s\S]*France[\s\S]*2 days/)
        await look(page)
        await page.goto(screen)
        await page.click('summary >> text=Publish the notice')
        await page.fill('#amendment-text', 'On p. 1 the year was misprinted.')
        await page.click('form[action$="/amendments"] button.act')
        await page.click('text=Its public page')
        await until(page, /the year was misprinted/, false)
        await look(page)
        const publicPage = page.url()
        await page.goto(screen)
        await page.click('summary >> text=Withdraw the book')
        await page.fill('#reason', 'It was a rehearsal.')
        await page.check('#sure')
        await page.click('form[action$="/withdraw"] button')
        assert.match(await page.innerText('.console-page'), /It was a rehearsal/)
        const gone = await fetch(publicPage)
        assert.equal(gone.status, 410)
        await page.goto(`${site.origin}/console/audit?verify=yes`)
        assert.match(await page.innerText('main [role=status]'), /as they were written/)
      })
    })

  it('has no page with barriers, in either language, and none that is wider than a telephone', async () => {
    await visit(await theBrowser(), { storageState: staff }, async (page) => {
      for (const path of CONSOLE_PAGES) {
        await page.setViewportSize({ width: 1280, height: 900 })
        for (const language of ['', '/fr']) {
          const answer = await page.goto(`${site.origin}${language}${path}`)
          assert.equal(answer?.status(), 200, path)
          assert.deepEqual(await violations(page), [], path)
        }
        await page.setViewportSize({ width: 320, height: 700 })
        assert.equal(await overflow(page), 0, path)
      }
    })
  })

  it('gives a librarian the own institution, and tells the reader when a request is settled', async () => {
    let institution = ''
    await visit(await theBrowser(), {}, async (page) => {
      await signUp(page, site, 'librarian@sidmouth.example', 'Lena')
      await visit(await theBrowser(), { storageState: staff }, async (owner) => {
        await owner.goto(`${site.origin}/console/institutions`)
        await owner.fill('#name', 'University of Sidmouth Press Library')
        await owner.click('main form[method="post"] button.act')
        institution = owner.url().replace(/\?.*/, '')
        await owner.fill('#librarian-email', 'librarian@sidmouth.example')
        await owner.click('form[action$="/librarians"] button')
        assert.match(await owner.innerText('#librarians ~ .account-list'), /librarian@sidmouth/)
      })
      await page.goto(`${site.origin}/console`)
      assert.deepEqual(await page.locator('.console-nav li').allInnerTexts(), ['Requests', 'Institutions'])
      await page.click('.console-nav >> text=Institutions')
      await page.click('main table a')
      assert.equal(page.url(), institution)
      await page.fill('#ranges', '151.101.9.0/24\nexcept 151.101.9.7')
      await page.click('button[value="check"]')
      assert.match(await page.innerText('main .told'), /Nothing has been changed yet/)
      await page.click('button[value="set"]')
      assert.match(await page.inputValue('#ranges'), /!151\.101\.9\.7/)
      assert.deepEqual(await violations(page), [])
      await page.click('text=Look after sign-in')
      assert.match(await page.innerText('#ours ~ dl'), /saml\/metadata/)
      assert.deepEqual(await violations(page), [])
      await page.setViewportSize({ width: 320, height: 700 })
      assert.equal(await overflow(page), 0)
      await page.setViewportSize({ width: 1280, height: 900 })
      const closed = await askFor(page)
      await page.goto(`${site.origin}/console/requests`)
      await page.click(`main table a >> text=Rosa`)
      await page.fill('#answer', 'It is yours to read from today.')
      await page.click('button[value="settled"]')
      assert.match(await page.innerText('main .told'), /The reader is told/)
      const letter = await letterTo(site.dataDir, 'rosa@readers.example', /./)
      assert.match(letter, /yours to read/)
      assert.ok(closed)
    })
  })

  /** Several go to one address, each after its step. */
  async function letterSaying(email: string, words: RegExp): Promise<string> {
    for (const deadline = Date.now() + 60_000; Date.now() < deadline; ) {
      const letter = await letterTo(site.dataDir, email, /./)
      if (words.test(letter)) return letter
      await new Promise((later) => setTimeout(later, 100))
    }
    throw new Error(`no letter to ${email} that says ${words}`)
  }

  for (const scripts of [true, false])
    it(`answers a reader who needs an accessible copy, with a file that is theirs (${scripts ? 'scripts' : 'no scripts'})`, async () => {
      const browser = await theBrowser()
      // What looks for faults is a script itself.
      const isSound = async (page: Page) => assert.deepEqual(scripts ? await violations(page) : [], [])
      const email = `ines-${scripts}@readers.example`
      const list = await (await fetch(`${site.origin}/api/v1/books`)).text()
      const [, id = ''] = /"id":\s*"(\w{16})"/.exec(list) ?? []
      await visit(browser, { javaScriptEnabled: scripts }, async (page) => {
        await page.goto(`${site.origin}/access/copies/for/${id}`)
        await isSound(page)
        await page.click('main form button.act')
        assert.match(await page.innerText('main'), /Choose at least one/)
        await isSound(page)
        await page.check('#form-braille')
        await page.fill('#email', email)
        await page.click('main form button.act')
        assert.match(await page.innerText('[role=status]'), /has your request/)
        const asked = await letterSaying(email, /has your request/)
        await page.goto(/http\S+\/access\/copies\/\S+/.exec(asked)?.[0] ?? '')
        assert.match(await page.innerText('[role=status]'), /Nobody has taken it up/)
        await isSound(page)
      })
      await visit(browser, { storageState: staff, javaScriptEnabled: scripts }, async (page) => {
        await page.goto(`${site.origin}/console/copies`)
        await isSound(page)
        await page.click(`main table a >> text=${email}`)
        await isSound(page)
        await page.click('form[action$="/take"] button')
        assert.match(await page.innerText('main .told'), /in hand/)
        await page.setInputFiles('#file', {
          ...{ name: 'copy.brf', mimeType: 'text/plain' },
          buffer: Buffer.from(',harbours'),
        })
        await page.fill('#answer', 'Grade two.')
        await page.click('form[action$="/send"] button.act')
        assert.match(await page.innerText('main .told'), /It is sent/)
        await isSound(page)
      })
      const letter = await letterSaying(email, /Grade two/)
      const file = /http\S+\/file/.exec(letter)?.[0] ?? ''
      assert.equal(await (await fetch(file)).text(), ',harbours')
      await visit(browser, { javaScriptEnabled: scripts }, async (page) => {
        await page.goto(file.replace(/\/file$/, ''))
        assert.match(await page.innerText('main'), /Save the copy/)
        await isSound(page)
      })
    })

  /** A reader without an account asks the library for a closed chapter. */
  const askFor = (page: Page): Promise<boolean> =>
    visit(page.context().browser() ?? assert.fail(), {}, async (reader) => {
      const list = await (await fetch(`${site.origin}/api/v1/books`)).text()
      for (const [, id] of list.matchAll(/"id":\s*"(\w{16})"/g)) {
        await reader.goto(`${site.origin}/access/ask/${id}`)
        if (
          (await reader.locator('#institution').count()) === 0 &&
          (await reader.locator('#library').count()) === 0
        )
          continue
        await reader.fill('#library', 'University of Sidmouth Press Library')
        await reader.fill('#name', 'Rosa')
        await reader.fill('#email', 'rosa@readers.example')
        await reader.click('main form button.act')
        return true
      }
      return false
    })
})
