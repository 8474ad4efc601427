/**
 * Reads every EPUB of the corpus and counts what came of it, by counters that have no part in the reading: words, note
 * references, tables, pictures, formulas and page breaks of the texts beside those of the source, dead links, well-formed
 * HTML. Every difference is listed with its reason; one without a reason fails.
 *
 *     npm run corpus -- ../shared/data [part of a file name]
 */
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { openEpub, readEpub } from '@chapterhouse/epub'
import { FileSystemConfigLoader, HtmlValidate } from 'html-validate'
import { readParcel } from '#intake'
import { spineDocument } from '../src/intake/chapters/open-documents.ts'
import { REASONS, type Reason } from './corpus-reasons.ts'
import { bodyOf, inventoryCounts, inventoryWords, type SourceCount, sourceCount } from './corpus-source.ts'
import { countHtml, type HtmlCount, wordsMissing, wordsOf } from './count-html.ts'

const FOLDERS = ['epub-books', 'epub-features', 'epub-a11y', 'epub-reading-system-tests']
const THINGS = ['noterefs', 'tables', 'images', 'formulas', 'pageBreaks'] as const

type Chapter = {
  readonly type: string
  readonly label: string | null
  readonly title: string
  readonly subtitle: string | null
  readonly language: string
  readonly sections: readonly string[]
}

type Book = {
  readonly file: string
  readonly chapters: readonly Chapter[]
  readonly source: SourceCount
  readonly containers: readonly string[]
  readonly milliseconds: number
}

/** The book as `chapterhouse add` reads it, and its files as anybody can. */
async function readBook(path: string): Promise<Book | string> {
  const folder = mkdtempSync(join(tmpdir(), 'corpus-'))
  const started = performance.now()
  let crash = ''
  const answer = await readParcel(path, {
    jobFolder: folder,
    openness: 'open',
    onCrash: (said) => {
      crash = said
    },
  })
  const milliseconds = performance.now() - started
  rmSync(folder, { recursive: true, force: true })
  if (answer.kind === 'refused')
    return answer.issues
      .filter(({ severity }) => severity === 'error')
      .map(({ message }) => message)
      .join(' ')
      .concat(' ', crash)
  const opened = await openEpub(readFileSync(path))
  const pkg = opened.ok ? readEpub(opened.container).package : null
  if (!opened.ok || pkg === null) return 'cannot be counted'
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
    file: basename(path, '.epub'),
    chapters: answer.draft.chapters.map(({ metadata: { type, label, title, subtitle, language }, text }) => ({
      type,
      label,
      title,
      subtitle,
      language,
      sections: text?.sections.map(({ html }) => html) ?? [],
    })),
    source: spine.reduce(add, NOTHING),
    containers: [...opened.container.entries.keys()].filter((name) => /\.x?html?$/.test(name)).map(read),
    milliseconds,
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
  readonly counts: readonly HtmlCount[]
  readonly dead: readonly string[]
  readonly faults: readonly string[]
}

/** Counts a book's texts; notes that are shown in a chapter and in the notes of the book count once. */
function countBook(book: Book): Shown {
  const first = book.chapters.map(({ sections }) => sections.map((html) => countHtml(html)))
  const copies = copiesIn(book)
  const ids = new Set(
    first.flatMap((sections, chapter) =>
      sections.flatMap((one) => [...one.ids].map((id) => `${chapter}|${id}`)),
    ),
  )
  const dead = first.flatMap((sections, chapter) =>
    sections.flatMap((one) =>
      one.links
        .filter((link) => !leadsSomewhere(link, ids, book.chapters.length))
        .map((link) => `${chapter}: ${link}`),
    ),
  )
  const faults = first.flatMap((sections, chapter) => {
    const all = sections.flatMap((one) => [...one.ids].filter((id) => /^[br]:/.test(id)))
    const twice = all.filter((id, i) => all.indexOf(id) !== i && all.length < 3000)
    return [...sections.flatMap((one) => [...one.repeatedIds, ...one.active]), ...twice].map(
      (fault) => `${chapter}: ${fault}`,
    )
  })
  const counts = book.chapters.map(({ sections }, chapter) =>
    sections.map((html) => countHtml(html, { isCopy: (id) => copies.has(`${chapter}|${id}`) })),
  )
  return { counts: counts.flat(), dead, faults }
}

function leadsSomewhere(link: string, ids: ReadonlySet<string>, chapters: number): boolean {
  if (/^(https?:|mailto:|m:|#|data:)/.test(link)) return true
  const match = /^([br]):(\d+)(?:\.(.+))?$/.exec(link)
  if (match === null) return false
  const [, kind, chapter, rest] = match
  return rest === undefined ? Number(chapter) < chapters : ids.has(`${chapter}|${kind}:${rest}`)
}

/** A notes section leads back to references in chapters: the notes there are the same notes again. */
function copiesIn(book: Book): ReadonlySet<string> {
  const copies = new Set<string>()
  book.chapters.forEach(({ sections }, chapter) => {
    for (const html of sections)
      for (const [, other = '', note = ''] of html.matchAll(/href="r:(\d+)\.(\d+)\.\d+"/g))
        if (Number(other) !== chapter) copies.add(`${other}|b:${note}`)
  })
  return copies
}

function validator(): (html: string, language: string) => Promise<readonly string[]> {
  const validate = new HtmlValidate(
    new FileSystemConfigLoader({
      root: true,
      extends: ['html-validate:recommended'],
      rules: {
        'long-title': 'off',
        'no-trailing-whitespace': 'off',
        'attribute-boolean-style': 'off',
        // What a book repeats is the book's affair: two figures may have one alternative text.
        'wcag/h37': ['error', { allowEmpty: true }],
      },
    }),
  )
  return async (html, language) => {
    const page = `<!DOCTYPE html>\n<html lang="${language}"><head><title>Text</title></head><body><main><h1>Text</h1>${anchored(html)}</main></body></html>`
    const report = await validate.validateString(page)
    return report.results.flatMap(({ messages }) => messages.map((one) => `${one.ruleId}: ${one.message}`))
  }
}

/** As on the page, where anchors have names of letters. */
const anchored = (html: string): string =>
  html.replace(/ (id|href)="([br]):([\d.]+)"/g, (_, name: string, kind: string, number: string) =>
    name === 'id' ? ` id="${kind}${number.replace('.', '-')}"` : ` href="#${kind}"`,
  )

const sum = (counts: readonly HtmlCount[], thing: (typeof THINGS)[number]): number =>
  counts.reduce((total, one) => total + one[thing], 0)

type Difference = { readonly what: Reason['what']; readonly count: number; readonly detail: string }

function differences(book: Book, shown: Shown): readonly Difference[] {
  const words = shown.counts.flatMap((one) => one.words)
  // The page shows these above the text: type, label, title, subtitle.
  const headings = book.chapters.flatMap(({ type, label, title, subtitle }) =>
    wordsOf([type, label ?? '', title, subtitle ?? ''].join(' ')),
  )
  const missing = [...wordsMissing(book.source.words, words)].flatMap(([word, count]) =>
    Array<string>(count).fill(word),
  )
  const lost = [...wordsMissing(missing, headings)]
  const extra = [...wordsMissing(words, book.source.words)]
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
      const difference = sum(shown.counts, thing) - book.source[thing]
      return difference === 0
        ? []
        : [{ what: thing, count: difference, detail: `${book.source[thing]} in the files` }]
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
  book: Book,
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
  const [root = '../shared/data', only = ''] = process.argv.slice(2)
  const validate = validator()
  let unexplained = 0
  let books = 0
  let busy = 0
  const reasonsUsed = new Set<Reason>()
  console.log(['book'.padEnd(44), 'inv.words', 'words', 'text', ...THINGS, 'dead', 'html', 'ms'].join('\t'))
  for (const folder of FOLDERS) {
    const inventory = readInventory(join(root, folder))
    for (const path of globSync(join(root, folder, '*.epub')).toSorted()) {
      if (!path.includes(only)) continue
      const book = await readBook(path)
      const name = basename(path, '.epub')
      if (typeof book === 'string') {
        const reason = REASONS.find((one) => one.what === 'refused' && one.book.test(name))
        if (reason === undefined) unexplained += 1
        else reasonsUsed.add(reason)
        console.log(`${name.slice(0, 44)}\trefused: ${book}\n    ${reason?.why ?? 'UNEXPLAINED'}`)
        continue
      }
      books += 1
      busy += book.milliseconds
      const shown = countBook(book)
      const faults = new Map<string, number>()
      for (const { sections, language } of book.chapters)
        for (const html of sections)
          for (const fault of await validate(html, language)) faults.set(fault, (faults.get(fault) ?? 0) + 1)
      const all: readonly Difference[] = [
        ...inventoryDifferences(book, inventory.get(name)),
        ...differences(book, shown),
        ...[...faults].map(([fault, count]): Difference => ({ what: 'html', count, detail: fault })),
      ]
      console.log(
        [
          name.slice(0, 44).padEnd(44),
          inventory.get(name)?.get('words') ?? '-',
          book.source.words.length,
          shown.counts.reduce((total, one) => total + one.words.length, 0),
          ...THINGS.map(
            (thing) =>
              `${sum(shown.counts, thing)}/${inventory.get(name)?.get(COLUMN[thing]) ?? book.source[thing]}`,
          ),
          shown.dead.length,
          faults.size === 0 ? 'ok' : [...faults.values()].reduce((a, b) => a + b, 0),
          Math.round(book.milliseconds),
        ].join('\t'),
      )
      for (const difference of all) {
        const reason = REASONS.find(
          (one) =>
            one.what === difference.what &&
            one.book.test(name) &&
            (one.count === undefined || one.count === difference.count) &&
            (one.detail === undefined || one.detail.test(difference.detail)),
        )
        if (reason === undefined) unexplained += 1
        else reasonsUsed.add(reason)
        console.log(
          `    ${difference.count > 0 ? '+' : ''}${difference.count} ${difference.what} (${difference.detail}): ${reason?.why ?? 'UNEXPLAINED'}`,
        )
      }
    }
  }
  console.log(
    `${books} books in ${(busy / 1000).toFixed(1)} s: ${((books / busy) * 60_000).toFixed(0)} a minute. ${unexplained} differences unexplained.`,
  )
  if (only === '')
    for (const reason of REASONS)
      if (!reasonsUsed.has(reason)) console.log(`A reason was not needed: ${reason.why}`)
  return unexplained > 0 ? 1 : 0
}

const COLUMN = {
  noterefs: 'noterefs',
  tables: 'tables',
  images: 'images',
  formulas: 'mathml',
  pageBreaks: 'pagebreaks',
} as const

process.exitCode = await main()
