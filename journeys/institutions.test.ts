import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { overflow, violations } from './axe.ts'
import { visit } from './browser.ts'
import { theBrowser } from './shared.ts'
import { type Site, startSite } from './site.ts'

const CAMPUS = { 'x-forwarded-for': '131.111.4.5' }

describe('a reader of an institution', () => {
  let site: Site
  let north = ''

  before(async () => {
    site = await startSite({ TRUSTED_PROXIES: 'loopback', SAMPLES: 'no' })
    const add = async (...args: readonly string[]) => {
      const { code, stdout, stderr } = await site.run('institution', 'add', ...args)
      assert.equal(code, 0, stderr)
      return stdout.slice(0, 16)
    }
    north = await add(
      'University of the North',
      '--country',
      'no',
      '--city',
      'Nordby',
      '--other-names',
      'UoN',
    )
    await add('Northern College of Art', '--country', 'gb', '--city', 'Leeds')
    await add('École normale supérieure du Nord', '--country', 'fr')
    const list = join(site.dataDir, 'ranges.txt')
    await writeFile(list, 'Campus: 131.111.0.0/16')
    assert.equal((await site.run('institution', 'ranges', north, list)).code, 0)
  })
  after(() => site.stop())

  const isSound = async (page: Page) => {
    assert.deepEqual(await violations(page), [])
    await page.setViewportSize({ width: 320, height: 700 })
    assert.ok((await overflow(page)) <= 0)
  }

  it('finds it by three letters and the arrow keys', async () => {
    await visit(await theBrowser(), {}, async (page) => {
      await page.goto(`${site.origin}/institutions?to=/books`)
      await page.getByRole('combobox').pressSequentially('nor')
      await page.getByRole('option').first().waitFor()
      assert.equal(await page.getByRole('option').count(), 3)
      assert.match(await page.getByRole('status').innerText(), /3 institutions/)
      assert.deepEqual(await violations(page), [])
      await page.keyboard.press('ArrowUp')
      const option = page.getByRole('option', { selected: true })
      assert.match(await option.innerText(), /University of the North/)
      assert.equal(
        await page.getByRole('combobox').getAttribute('aria-activedescendant'),
        await option.getAttribute('id'),
      )
      await page.keyboard.press('Escape')
      assert.equal(await page.getByRole('combobox').getAttribute('aria-expanded'), 'false')
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('ArrowUp')
      await page.keyboard.press('Enter')
      await page.waitForURL(`**/institutions/${north}?to=%2Fbooks`)
      await isSound(page)
    })
  })

  it('finds it without scripts, and has it remembered when asking for it', async () => {
    await visit(await theBrowser(), { javaScriptEnabled: false }, async (page) => {
      await page.goto(`${site.origin}/institutions`)
      await page.fill('input[name=q]', 'uon')
      await page.click('main button.act')
      await page.click('.found-institutions a')
      assert.equal(await page.innerText('h1'), 'University of the North')
      assert.deepEqual(await page.context().cookies(), [])
      await page.click('form[method=post] button')
      await page.goto(`${site.origin}/fr/institutions`)
      assert.match(await page.innerText('main'), /vous aviez choisi University of the North/)
      await page.click('form[method=post] button')
      assert.match(await page.innerText('[role=status]'), /oublié/)
      assert.deepEqual(await page.context().cookies(), [])
    })
  })

  it('takes a device home from campus, and has it forgotten', async () => {
    await visit(await theBrowser(), {}, async (page) => {
      await page.setExtraHTTPHeaders(CAMPUS)
      await page.goto(`${site.origin}/off-campus`)
      assert.deepEqual(await page.context().cookies(), [], 'on campus nobody needs a cookie')
      await isSound(page)
      await page.click('form button.act')
      assert.match(await page.innerText('main'), /remembered for University of the North/)
      await page.setExtraHTTPHeaders({})
      await page.goto(`${site.origin}/books`)
      assert.match(await page.innerText('header'), /University of the North/)
      await page.goto(`${site.origin}/off-campus`)
      await isSound(page)
      await page.click('form button')
      await page.goto(`${site.origin}/books`)
      assert.doesNotMatch(await page.innerText('header'), /University of the North/)
    })
  })

  it('comes from a link resolver with a reference to nothing here, and is helped on', async () => {
    await visit(await theBrowser(), {}, async (page) => {
      const answer = await page.goto(
        `${site.origin}/openurl?genre=bookitem&title=Lamps&atitle=Wick&isbn=9780306406157`,
      )
      assert.equal(answer?.status(), 404)
      assert.match(await page.innerText('main'), /Wick/)
      await isSound(page)
    })
  })
})
