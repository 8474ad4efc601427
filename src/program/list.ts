/** `chapterhouse list`: the books on the shelf, by title. */
import { type BookListing, listBooks } from '#catalogue'
import { paths } from '#web'
import { inSession } from './session.ts'
import { choosePress, siteOrigin } from './site.ts'

export async function list(options: { readonly press?: string; readonly json?: boolean }): Promise<void> {
  await inSession('list', async ({ config, db }) => {
    const press = options.press === undefined ? {} : { press: await choosePress(config, options.press) }
    let after: string | null = null
    let total = 0
    do {
      const screen = await listBooks(db, { ...press, limit: 200, ...(after === null ? {} : { after }) })
      for (const book of screen.books) {
        const url = `${siteOrigin(config)}${paths.book(book)}`
        process.stdout.write(options.json ? `${JSON.stringify(toJson(book, url))}\n` : toText(book))
      }
      total += screen.books.length
      after = screen.after
    } while (after !== null)
    if (total === 0 && !options.json) process.stderr.write('No book is on the shelf.\n')
  })
}

const toJson = (book: BookListing, url: string) => ({
  id: book.id,
  url,
  press: book.press,
  title: book.title,
  contributors: book.contributors.map((contributor) => contributor.name),
  imprint: book.imprint,
  printYear: book.printYear,
  firstOnline: book.firstOnline,
  updated: book.updated,
  doi: book.doi,
  chapters: book.chapters,
  open: book.open,
})

function toText(book: BookListing): string {
  const who = book.contributors.map((contributor) => contributor.name).join(', ')
  return `${book.id}  ${book.title}${who === '' ? '' : ` / ${who}`} (${book.press}; ${ACCESS[book.open]})\n`
}

const ACCESS = { all: 'open', some: 'open in part', none: 'closed' } as const
