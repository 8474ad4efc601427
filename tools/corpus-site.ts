/**
 * A site of its own with the books of the corpus on it, on loopback, to be visited like any other: shelved by the command,
 * asked by address, with nothing known of it but what it serves.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openEpub, readEpub } from '@chapterhouse/epub'
import { type Site, startSite } from '../journeys/site.ts'

export type Shelved =
  | { readonly kind: 'shelved'; readonly id: string; readonly url: string }
  | { readonly kind: 'refused'; readonly why: string }

export type ServedChapter = {
  readonly id: string
  readonly type: string
  readonly label: string | null
  readonly title: string
  readonly subtitle: string | null
  readonly url: string
}

export type CorpusSite = {
  readonly origin: string
  /** What became of each file. */
  readonly books: ReadonlyMap<string, Shelved>
  readonly milliseconds: number
  chaptersOf(book: Extract<Shelved, { kind: 'shelved' }>): Promise<readonly ServedChapter[]>
  /** The pages of a chapter, the further ones included, as they are served. */
  pagesOf(url: string): Promise<readonly { readonly url: string; readonly html: string }[]>
  /** Asked for without its content, once for each address. */
  statusOf(url: string): Promise<number>
  stop(): Promise<void>
}

/**
 * Two files may be versions of one book: each then comes out at a press of its own, since a site holds a book once for each
 * press.
 */
export async function openCorpusSite(files: readonly string[]): Promise<CorpusSite> {
  const presses = await sortByPress(files)
  const first = await startSite({ SAMPLES: 'no' })
  for (const press of presses.keys()) {
    mkdirSync(join(first.dataDir, 'presses', press), { recursive: true })
    writeFileSync(join(first.dataDir, 'presses', press, 'press.yaml'), PRESS)
  }
  const site = await first.restart()
  const books = new Map<string, Shelved>()
  const started = performance.now()
  for (const [press, ownFiles] of presses)
    for (const [file, outcome] of await add(site, press, ownFiles)) books.set(file, outcome)
  const asked = new Map<string, Promise<number>>()
  return {
    origin: site.origin,
    books,
    milliseconds: performance.now() - started,
    chaptersOf: async ({ id }) => {
      const { contents } = (await (await fetch(`${site.origin}/api/v1/books/${id}`)).json()) as {
        contents: readonly ServedChapter[]
      }
      return contents
    },
    pagesOf,
    statusOf: (url) => {
      const known = asked.get(url)
      if (known !== undefined) return known
      const answer = fetch(url, { method: 'HEAD', redirect: 'follow' }).then(({ status }) => status)
      asked.set(url, answer)
      return answer
    },
    stop: () => site.stop(),
  }
}

const PRESS = 'name: Corpus\ncontact:\n  address: corpus@press.example\n'

async function sortByPress(files: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const seen: Set<string>[] = []
  const presses = new Map<string, string[]>()
  for (const file of files) {
    const identifiers = await identifiersOf(file)
    let at = seen.findIndex((known) => identifiers.every((one) => !known.has(one)))
    if (at < 0) at = seen.push(new Set()) - 1
    for (const one of identifiers) seen[at]?.add(one)
    const press = `corpus-${at + 1}`
    presses.set(press, [...(presses.get(press) ?? []), file])
  }
  return presses
}

async function identifiersOf(file: string): Promise<readonly string[]> {
  const opened = await openEpub(await readFile(file))
  const pkg = opened.ok ? readEpub(opened.container).package : null
  return pkg === null ? [] : pkg.metadata.identifiers.map(({ value }) => value.replace(/\W/g, ''))
}

async function add(
  site: Site,
  press: string,
  files: readonly string[],
): Promise<readonly (readonly [string, Shelved])[]> {
  const { stdout, stderr, code } = await site.run('add', '--json', '--press', press, ...files)
  if (code !== 0 && code !== 2) throw new Error(stderr)
  return stdout
    .trim()
    .split('\n')
    .map((line) => {
      const told = JSON.parse(line) as {
        readonly file: string
        readonly outcome: string
        readonly id: string
        readonly url: string
        readonly issues: readonly { readonly severity: string; readonly message: string }[]
      }
      const errors = told.issues.filter(({ severity }) => severity === 'error')
      const outcome: Shelved =
        told.outcome === 'refused'
          ? { kind: 'refused', why: errors.map(({ message }) => message).join(' ') }
          : { kind: 'shelved', id: told.id, url: told.url }
      return [told.file, outcome] as const
    })
}

async function pagesOf(url: string): Promise<readonly { readonly url: string; readonly html: string }[]> {
  const pages: { url: string; html: string }[] = []
  for (let next: string | null = url; next !== null; ) {
    const answer: Response = await fetch(next)
    if (answer.status !== 200) throw new Error(`${answer.status} ${next}`)
    const html = await answer.text()
    pages.push({ url: next, html })
    const further = `${url.slice(new URL(url).origin.length)}/${pages.length + 1}`
    next = html.includes(`href="${further}"`) ? `${new URL(url).origin}${further}` : null
  }
  return pages
}
