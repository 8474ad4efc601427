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

/** `follow` says which addresses are worth a visit: of many pages of one kind a few will do. */
export async function crawl(
  origin: string,
  start: string,
  follow: (path: string) => boolean = () => true,
): Promise<ReadonlyMap<string, CrawledPage>> {
  const pages = new Map<string, CrawledPage>()
  const known = new Set([start])
  let pending = [start]
  while (pending.length > 0) {
    const found = await Promise.all(pending.splice(0, ABREAST).map((path) => open(origin, path)))
    for (const page of found) {
      pages.set(page.path, page)
      const location = page.headers.get('location')
      const next = [
        ...page.links.map(({ path }) => path),
        ...(location === null ? [] : [pathOf(location, origin, page.path)]),
      ].filter((path) => path !== null && !known.has(path) && follow(path))
      for (const path of next) if (path !== null) known.add(path)
      pending = [...pending, ...new Set(next.filter((path) => path !== null))]
    }
  }
  return pages
}

const ABREAST = 6

async function open(origin: string, path: string): Promise<CrawledPage> {
  const answer = await fetch(origin + path, { redirect: 'manual' })
  const isPage = (answer.headers.get('content-type') ?? '').startsWith('text/html')
  const html = isPage ? await answer.text() : ''
  if (!isPage) await answer.body?.cancel()
  return { path, status: answer.status, headers: answer.headers, html, ...look(html, origin, path) }
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
