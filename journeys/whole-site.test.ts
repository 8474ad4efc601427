import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { gzipSync } from 'node:zlib'
import { HtmlValidate } from 'html-validate'
import { type CrawledPage, crawl } from './crawl.ts'
import { theSite } from './shared.ts'

/** What html-validate is told not to mind, each with its reason. */
const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:standard'],
  rules: {
    // Style of writing, not faults.
    'no-trailing-whitespace': 'off',
    'attribute-boolean-style': 'off',
    'doctype-style': 'off',
    'void-style': 'off',
    'long-title': 'off',
    // The book's own anchors, headings and alternatives are the press's: faults there are content issues.
    'valid-id': 'off',
    'no-inline-style': 'error',
  },
})

/** In French one book of three will do, and citations in every style need not be asked for sixty times. */
const isWorthAVisit = (path: string): boolean =>
  !/^\/fr\/(chapters|cite|media|files|contributors|passages|record\/[^/]+)\//.test(path) &&
  // Every claim is cited in the same way.
  !/^\/record\/.*(?<!\/c-ten)\/cite$/.test(path) &&
  !(/^\/cite\//.test(path) && !/[02468][a-z0-9]$/.test(path))

describe('the whole site, followed link by link without JavaScript', () => {
  let pages: ReadonlyMap<string, CrawledPage>
  let origin: string

  before(async () => {
    origin = (await theSite()).origin
    pages = await crawl(origin, '/', isWorthAVisit)
  })

  it('answers every address that any page names', () => {
    // Whoever is not signed in is led from an account to the way into it; whoever follows a passage, to where it stands.
    const leadsOn = ({ status, path }: CrawledPage) =>
      status === 301 || (status === 303 && /^(\/fr)?\/(account$|passages\/)/.test(path))
    const broken = [...pages.values()].filter((page) => page.status !== 200 && !leadsOn(page))
    assert.deepEqual(
      broken.map(({ path, status }) => `${status} ${path}`),
      [],
    )
    assert.ok(pages.size > 60, `${pages.size} pages were found`)
  })

  it('leads every link with a # to something that is there', () => {
    const dead: string[] = []
    for (const page of pages.values())
      for (const { path, fragment } of page.links) {
        const target = pages.get(path)
        if (fragment && target !== undefined && target.html !== '' && !target.ids.has(fragment))
          dead.push(`${page.path} → ${path}#${fragment}`)
      }
    assert.deepEqual(dead, [])
  })

  it('is well-formed HTML on every page', async () => {
    const faults: string[] = []
    for (const page of pages.values()) {
      if (page.html === '') continue
      const report = await validator.validateString(page.html, page.path)
      for (const { messages } of report.results)
        for (const { ruleId, message, line } of messages)
          faults.push(`${page.path}:${line} ${ruleId}: ${message}`)
    }
    assert.deepEqual(faults.slice(0, 20), [])
  })

  it('sets no cookie and allows nothing from elsewhere', () => {
    for (const { path, headers, html } of pages.values()) {
      assert.equal(headers.get('set-cookie'), null, path)
      if (html === '') continue
      const policy = headers.get('content-security-policy') ?? ''
      assert.match(policy, /default-src 'none'/, path)
      assert.doesNotMatch(policy, /unsafe|\*|https?:/, path)
    }
  })

  it('says the same instance and answer in its headers as in its diagnostics line', () => {
    for (const { path, headers, html } of pages.values()) {
      if (html === '' || path.startsWith('/styleguide')) continue
      const instance = headers.get('x-instance') ?? ''
      assert.notEqual(instance, '', path)
      assert.ok(html.includes(instance), path)
      assert.ok(headers.get('x-request-id'), path)
    }
  })

  it('keeps the words of a page without full text within 30 KB on the wire', () => {
    for (const { path, html } of pages.values())
      if (!html.includes('class="full-text"') && !path.startsWith('/styleguide'))
        assert.ok(gzipSync(html).length <= 30 * 1024, path)
  })

  it('speaks both languages on every page', () => {
    for (const { path, html, status } of pages.values()) {
      if (html === '' || status !== 200 || path.startsWith('/styleguide') || path.startsWith('/api')) continue
      assert.match(html, path.startsWith('/fr') ? /<html lang="fr"/ : /<html lang="en"/, path)
    }
  })
})
