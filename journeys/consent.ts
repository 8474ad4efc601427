/** The way of a reader's browser to a cloud and back, asked by `inject`. */
import assert from 'node:assert/strict'
import type { Staff } from '../src/program/console.fixture.ts'

export type Cloud = 'dropbox' | 'google-drive'

/** Where a cloud is asked, as the page that leads there says. */
export async function goingOn(reader: Staff, cloud: Cloud, query = ''): Promise<string> {
  const page = await reader.get(`/connections/${cloud}/connect${query}`)
  assert.equal(page.statusCode, 200, page.body)
  const [, url = ''] = /^0; url=(.+)$/.exec(String(page.headers.refresh)) ?? []
  assert.ok(page.body.includes(url.replaceAll('&', '&amp;')), 'a link, where a browser does not follow')
  return url
}

/** What the cloud sends the reader's browser back to. */
export async function consent(url: string): Promise<string> {
  const answer = await fetch(url, { redirect: 'manual' })
  const back = new URL(answer.headers.get('location') ?? '')
  assert.equal(back.origin, 'http://books.example.org')
  return `${back.pathname}${back.search}`
}

export const connect = async (reader: Staff, cloud: Cloud, query = '') =>
  reader.get(await consent(await goingOn(reader, cloud, query)))
