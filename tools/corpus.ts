/**
 * Puts every EPUB of the corpus on a site and counts what it serves, by counters that have no part in reading or serving:
 * words, note references, tables, pictures, formulas and page breaks of the pages beside those of the source, dead links
 * within the site, well-formed HTML. Every difference is listed with its reason; one without a reason fails.
 *
 *     npm run corpus -- ../shared/data [part of a file name] [--quick]
 */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { openEpub, readEpub } from '@chapterhouse/epub'
import { HtmlValidate } from 'html-validate'
import { spineDocument } from '../src/intake/chapters/open-documents.ts'
import { lookAt, type SeenPage } from './corpus-pages.ts'
import { REASONS, type Reason } from './corpus-reasons.ts'
import { type CorpusSite, openCorpusSite, type ServedChapter, type Shelved } from './corpus-site.ts'
import { bodyOf, inventoryCounts, inventoryWords, type SourceCount, sourceCount } from './corpus-source.ts'
import { countHtml, type HtmlCount, wordsMissing, wordsOf } from './count-html.ts'

const FOLDERS = ['epub-books', 'epub-features', 'epub-a11y', 'epub-reading-system-tests']
/** Small ones and many: a quick run takes every sixth. */
const TESTS = 'epub-reading-system-tests'
const THINGS = ['noterefs', 'tables', 'images', 'formulas', 'pageBreaks'] as const

type SourceBook = { readonly source: SourceCount; readonly containers: readonly string[] }

/** The files of a book as anybody can read them. */
async function readSource(path: string): Promise<SourceBook | null> {
  const opened = await openEpub(readFileSync(path))
  const pkg = opened.ok ? readEpub(opened.container).package : null
  if (!opened.ok || pkg === null) return null
  const read = (name: string): string => {
    const bytes = opened.container.read(name)
    return bytes.ok ? new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.value) : ''
  }
  const spine = pkg.spine.flatMap((item) => {
    const shown = spineDocument(pkg, item)
    if (shown === null) return []
    return [shown.kind === 'image' ? PICTURE : sourceCount(read(shown.path))]
  })
  return {
    source: spine.reduce(add, NOTHING),
    containers: [...opened.container.entries.keys()].filter((name) => /\.x?html?$/.test(name)).map(read),
  }
}

const NOTHING: SourceCount = { words: [], noterefs: 0, tables: 0, images: 0, formulas: 0, pageBreaks: 0 }
const PICTURE: SourceCount = { ...NOTHING, images: 1 }

const add = (a: SourceCount, b: SourceCount): SourceCount => ({
  words: a.words.concat(b.words),
  noterefs: a.noterefs + b.noterefs,
  tables: a.tables + b.tables,
  images: a.images + b.images,
  formulas: a.formulas + b.formulas,
  pageBreaks: a.pageBreaks + b.pageBreaks,
})

type Shown = {
  readonly chapters: readonly ServedChapter[]
  readonly counts: readonly HtmlCount[]
  readonly dead: readonly string[]
  readonly faults: readonly string[]
  /** Of the HTML, each with how often. */
  readonly html: ReadonlyMap<string, number>
  readonly pages: number
}

/** Every page of a book as the site serves it: its own, and all of each chapter. */
async function visitBook(site: CorpusSite, book: Extract<Shelved, { kind: 'shelved' }>): Promise<Shown> {
  const chapters = await site.chaptersOf(book)
  const own = (await site.pagesOf(book.url)).map((page) => ({ ...page, chapter: -1 }))
  const served = [...own]
  for (const [chapter, { url }] of chapters.entries())
    for (const page of await site.pagesOf(url)) served.push({ ...page, chapter })
  const html = new Map<string, number>()
  for (const page of served)
    for (const fault of await validate(page.html)) html.set(fault, (html.get(fault) ?? 0) + 1)
  const seen = served.map(({ url, html, chapter }) => ({ ...lookAt(url, html), chapter }))
  const copies = copiesIn(seen)
  const counts = seen.flatMap(({ text, url }) =>
    text === null ? [] : [countHtml(text, { isCopy: (id) => copies.has(`${url}#${id}`) })],
  )
  return {
    ...{ chapters, counts, html, pages: served.length },
    dead: await deadLinks(site, seen, book.id),
    faults: [...repeatedIn(seen), ...counts.flatMap(({ active }) => active)],
  }
}

type SeenIn = SeenPage & { readonly chapter: number }

/** A notes section leads back to references in chapters: the notes there are the same notes again, counted once. */
function copiesIn(pages: readonly SeenIn[]): ReadonlySet<string> {
  const references = new Map<string, { readonly chapter: number; readonly note: string }>(
    pages.flatMap(({ url, chapter, references }) =>
      [...references].map(([id, note]) => [`${url}#${id}`, { chapter, note }] as const),
    ),
  )
  return new Set(
    pages.flatMap(({ chapter, backLinks }) =>
      backLinks.flatMap((address) => {
        const reference = references.get(address)
        return reference === undefined || reference.chapter === chapter ? [] : [reference.note]
      }),
    ),
  )
}

/** An anchor names one place of a chapter, on whichever of its pages that is. */
function repeatedIn(pages: readonly SeenIn[]): readonly string[] {
  const known = new Set<string>()
  return pages.flatMap(({ chapter, textIds }) =>
    textIds.filter((id) => {
      const name = `${chapter}#${id}`
      return known.has(name) || !known.add(name)
    }),
  )
}

/** Links within the site that lead to nothing: no page, or no such place on it. Chapters’ files are not asked for: see corpus-chapters.ts. */
async function deadLinks(
  site: CorpusSite,
  pages: readonly SeenIn[],
  bookId: string,
): Promise<readonly string[]> {
  const byUrl = new Map(pages.map((page) => [page.url, page]))
  const links = new Set(pages.flatMap((page) => page.links))
  const answers = await Promise.all(
    [...links].map(async (link) => {
      const [url = '', fragment = ''] = link.split('#')
      const isCut = url.includes('/files/') && !url.includes(`/files/${bookId}/`)
      if (!url.startsWith(`${site.origin}/`) || isCut) return []
      const page = byUrl.get(url)
      const isThere =
        page === undefined
          ? (await site.statusOf(url)) === 200
          : fragment === '' || page.ids.has(decodeURIComponent(fragment))
      return isThere ? [] : [link.slice(site.origin.length)]
    }),
  )
  return answers.flat()
}

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
    'valid-id': 'off',
    // What a book repeats is the book's affair: two figures may have one alternative text.
    'wcag/h37': ['error', { allowEmpty: true }],
  },
})

async function validate(html: string): Promise<readonly string[]> {
  const report = await validator.validateString(html)
  return report.results.flatMap(({ messages }) => messages.map((one) => `${one.ruleId}: ${one.message}`))
}

const sum = (counts: readonly HtmlCount[], thing: (typeof THINGS)[number]): number =>
  counts.reduce((total, one) => total + one[thing], 0)

type Difference = { readonly what: Reason['what']; readonly count: number; readonly detail: string }

function differences({ source }: SourceBook, shown: Shown): readonly Difference[] {
  const words = shown.counts.flatMap((one) => one.words)
  // The page shows these above the text: type, label, title, subtitle.
  const headings = shown.chapters.flatMap(({ type, label, title, subtitle }) =>
    wordsOf([type, label ?? '', title, subtitle ?? ''].join(' ')),
  )
  const missing = [...wordsMissing(source.words, words)].flatMap(([word, count]) =>
    Array<string>(count).fill(word),
  )
  const lost = [...wordsMissing(missing, headings)]
  const extra = [...wordsMissing(words, source.words)]
  const total = (list: readonly (readonly [string, number])[]): number =>
    list.reduce((all, [, count]) => all + count, 0)
  const some = (list: readonly (readonly [string, number])[]): string =>
    list
      .slice(0, 12)
      .map(([word, count]) => (count > 1 ? `${word}×${count}` : word))
      .join(' ')
  return [
    ...(lost.length > 0 ? [{ what: 'words missing' as const, count: total(lost), detail: some(lost) }] : []),
    ...(extra.length > 0 ? [{ what: 'words more' as const, count: total(extra), detail: some(extra) }] : []),
    ...THINGS.flatMap((thing): Difference[] => {
      const difference = sum(shown.counts, thing) - source[thing]
      return difference === 0
        ? []
        : [{ what: thing, count: difference, detail: `${source[thing]} in the files` }]
    }),
    ...(shown.dead.length > 0
      ? [{ what: 'dead links' as const, count: shown.dead.length, detail: shown.dead.slice(0, 5).join(', ') }]
      : []),
    ...(shown.faults.length > 0
      ? [
          {
            what: 'faults' as const,
            count: shown.faults.length,
            detail: [...new Set(shown.faults)].slice(0, 8).join(', '),
          },
        ]
      : []),
  ]
}

/** The line of INVENTORY.tsv must be what its own way of counting gives; what differs from the text then has a name. */
function inventoryDifferences(
  book: SourceBook,
  line: ReadonlyMap<string, string> | undefined,
): readonly Difference[] {
  if (line === undefined) return []
  const markup = book.containers.join('\n')
  const counted = { words: inventoryWords(markup), ...inventoryCounts(markup) }
  const told = Number(line.get('words'))
  const heads = book.containers.reduce(
    (total, one) => total + inventoryWords(one) - inventoryWords(bodyOf(one)),
    0,
  )
  console.log(
    `    of ${told} words in INVENTORY.tsv ${heads} stand in heads; the reading order has ${book.source.words.length}: the rest is files outside of it, and words that tags or signs divide`,
  )
  const columns = {
    words: 'words',
    noterefs: 'noterefs',
    tables: 'tables',
    images: 'images',
    formulas: 'mathml',
    pageBreaks: 'pagebreaks',
  } as const
  return Object.entries(columns).flatMap(([thing, column]): Difference[] => {
    const told = Number(line.get(column))
    const own = counted[thing as keyof typeof columns]
    const text = thing === 'words' ? own : book.source[thing as (typeof THINGS)[number]]
    return [
      ...(told === own
        ? []
        : [
            {
              what: 'inventory' as const,
              count: own - told,
              detail: `${column}: ${told} in INVENTORY.tsv, ${own} counted its way`,
            },
          ]),
      // Words differ by what is a word and by heads; see the line above. Things should not.
      ...(text === own
        ? []
        : [
            {
              what: 'inventory' as const,
              count: text - own,
              detail: `${column}: ${own} in all files, ${text} in the reading order`,
            },
          ]),
    ]
  })
}

function readInventory(folder: string): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const text = globSync(join(folder, 'INVENTORY.tsv')).map((path) => readFileSync(path, 'utf8'))[0] ?? ''
  const [head = '', ...lines] = text.trim().split('\n')
  const names = head.split('\t')
  return new Map(
    lines.map((line) => {
      const cells = line.split('\t')
      return [basename(cells[0] ?? '', '.epub'), new Map(names.map((name, i) => [name, cells[i] ?? '']))]
    }),
  )
}

async function main(): Promise<number> {
  const isQuick = process.argv.includes('--quick')
  const [root = '../shared/data', only = ''] = process.argv.slice(2).filter((word) => word !== '--quick')
  if (!existsSync(root)) {
    console.log(`corpus: skipped, ${root} is not there`)
    return 0
  }
  const files = FOLDERS.flatMap((folder) => {
    const all = globSync(join(root, folder, '*.epub')).toSorted()
    return isQuick && folder === TESTS ? all.filter((_, i) => i % 6 === 0) : all
  }).filter((path) => path.includes(only))
  const inventories = new Map(FOLDERS.map((folder) => [folder, readInventory(join(root, folder))]))
  const site = await openCorpusSite(files)
  const minutes = site.milliseconds / 60_000
  console.log(
    `${files.length} files added in ${(minutes * 60).toFixed(1)} s: ${(files.length / minutes).toFixed(0)} a minute`,
  )
  const judge = openJudge()
  let books = 0
  let pages = 0
  try {
    console.log(
      ['book'.padEnd(44), 'inv.words', 'words', 'text', ...THINGS, 'pages', 'dead', 'html'].join('\t'),
    )
    for (const path of files) {
      const name = basename(path, '.epub')
      const shelved = site.books.get(path)
      if (shelved === undefined || shelved.kind === 'refused') {
        console.log(`${name.slice(0, 44)}\trefused: ${shelved?.why ?? 'not told of'}`)
        judge.say(name, { what: 'refused', count: 1, detail: shelved?.why ?? '' })
        continue
      }
      const book = await readSource(path)
      if (book === null) throw new Error(`${path} cannot be counted`)
      const shown = await visitBook(site, shelved)
      const line = inventories.get(basename(join(path, '..')))?.get(name)
      books += 1
      pages += shown.pages
      printLine(name, line, book, shown)
      for (const one of [...inventoryDifferences(book, line), ...differences(book, shown)])
        judge.say(name, one)
    }
    console.log(`${books} books on ${pages} pages. ${judge.unexplained()} differences unexplained.`)
    if (only === '' && !isQuick) judge.sayUnused()
  } finally {
    await site.stop()
  }
  return judge.unexplained() > 0 ? 1 : 0
}

function printLine(
  name: string,
  line: ReadonlyMap<string, string> | undefined,
  { source }: SourceBook,
  { counts, pages, dead, html }: Shown,
): void {
  console.log(
    [
      name.slice(0, 44).padEnd(44),
      line?.get('words') ?? '-',
      source.words.length,
      counts.reduce((total, one) => total + one.words.length, 0),
      ...THINGS.map((thing) => `${sum(counts, thing)}/${line?.get(COLUMN[thing]) ?? source[thing]}`),
      pages,
      dead.length,
      html.size === 0 ? 'ok' : [...html.values()].reduce((a, b) => a + b, 0),
    ].join('\t'),
  )
}

/** Knows the reasons, and counts what has none. */
function openJudge() {
  const used = new Set<Reason>()
  let unexplained = 0
  return {
    say: (name: string, difference: Difference): void => {
      const reason = REASONS.find(
        (one) =>
          one.what === difference.what &&
          one.book.test(name) &&
          (one.count === undefined || one.count === difference.count) &&
          (one.detail === undefined || one.detail.test(difference.detail)),
      )
      if (reason === undefined) unexplained += 1
      else used.add(reason)
      const { count, what, detail } = difference
      console.log(`    ${count > 0 ? '+' : ''}${count} ${what} (${detail}): ${reason?.why ?? 'UNEXPLAINED'}`)
    },
    unexplained: () => unexplained,
    sayUnused: (): void => {
      for (const reason of REASONS)
        if (!used.has(reason)) console.log(`A reason was not needed: ${reason.why}`)
    },
  }
}

const COLUMN = {
  noterefs: 'noterefs',
  tables: 'tables',
  images: 'images',
  formulas: 'mathml',
  pageBreaks: 'pagebreaks',
} as const

process.exitCode = await main()
