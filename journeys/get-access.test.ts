import assert from 'node:assert/strict'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { zipEpub } from '@chapterhouse/epub'
import type { Page } from 'playwright-core'
import { openIdKey } from '#accounts'
import { paths } from '#web'
import { type OpenIdPeer, openRealPeer } from '../src/accounts/federation/testing/openid-peers.ts'
import { overflow, violations } from './axe.ts'
import { visit } from './browser.ts'
import { type IdentityProvider, startIdentityProvider } from './identity-provider.ts'
import { letterTo } from './mailbox.ts'
import { theBrowser } from './shared.ts'
import { type Site, startSite } from './site.ts'
import { signUp } from './staff.ts'

const SECRET = 'quincunx-behind-the-wainscot'
const FENWICK = { 'x-forwarded-for': '131.111.4.5' }

const page = (body: string) =>
  `<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" xml:lang="en"><head><title>t</title></head><body>${body}</body></html>`

const FILES: Readonly<Record<string, string>> = {
  'META-INF/container.xml':
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="b.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
  'b.opf': `<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">urn:chapterhouse:journey:access</dc:identifier><dc:title>Lamps and Wicks</dc:title><dc:creator>Ada Tester</dc:creator><dc:language>en</dc:language><meta property="dcterms:modified">2026-01-01T00:00:00Z</meta></metadata><manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/><item id="t" href="text.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="t"/></spine></package>`,
  'nav.xhtml': page('<nav epub:type="toc"><ol><li><a href="text.xhtml">On trimming</a></li></ol></nav>'),
  'text.xhtml': page(
    `<section epub:type="chapter"><h1>On trimming</h1>${`<p>A wick is trimmed at dusk. ${SECRET}.</p>`.repeat(3)}</section>`,
  ),
}

const BOOK_YAML = `access: closed
rights: { statement: "© 2026 Ada Tester" }
chapters:
  - { at: text.xhtml, title: On trimming, abstract: How a wick is trimmed. }
`

/** By another name than the provider's, so that its answer comes from another site, as answers do. */
const own = (site: Site): string => site.origin.replace('127.0.0.1', 'localhost')

describe('a reader of what is closed', () => {
  let site: Site
  let provider: IdentityProvider
  let issuer: OpenIdPeer
  let book = ''
  let chapter = ''

  const run = async (...args: readonly string[]): Promise<string> => {
    const { code, stdout, stderr } = await site.run(...args)
    assert.equal(code, 0, stderr)
    return stdout.trim()
  }

  before(async () => {
    site = await startSite({ TRUSTED_PROXIES: 'loopback', SAMPLES: 'no', PRIVATE_PROVIDERS: 'yes' })
    await shelveLamps()
    await addInstitution('Fenwick College', '131.111.0.0/16')
    await run('licence', 'grant', book, '--institution', 'Fenwick College', '--until', '2126-12-31')
    provider = await startIdentityProvider(own(site), { scope: 'fenwick.example', affiliation: 'student' })
    const file = join(site.dataDir, 'fenwick.xml')
    await writeFile(file, provider.metadata)
    await run('federation', 'add', file, '--name', 'Fenwick')
    await run('institution', 'sign-in', 'Fenwick College', provider.entityId)
    await believeLarkspur()
  })
  after(async () => {
    provider.stop()
    await issuer.close()
    await site.stop()
  })

  async function shelveLamps(): Promise<void> {
    const sent = join(site.dataDir, 'sent')
    await mkdir(sent)
    const bytes = (text: string) => new TextEncoder().encode(text)
    const entries = Object.entries(FILES).map(([path, text]) => ({ path, bytes: bytes(text) }))
    await writeFile(join(sent, 'book.epub'), zipEpub(entries))
    await writeFile(join(sent, 'book.yaml'), BOOK_YAML)
    book = String((JSON.parse(await run('add', '--json', sent)) as { id: string }).id)
    const told = await (await fetch(`${site.origin}/api/v1/books/${book}`)).text()
    chapter = /\/chapters\/[^"#?]+/.exec(told)?.[0] ?? ''
    assert.notEqual(chapter, '')
  }

  async function addInstitution(name: string, range: string, ...more: readonly string[]): Promise<void> {
    await run('institution', 'add', name, ...more)
    const list = join(site.dataDir, `${name}.txt`)
    await writeFile(list, range)
    await run('institution', 'ranges', name, list)
  }

  /** A college whose readers sign in by OpenID Connect: oidc-provider, a certified one. */
  async function believeLarkspur(): Promise<void> {
    issuer = await openRealPeer({
      callbackOf: (address) => `${own(site)}${paths.openidAnswer(openIdKey(address))}`,
      claims: { eduperson_scoped_affiliation: ['member@larkspur.example'] },
      secret: null,
    })
    await run('institution', 'add', 'Larkspur Hall')
    await run('licence', 'grant', book, '--institution', 'Larkspur Hall', '--until', '2126-12-31')
    const said = ['--client-id', 'chapterhouse', '--scope', 'larkspur.example', '--ask', 'affiliation']
    await run('federation', 'add', issuer.issuer, '--name', 'Larkspur Hall', ...said)
    await run('institution', 'sign-in', 'Larkspur Hall', issuer.issuer)
  }

  const isRead = async (page: Page): Promise<boolean> => (await page.content()).includes(SECRET)

  const isOpen = async (page: Page): Promise<void> => {
    assert.equal(new URL(page.url()).pathname, chapter, 'on the very page')
    assert.equal(await isRead(page), true)
  }

  const isShut = async (page: Page): Promise<void> => {
    await page.goto(own(site) + chapter)
    assert.equal(await isRead(page), false)
  }

  const becomes = async (page: Page, read: boolean): Promise<void> => {
    for (const until = Date.now() + 60_000; ; ) {
      await page.goto(own(site) + chapter)
      if ((await isRead(page)) === read) return
      assert.ok(Date.now() < until, 'within a minute')
    }
  }

  for (const javaScriptEnabled of [true, false])
    describe(javaScriptEnabled ? 'with scripts' : 'without scripts', () => {
      const visitOnce = async (act: (page: Page) => Promise<void>): Promise<void> =>
        visit(await theBrowser(), { javaScriptEnabled }, act)

      /** What judges pages is a script itself. */
      const isSound = async (page: Page): Promise<void> => {
        if (!javaScriptEnabled) return
        assert.deepEqual(await violations(page), [])
        assert.ok((await overflow(page)) <= 0)
      }

      it('reads on campus, unnamed, without a cookie, from the cache', () =>
        visitOnce(async (page) => {
          await page.setExtraHTTPHeaders(FENWICK)
          await page.goto(own(site) + chapter)
          await isOpen(page)
          assert.match(await page.innerText('body'), /Access provided by\s+Fenwick College/)
          const again = await page.reload()
          assert.ok(again?.headers()['age'] !== undefined, 'it came from the cache')
          await isOpen(page)
          assert.deepEqual(await page.context().cookies(), [])
          await isSound(page)
          await page.setExtraHTTPHeaders({})
          await isShut(page)
          assert.deepEqual(await page.context().cookies(), [])
        }))

      /** From the closed chapter, by the first letters of the institution, to the door of its provider. */
      const goToInstitution = async (page: Page, letters: string): Promise<void> => {
        await isShut(page)
        await page.click('main a[href^="/institutions?"]')
        await page.fill('input[name=q]', letters)
        if (javaScriptEnabled) await page.getByRole('option').first().click()
        else {
          await page.click('main button.act')
          await page.click('.found-institutions a')
        }
        await page.waitForURL(/\/institutions\/\w{16}/)
        await page.click('main a[href^="/sign-in/institution?"]')
      }

      const isBack = async (page: Page, name: string): Promise<void> => {
        await page.waitForURL((url) => url.pathname === chapter)
        await isOpen(page)
        assert.match(await page.innerText('body'), new RegExp(`Access provided by\\s+${name}`))
        const cookies = await page.context().cookies(own(site))
        assert.ok(cookies.every(({ httpOnly, sameSite }) => httpOnly && sameSite === 'Lax'))
      }

      it('signs in at the institution, and is back on the very page, which is open', () =>
        visitOnce(async (page) => {
          await goToInstitution(page, 'fenw')
          // The provider's own page sends the answer by itself where there are scripts; else its reader does.
          if (!javaScriptEnabled) await page.click('[type=submit]')
          await isBack(page, 'Fenwick College')
          await isSound(page)
        }))

      it('signs in by OpenID Connect at another one, and is back on the very page, which is open', () =>
        visitOnce(async (page) => {
          // This provider signs its one reader in, and asks nothing.
          await goToInstitution(page, 'larks')
          await isBack(page, 'Larkspur Hall')
        }))

      it('types in a code, and reads on until it is withdrawn', () =>
        visitOnce(async (page) => {
          const label = `Card, ${javaScriptEnabled}`
          const code = await run('code', 'make', book, '--label', label, '--days', '30')
          await isShut(page)
          await page.click('main a[href^="/access/code?"]')
          await page.fill('#code', 'this is no code')
          await page.click('main form button.act')
          assert.match(await page.innerText('main'), /sixteen letters/)
          await isSound(page)
          await page.fill('#code', code.toLowerCase().replaceAll('-', ' '))
          await page.click('main form button.act')
          assert.match(await page.innerText('[role=status]'), /access code/)
          await isSound(page)
          await page.click('main a.act')
          await isOpen(page)
          await run('code', 'revoke', label, '--licences')
          await becomes(page, false)
          assert.match(await page.innerText('main'), /withdrawn/)
        }))

      it('takes a device home from campus', () =>
        visitOnce(async (page) => {
          await page.setExtraHTTPHeaders(FENWICK)
          await page.goto(`${own(site)}/off-campus`)
          await page.click('form button.act')
          await page.setExtraHTTPHeaders({})
          await page.goto(own(site) + chapter)
          await isOpen(page)
          await page.goto(`${own(site)}/off-campus`)
          await page.click('form button')
          await isShut(page)
        }))

      it('asks the library, which hears of it, settles it, and tells the reader', () =>
        visitOnce(async (page) => {
          const [name, net] = javaScriptEnabled
            ? (['Bare College', '132.5'] as const)
            : (['Quiet Hall', '132.6'] as const)
          const [reader, library] = [`ines@${net}.example`, `library@${net}.example`]
          await addInstitution(name, `${net}.0.0/16`, '--contact', library)
          await page.setExtraHTTPHeaders({ 'x-forwarded-for': `${net}.6.7` })
          await signUp(page, { ...site, origin: own(site) }, reader, 'Ines Marchetti')
          await isShut(page)
          await page.click('main a[href^="/access/ask/"]')
          await page.fill('#message', 'For a seminar in the spring.')
          await page.click('main form button.act')
          assert.match(await page.innerText('[role=status]'), new RegExp(`${name} has your request`))
          await isSound(page)
          const status = page.url()
          assert.match(await letterTo(site.dataDir, library, /reader/), /seminar in the spring/)
          const [request = ''] = (await run('institution', 'requests', name)).split(' ')
          await run('licence', 'grant', book, '--institution', name, '--kind', 'trial')
          await run('institution', 'requests', name, '--settle', request, '--answer', 'On trial now.')
          await page.goto(status)
          assert.match(await page.innerText('main'), /has settled your request[\s\S]*On trial now\./)
          assert.match(await letterTo(site.dataDir, reader, /request/), /On trial now/)
          await becomes(page, true)
          await page.goto(`${own(site)}/account`)
          assert.match(await page.innerText('main'), /Lamps and Wicks[\s\S]*settled/)
          await isSound(page)
        }))
    })
})
