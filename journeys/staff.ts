/** Signs up somebody who works for the press, with a second proof, as the console asks for. */
import { base32 } from '@better-auth/utils/base32'
import { createOTP } from '@better-auth/utils/otp'
import type { Page } from 'playwright-core'
import { letterTo, linkOf } from './mailbox.ts'
import type { Site } from './site.ts'

export const PASSWORD = 'eight walls and a pillar'

export async function signUp(page: Page, site: Site, email: string, name: string): Promise<void> {
  await page.goto(`${site.origin}/sign-up`)
  await page.fill('#name', name)
  await page.fill('#email', email)
  await page.fill('#password', PASSWORD)
  await page.click('main button.act')
  await page.goto(
    linkOf(await letterTo(site.dataDir, email, /Confirm/)).replace(/^https?:\/\/[^/]+/, site.origin),
  )
  await page.click('main button.act')
}

/** Ends on the front page of the console. */
export async function signUpStaff(
  page: Page,
  site: Site,
  who: { readonly email: string; readonly name: string; readonly press: string; readonly role: string },
): Promise<void> {
  await signUp(page, site, who.email, who.name)
  const given = await site.run('staff', 'add', who.email, '--press', who.press, '--role', who.role)
  if (given.code !== 0) throw new Error(given.stderr)
  await page.goto(`${site.origin}/console`)
  await page.click('main form[action^="/account/code"] button')
  const key = (await page.innerText('code.identifier')).replaceAll(' ', '')
  const otp = createOTP(new TextDecoder().decode(base32.decode(key)))
  await page.fill('#code', await otp.totp())
  await page.click('main button.act')
  await page.goto(`${site.origin}/console`)
}
