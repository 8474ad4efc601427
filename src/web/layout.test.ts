import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { html } from './html.ts'
import { type Brand, type Page, renderLayout } from './layout.ts'

const brand: Brand = {
  name: 'Aldine <House>',
  shortName: 'Aldine',
  onlinePublisher: 'Aldine Online',
  mark: null,
  stylesheet: '/assets/a.css',
  script: '/assets/a.js',
  favicon: 'data:,',
  fonts: ['/assets/a.woff2'],
  notice: 'Closed on Sunday.',
  accessibilityContact: 'a@aldine.example',
  languages: ['en', 'fr'],
  hue: 30,
}

const page = (more: Partial<Page> = {}): string =>
  renderLayout({
    place: { origin: 'https://books.example.org', base: '/press/aldine', language: 'en' },
    brand,
    title: 'Silence & Sound',
    path: '/books',
    main: html`<h1>Silence</h1>`,
    diagnostics: {
      instance: 'web-1',
      release: '1.0.0',
      milliseconds: 3.14159,
      rendered: new Date('2026-03-05T12:00:00.123Z'),
      hasDataIssue: true,
      hasContentIssue: false,
    },
    ...more,
  }).text

const orderOf = (text: string, ...parts: readonly string[]) => parts.map((part) => text.indexOf(part))

describe('the shell', () => {
  it('keeps the order of chapter-page rows 1 to 9', () => {
    const places = orderOf(
      page(),
      'Skip to main content',
      'Accessibility help',
      'Close notice',
      'web-1',
      '3.14 ms',
      '2026-03-05T12:00:00.123Z',
      'Has data issue',
      'Has content issue',
      '<h1>',
    )
    assert.ok(
      places.every((place, i) => place > (places[i - 1] ?? 0)),
      String(places),
    )
  })

  it('moves the focus, not only the page, without a script', () => {
    const body = page().split('<body>')[1] ?? ''
    assert.match(body, /^\s*<a class="skip" href="#main">/)
    assert.match(body, /<main id="main" tabindex="-1">/)
  })

  it('closes its notice by a real button, without a script', () =>
    assert.match(
      page(),
      /<dialog class="notice" open[^>]*>[\s\S]*<form method="dialog"><button type="submit"/,
    ))

  it('carries neither style nor script of its own', () => {
    assert.doesNotMatch(page(), /<style|\sstyle=|\son\w+=|<script(?! type="module" src="\/)/)
  })

  it('keeps every link in its language and on its press, and leads to its twin', () => {
    const text = page({
      place: { origin: 'https://books.example.org', base: '/press/aldine', language: 'fr' },
    })
    assert.match(text, /<html lang="fr"/)
    assert.match(text, /href="\/fr\/press\/aldine\/accessibility"/)
    assert.match(text, /<a href="\/press\/aldine\/books" hreflang="en" lang="en">English<\/a>/)
    assert.match(
      text,
      /<link rel="alternate" hreflang="fr" href="https:\/\/books\.example\.org\/fr\/press\/aldine\/books">/,
    )
  })

  it('offers no language that its press does not', () =>
    assert.doesNotMatch(page({ brand: { ...brand, languages: ['en'] } }), /hreflang="fr"/))

  it('escapes what it is given', () => {
    assert.match(page(), /<title>Silence &amp; Sound \| Aldine &lt;House&gt;<\/title>/)
    assert.doesNotMatch(page(), /<House>/)
  })

  it('says nothing of issues where there is no product', () =>
    assert.doesNotMatch(
      page({
        diagnostics: {
          instance: 'web-1',
          release: '1',
          milliseconds: 12,
          rendered: new Date(0),
          hasDataIssue: null,
          hasContentIssue: null,
        },
      }),
      /Has data issue/,
    ))
})
