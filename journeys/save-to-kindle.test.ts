import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { checkEpub } from '@chapterhouse/epub'
import { createTransport } from 'nodemailer'
import type { Page } from 'playwright-core'
import { HOSTILE_NAMES } from '../src/delivery/kindle/hostile-names.fixture.ts'
import { type MailServer, openMailServer, type TakenMail } from '../src/delivery/mail/mail-server.fixture.ts'
import { overflow, violations } from './axe.ts'
import { visit } from './browser.ts'
import { openByKeyboard, tabTo } from './by-keyboard.ts'
import { theBrowser } from './shared.ts'
import { freePort, type Site, startSite } from './site.ts'

const PASSWORD = 'eight walls and a pillar'

describe('a reader with a Kindle', () => {
  let mail: MailServer
  let origin = ''
  let site: Site | null = null
  let bounces = 0
  let chapter = ''

  before(async () => {
    mail = await openMailServer()
    bounces = await freePort()
    site = await startSite({
      SMTP_URL: mail.url,
      MAIL_FROM: 'books@press.example',
      KINDLE_SENDER: 'kindle@press.example',
      BOUNCE_ADDRESS: 'bounces@press.example',
      BOUNCE_LISTEN: `127.0.0.1:${bounces}`,
    })
    origin = site.origin
    const list = await (await fetch(`${origin}/api/v1/books`)).text()
    const book = /"(?:url|page|html)":\s*"[^"]*?(\/books\/[^"]+)"/.exec(list)?.[1] ?? '/books'
    const page = await (await fetch(origin + book)).text()
    chapter = /href="(\/chapters\/[^"#?]+)"/.exec(page)?.[1] ?? '/books'
  })

  after(async () => {
    await site?.stop()
    await mail.close()
  })

  /** Waits until the mail server has it. */
  async function mailTo(address: string, what: RegExp, after?: TakenMail): Promise<TakenMail> {
    for (const deadline = Date.now() + 60_000; Date.now() < deadline; ) {
      const found = mail.taken
        .slice(after === undefined ? 0 : mail.taken.indexOf(after) + 1)
        .find((one) => one.to.includes(address) && what.test(one.raw.toString('latin1')))
      if (found !== undefined) return found
      await new Promise((later) => setTimeout(later, 50))
    }
    throw new Error(`no mail to ${address}`)
  }

  const linkIn = (letter: TakenMail, what: RegExp): string =>
    what.exec(letter.raw.toString('latin1').replaceAll('=\r\n', '').replaceAll('=3D', '='))?.[0] ?? ''

  const signUp = async (page: Page, email: string): Promise<void> => {
    await page.goto(`${origin}/sign-up`)
    await page.fill('#name', 'Ines Marchetti')
    await page.fill('#email', email)
    await page.fill('#password', PASSWORD)
    await page.click('main button.act')
    await page.goto(linkIn(await mailTo(email, /Subject: Confirm your account/), /http:\S+\/letters\/\S+/))
    await page.click('main button.act')
  }

  /** The page of the latest delivery, once it says this. */
  async function deliveryThatSays(page: Page, sentence: RegExp): Promise<string> {
    await page.goto(`${origin}/account/deliveries`)
    await page.click('main a[href^="/account/deliveries/"]')
    for (const deadline = Date.now() + 60_000; Date.now() < deadline; ) {
      const text = await page.innerText('main')
      if (sentence.test(text)) return text
      await page.reload()
    }
    throw new Error(`the delivery never said ${sentence}: ${await page.innerText('main')}`)
  }

  const epubIn = (taken: TakenMail): Buffer =>
    Buffer.from(
      taken.raw
        .toString('latin1')
        .split(/filename=\S+\r\n(?:\S[^\r]*\r\n)*\r\n/)[1]
        ?.split('\r\n--')[0] ?? '',
      'base64',
    )

  for (const javaScriptEnabled of [true, false])
    it(`gets a chapter onto it ${javaScriptEnabled ? 'with' : 'without'} scripts, and says whether it arrived`, async () => {
      const who = javaScriptEnabled ? 'ines' : 'piers'
      await visit(await theBrowser(), { javaScriptEnabled }, async (page) => {
        await signUp(page, `${who}@example.org`)
        await page.goto(origin + chapter)
        await page.click('a[href^="/save/"][href$="/kindle"]')
        assert.match(await page.innerText('.kindle-sender code'), /^kindle@press\.example$/)
        if (javaScriptEnabled) assert.deepEqual(await violations(page), [])

        await page.fill('#kindle-name', `${who}@gmail.com`)
        await page.click('form:has(#kindle-name) button.act')
        assert.match(await page.innerText('#kindle-name-problem'), /kindle\.com/)
        await page.fill('#kindle-name', `${who}_42@kindle.com`)
        await page.fill('#kindle-label', 'Paperwhite')
        await page.check('#kindle-approved')
        await page.click('form:has(#kindle-name) button.act')

        await page.waitForURL(/\/account\/kindle\/pending\//)
        assert.match(await page.innerText('main h1'), /mailbox/)
        const letter = await mailTo(`${who}@example.org`, /Subject: Confirm your Kindle/)
        assert.ok(
          mail.taken.every(({ to }) => !to.some((one) => one.endsWith('kindle.com') && one.startsWith(who))),
        )
        await page.goto(linkIn(letter, /http:\S+\/account\/kindle\/confirm\/\S+/))
        assert.match(await page.innerText('main'), new RegExp(`${who}_42@kindle\\.com`))
        await page.click('main button.act')
        assert.match(await page.innerText('[role=status]'), /ready/)

        await deliveryThatSays(page, /Handed to Amazon/)
        if (javaScriptEnabled) assert.deepEqual(await violations(page), [])
        const taken = await mailTo(`${who}_42@kindle.com`, /^Content-Type: application\/epub\+zip/m)
        const { issues } = await checkEpub(epubIn(taken))
        assert.deepEqual(
          issues.filter(({ severity }) => severity === 'error'),
          [],
        )
        await tellOfIt(page, javaScriptEnabled)
        if (!javaScriptEnabled) await sendPlainest(page, `${who}_42@kindle.com`, taken)
      })
    })

  async function tellOfIt(page: Page, arrived: boolean): Promise<void> {
    if (!arrived) await page.fill('input[name=code]', 'Error e-999, sorry')
    await page.click(`button[name=arrived][value=${arrived ? 'yes' : 'no'}]`)
    await page.innerText('.delivery-state:has-text("as you told us")')
    const text = await page.innerText('main')
    assert.match(text, arrived ? /You told us that it arrived/ : /Amazon could not convert the file \(E999\)/)
  }

  /** Without typefaces and hidden marks, once, as a delivery of its own. */
  async function sendPlainest(page: Page, address: string, before: TakenMail): Promise<void> {
    const first = page.url()
    await page.click('button:has-text("Send its plainest form")')
    assert.notEqual(page.url(), first)
    assert.match(await page.innerText('main'), /EPUB, in its plainest form/)
    const taken = await mailTo(address, /^Content-Type: application\/epub\+zip/m, before)
    const { issues } = await checkEpub(epubIn(taken))
    assert.deepEqual(
      issues.filter(({ severity }) => severity === 'error'),
      [],
    )
    assert.doesNotMatch(namesIn(epubIn(taken)), /\.(woff2?|ttf|otf)\b/)
    await page.goto(first)
    assert.match(await page.innerText('main'), /It was sent once more, in another manner/)
    assert.equal(await page.locator('button:has-text("plainest")').count(), 0)
  }

  /** The central directory of a zip tells them unpacked. */
  const namesIn = (epub: Buffer): string => epub.toString('latin1')

  it('does it by keyboard alone, and has the focus back whenever the dialog is left', async () => {
    await visit(await theBrowser(), {}, async (page) => {
      await signUp(page, 'keys@example.org')
      await page.goto(origin + chapter)
      const opener = page.locator('a[href^="/save/"][href$="/kindle"]')
      const dialog = await openByKeyboard(page, opener, 'Save to Kindle')
      await tabTo(page, dialog.locator('#kindle-name'))
      await page.keyboard.type('keys_1')
      await tabTo(page, dialog.locator('#kindle-approved'))
      await page.keyboard.press('Space')
      await tabTo(page, dialog.getByRole('button', { name: 'Save to Kindle' }))
      await page.keyboard.press('Enter')
      await page.waitForURL(/\/account\/kindle\/pending\//)
      assert.match(await page.innerText('main'), /keys_1@kindle\.com/)
    })
  })

  it('learns that Amazon sent it back, and why', async () => {
    await visit(await theBrowser(), {}, async (page) => {
      await signUp(page, 'ada@example.org')
      await page.goto(`${origin}/account/kindle`)
      await page.fill('#kindle-name', 'ada_7')
      await page.click('main button.act')
      await page.goto(
        linkIn(await mailTo('ada@example.org', /Confirm your Kindle/), /http:\S+\/confirm\/\S+/),
      )
      await page.click('main button.act')
      await page.goto(origin + chapter)
      await page.click('a[href^="/save/"][href$="/kindle"]')
      await page.waitForSelector('input[name=kindle]')
      await page.click('form:has(input[name=kindle]) button.act')
      await page.waitForURL(/\/account\/deliveries\//)
      const { from } = await mailTo('ada_7@kindle.com', /epub/)
      await deliveryThatSays(page, /Handed to Amazon/)
      const report = [
        'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
        ...['', '--b', 'Content-Type: message/delivery-status', '', 'Reporting-MTA: dns; mx.press.example'],
        ...['', 'Final-Recipient: rfc822;ada_7@kindle.com', 'Action: failed', 'Status: 5.1.1', '--b--', ''],
      ]
      const relay = createTransport({ host: '127.0.0.1', port: bounces, ignoreTLS: true })
      await relay.sendMail({ envelope: { from: '', to: from }, raw: report.join('\r\n') })
      relay.close()
      assert.match(await deliveryThatSays(page, /sent it back/), /does not know ada_7@kindle\.com/)
      const delivery = /deliveries\/(\w+)/.exec(page.url())?.[1] ?? ''
      const [device = ''] = await ownKindles(page)
      ada = { device, delivery, signedIn: await page.context().storageState() }
    })
  })

  it('takes no name by which another header, another host or another reader could be reached', async () => {
    await visit(await theBrowser(), {}, async (page) => {
      await signUp(page, 'mallory@example.org')
      const before = mail.taken.length
      const post = (path: string, form: Record<string, string>) =>
        page.request.post(origin + path, { form, headers: { origin }, maxRedirects: 0 })
      let accepted = 0
      const names = HOSTILE_NAMES.filter((_, n) => n % 9 < 5)
      assert.ok(names.length >= 200)
      for (const [n, name] of names.entries()) {
        const given = { 'kindle-name': name, 'kindle-domain': n % 3 === 0 ? 'x.example' : 'kindle.com' }
        const answer =
          n % 2 === 0
            ? await post('/account/kindle', given)
            : await post(await saveForm(page), { ...given, item: 'chapter:epub', kindle: 'new' })
        assert.ok([303, 422].includes(answer.status()), `${answer.status()} for ${JSON.stringify(name)}`)
        if (answer.status() !== 303) continue
        accepted += 1
        // A full list of Kindles would hide what is taken.
        for (const id of await ownKindles(page)) await post(`/account/kindle/${id}/remove`, {})
      }
      assert.ok(accepted > 0 && accepted < names.length / 4, String(accepted))

      // Kindles of others, deliveries of others, and what may not be downloaded.
      assert.ok(ada)
      const { device, delivery, signedIn } = ada
      const closed = await closedChapter()
      const wanted = { item: 'chapter:epub', kindle: device, key: '0123456789abcdef' }
      assert.equal((await post(await saveForm(page), wanted)).status(), 422)
      assert.equal(
        (await post(`/save/${closed}/kindle`, { ...wanted, kindle: 'new', 'kindle-name': 'm' })).status(),
        422,
      )
      for (const path of [`arrived/${delivery}`, `otherwise/${delivery}`])
        assert.equal((await post(`/account/kindle/${path}`, { arrived: 'no' })).status(), 404)
      for (const act of ['retry', 'cancel'])
        assert.equal((await post(`/account/deliveries/${delivery}/${act}`, {})).status(), 404)
      await post(`/account/kindle/${device}/remove`, {})
      await visit(await theBrowser(), { storageState: signedIn }, async (adas) =>
        assert.deepEqual(await ownKindles(adas), [device]),
      )

      const since = mail.taken.slice(before)
      for (const { to, raw } of since) {
        assert.deepEqual(to, ['mallory@example.org'], 'nothing but letters to the own mailbox')
        const [head = ''] = raw.toString('latin1').split('\r\n\r\n')
        assert.equal([...head.matchAll(/^(to|cc|bcc):/gim)].length, 1, head)
        assert.doesNotMatch(head, /x\.example/)
      }
    })
  })

  const saveForm = async (page: Page): Promise<string> => {
    saving ??= await page.goto(origin + chapter).then(() => page.getAttribute('a[href$="/kindle"]', 'href'))
    return saving ?? ''
  }
  let saving: string | null = null

  const ownKindles = async (page: Page): Promise<readonly string[]> => {
    const body = await (await page.request.get(`${origin}/account/kindle`)).text()
    return [...body.matchAll(/\/account\/kindle\/(\w+)\/remove/g)].map(([, id]) => id ?? '')
  }

  /** Whose Kindle, and what was sent there: by the journey above. */
  let ada: {
    readonly device: string
    readonly delivery: string
    readonly signedIn: Awaited<ReturnType<ReturnType<Page['context']>['storageState']>>
  } | null = null

  async function closedChapter(): Promise<string> {
    const ask = async (path: string): Promise<unknown> =>
      (await fetch(`${origin}/api/v1/books${path}`)).json()
    const { items } = (await ask('')) as { items: readonly { id: string }[] }
    for (const { id } of items) {
      const { contents } = (await ask(`/${id}`)) as {
        contents: readonly { id: string; access: string; hasText: boolean }[]
      }
      const closed = contents.find(({ access, hasText }) => access === 'closed' && hasText)
      if (closed !== undefined) return closed.id
    }
    throw new Error('nothing is closed')
  }

  it('finds the same help and the same list in French, on a phone as on a desk', async () => {
    for (const width of [390, 1280])
      await visit(await theBrowser(), { viewport: { width, height: 900 } }, async (page) => {
        for (const path of ['/help/kindle', '/fr/help/kindle']) {
          await page.goto(origin + path)
          assert.deepEqual(await violations(page), [])
          assert.equal(await overflow(page), 0)
        }
        assert.match(await page.innerText('h1'), /envoi sur Kindle/)
      })
  })
})
