/** Follows every link of the site from its front page, as a patient reader would, without JavaScript. */
import { type DefaultTreeAdapterTypes, parse } from 'parse5'

export type CrawledPage = {
  readonly path: string
  readonly status: number
  readonly headers: Headers
  readonly html: string
  readonly ids: ReadonlySet<string>
  readonly links: readonly { readonly path: string; readonly fragment: string | null }[]
}

export async function crawl(
  origin: string,
  start: string,
  limit = 5_000,
): Promise<ReadonlyMap<string, CrawledPage>> {
  const pages = new Map<string, CrawledPage>()
  const pending = [start]
  const known = new Set(pending)
  for (let path = pending.pop(); path !== undefined && pages.size < limit; path = pending.pop()) {
    const answer = await fetch(origin + path, { redirect: 'manual' })
    const isPage = (answer.headers.get('content-type') ?? '').startsWith('text/html')
    const html = isPage ? await answer.text() : ''
    if (!isPage) await answer.body?.cancel()
    const page = { path, status: answer.status, headers: answer.headers, html, ...look(html, origin, path) }
    pages.set(path, page)
    const location = answer.headers.get('location')
    const next = [
      ...page.links.map((link) => link.path),
      ...(location === null ? [] : [pathOf(location, origin, path)]),
    ]
    for (const one of next)
      if (one !== null && !known.has(one)) {
        known.add(one)
        pending.push(one)
      }
  }
  return pages
}

type Node = DefaultTreeAdapterTypes.Node

function look(html: string, origin: string, at: string): Pick<CrawledPage, 'ids' | 'links'> {
  const ids = new Set<string>()
  const links: { path: string; fragment: string | null }[] = []
  const visit = (node: Node): void => {
    if ('attrs' in node) {
      const value = (name: string) => node.attrs.find((one) => one.name === name)?.value
      const id = value('id')
      if (id !== undefined) ids.add(id)
      const address = node.tagName === 'a' ? value('href') : node.tagName === 'img' ? value('src') : undefined
      const path = address === undefined ? null : pathOf(address, origin, at)
      if (path !== null && address !== undefined)
        links.push({
          path,
          fragment: address.includes('#')
            ? decodeURIComponent(address.slice(address.indexOf('#') + 1))
            : null,
        })
    }
    if ('childNodes' in node) for (const child of node.childNodes) visit(child)
  }
  if (html !== '') visit(parse(html))
  return { ids, links }
}

/** Path and query of an address on this site; null for one elsewhere. */
function pathOf(address: string, origin: string, at: string): string | null {
  const url = URL.parse(address, origin + at)
  return url !== null && url.origin === origin ? url.pathname + url.search : null
}
