/** A site for the benchmarks: started twice, since the first start publishes the samples and the second is the daily one. */
import { type Site, startSite } from '../journeys/site.ts'
import { residentMegabytes } from './measure.ts'

export type BenchSite = Site & {
  readonly idleMegabytes: number
  openChapter(): Promise<string>
  closedChapter(): Promise<string>
}

export async function startBenchSite(environment: Readonly<Record<string, string>> = {}): Promise<BenchSite> {
  const site = await (await startSite(environment)).restart()
  await new Promise((settle) => setTimeout(settle, 3_000))
  return {
    ...site,
    idleMegabytes: residentMegabytes(site.pid),
    openChapter: () => findChapter(site.origin, 'open'),
    closedChapter: () => findChapter(site.origin, 'closed'),
  }
}

type Listed = { readonly links: { readonly self: string } }
type Outline = { readonly access: string; readonly type: string; readonly url: string }

/** By the public API, as any script would: the first chapter of the wanted kind. */
async function findChapter(origin: string, access: 'open' | 'closed'): Promise<string> {
  const list = (await (await fetch(`${origin}/api/v1/books`)).json()) as { items: readonly Listed[] }
  for (const item of list.items) {
    const book = (await (await fetch(new URL(item.links.self, origin))).json()) as {
      contents: readonly Outline[]
    }
    const chapter = book.contents.find((one) => one.type === 'chapter' && one.access === access)
    if (chapter !== undefined) return new URL(chapter.url, origin).pathname
  }
  throw new Error(`no ${access} chapter among the samples`)
}
