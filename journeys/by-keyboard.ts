/** A dialog "Save to …" used by somebody who has no mouse: every step is a key. */
import assert from 'node:assert/strict'
import type { Locator, Page } from 'playwright-core'
import { violations } from './axe.ts'

/** Presses Tab until it has the focus. */
export async function tabTo(page: Page, wanted: Locator): Promise<void> {
  for (let presses = 0; presses < 150; presses++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  assert.fail(`Tab never comes to ${wanted}`)
}

/** Opens it and leaves it by Esc and by its button: each time whoever opened it has the focus again. It is left open. */
export async function openByKeyboard(page: Page, opener: Locator, title: string): Promise<Locator> {
  const address = page.url()
  await tabTo(page, opener)
  const dialog = page.getByRole('dialog', { name: title })
  for (const leave of ['Escape', 'Close']) {
    await page.keyboard.press('Enter')
    await dialog.getByRole('heading', { name: title }).waitFor()
    assert.deepEqual(await violations(page), [])
    await staysInside(page, dialog)
    if (leave === 'Escape') await page.keyboard.press('Escape')
    else {
      await tabTo(page, dialog.getByRole('button', { name: 'Close' }))
      await page.keyboard.press('Enter')
    }
    await dialog.waitFor({ state: 'detached' })
    assert.equal(await opener.evaluate((link) => link === document.activeElement), true, leave)
  }
  assert.equal(page.url().split('#')[0], address.split('#')[0])
  await page.keyboard.press('Enter')
  await dialog.getByRole('heading', { name: title }).waitFor()
  return dialog
}

/** Once round: what has the focus is in the dialog, or is the browser's own. */
async function staysInside(page: Page, dialog: Locator): Promise<void> {
  const stops = await dialog.locator('a, button, input').count()
  for (let presses = 0; presses <= stops; presses++) {
    await page.keyboard.press('Tab')
    const isOutside = await page.evaluate(() => {
      const { activeElement } = document
      return activeElement !== document.body && activeElement?.closest('dialog') === null
    })
    assert.equal(isOutside, false, `after ${presses + 1} presses of Tab in ${await dialog.ariaSnapshot()}`)
  }
}
