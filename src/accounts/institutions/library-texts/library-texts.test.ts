import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parseReturnPath } from '../../federation/parse-return-path.ts'
import { buildProxyLink, buildWayflessLink } from './build-links.ts'
import { renderEzproxyStanza } from './render-ezproxy-stanza.ts'

describe('texts for libraries', () => {
  it('name every host of the site to a proxy', () => {
    const stanza = renderEzproxyStanza({
      ...{ name: 'Aldine\nPress', origin: 'https://books.example.org' },
      others: ['https://aldine.example', 'https://books.example.org'],
    })
    assert.equal(
      stanza,
      `Title Aldine Press
HTTPHeader -request -process Origin
URL https://books.example.org/
HJ https://books.example.org
HJ https://aldine.example
DJ books.example.org
DJ aldine.example
`,
    )
  })

  it('write a WAYFless address that comes back to the page', () => {
    const link = new URL(
      buildWayflessLink('https://books.example.org', 'https://idp.example/a?b&c', '/fr/chapters/x/1?s=2#n3'),
    )
    assert.equal(link.pathname, '/sign-in/institution')
    assert.equal(link.searchParams.get('entity'), 'https://idp.example/a?b&c')
    assert.equal(parseReturnPath(link.searchParams.get('to') ?? '', link.origin), '/fr/chapters/x/1?s=2#n3')
  })

  it('write an address through a proxy as each kind of proxy reads it', () => {
    const url = 'https://books.example.org/chapters/x/1?s=2'
    assert.equal(buildProxyLink('https://p.example/login?url=', url), `https://p.example/login?url=${url}`)
    assert.equal(
      buildProxyLink('https://go.example/redirector/uni?url=', url),
      `https://go.example/redirector/uni?url=${encodeURIComponent(url)}`,
    )
    assert.equal(
      buildProxyLink('https://p.example/login?qurl=', url),
      `https://p.example/login?qurl=${encodeURIComponent(url)}`,
    )
  })
})
