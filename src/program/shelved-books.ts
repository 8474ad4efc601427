/** `chapterhouse book`: everything that a clerk does to a book on the shelf, for scripts. */
import type { Amendment } from '#book'
import {
  canRestore,
  coverName,
  findBook,
  findChapter,
  findCorrections,
  findNamed,
  isCorrected,
  listAmendments,
  listChapters,
  type ShelvedBook,
  type Tombstone,
  tellBook,
  tellChapter,
  toToldBook,
  writeBookYaml,
} from '#catalogue'
import {
  type AmendmentField,
  amendBook,
  dropCorrections,
  findFaults,
  handInEdit,
  handInRestoring,
  openEditing,
  parseAmendment,
  removeAmendmentOf,
  toCorrections,
} from '#console'
import { type Database, OperatorError } from '#platform'
import { changing, commander, inDeed } from './deeds.ts'
import { readHere, sayParcel } from './parcels.ts'
import { inSession } from './session.ts'
import { say, warn } from './telling.ts'
import { toIssueLine } from './to-outcome.ts'

type Json = { readonly json?: boolean }

type Named =
  | { readonly kind: 'book'; readonly book: ShelvedBook; readonly chapterId: string | null }
  | Tombstone

async function find(db: Database, word: string): Promise<Named> {
  const id = await findNamed(db, word)
  if (id !== null) {
    const book = await findBook(db, id)
    if (book?.kind === 'withdrawn') return book
    if (book !== null) return { kind: 'book', book: book.book, chapterId: null }
    const chapter = await findChapter(db, id)
    if (chapter?.kind === 'chapter') return { kind: 'book', book: chapter.book, chapterId: id }
  }
  throw new OperatorError(
    `“${word}” is not on the shelf. Name a book or a chapter by its id, the address of its page, its DOI or its ISBN.`,
  )
}

async function findShelved(db: Database, word: string): Promise<Extract<Named, { kind: 'book' }>> {
  const named = await find(db, word)
  if (named.kind === 'book') return named
  throw new OperatorError(`“${word}” is off the shelf. “chapterhouse book restore” brings it back.`)
}

/** As it would stand in book.yaml: of a chapter, its entry. */
export const show = (word: string, options: Json) =>
  inSession('book', async ({ db }) => {
    const { book, chapterId } = await findShelved(db, word)
    const told = toToldBook(book, await listChapters(db, book.id), coverName(book))
    const chapter = told.chapters.find(({ key }) => key === chapterId)
    if (chapter === undefined && !options.json) return void process.stdout.write(await writeBookYaml(told))
    const values =
      chapter === undefined
        ? tellBook(book, told.cover, told.versionNote)
        : tellChapter(chapter, told.hasEpub)
    say(JSON.stringify(values, null, options.json ? 0 : 2))
  })

export type EditOptions = Json & {
  readonly note?: string
  /** Somebody looks at it first. */
  readonly hold?: boolean
}

/** Returns how the command ends. */
export const edit = (word: string, pairs: readonly string[], options: EditOptions): Promise<number> =>
  inSession('book', async (session, signal) => {
    const { config, db } = session
    const { book, chapterId } = await findShelved(db, word)
    const editing = await openEditing(db, book, chapterId)
    if (editing === null) throw new OperatorError(`“${word}” is off the shelf.`)
    const typed = parsePairs(
      pairs,
      editing.fields.map(({ key }) => key),
    )
    const corrections = toCorrections(editing, (key) => typed.get(key) ?? null)
    if (corrections === null) {
      warn('It is so already: nothing was changed.')
      return 0
    }
    const faults = await findFaults(editing, corrections)
    if (faults.length > 0) throw new OperatorError(faults.map(({ message }) => message).join('\n'))
    const isAccess = [...typed.keys()].every((key) => key === 'access')
    const wish = {
      ...{ corrections, note: options.note ?? null, publishWhenRead: options.hold !== true },
      act: isAccess ? ('access-changed' as const) : ('book-edited' as const),
    }
    const id = await inDeed(session, async (tx, note) => {
      const handedIn = await handInEdit(tx, book, commander(), wish)
      note(handedIn.done)
      return handedIn.id
    })
    const read = await readHere(session, id, signal)
    if (read === null) throw new OperatorError('It was removed before it was read.')
    sayParcel(config, read, options)
    if (read.state === 'refused' && !options.json) for (const issue of read.issues) warn(toIssueLine(issue))
    return read.state === 'refused' || read.state === 'failed' ? 2 : 0
  })

/** `title=Ten Departures`; what has nothing behind the sign is left empty from here on. */
function parsePairs(pairs: readonly string[], keys: readonly string[]): ReadonlyMap<string, string> {
  const read = pairs.map((pair) => {
    const [, key = pair, value = ''] = /^([^=]+)=(.*)$/s.exec(pair) ?? []
    return { key: key.trim(), value: value.replaceAll('\\n', '\n'), isPair: pair.includes('=') }
  })
  const wrong = read.filter(({ key, isPair }) => !isPair || !keys.includes(key))
  if (wrong.length === 0) return new Map(read.map(({ key, value }) => [key, value]))
  const [first] = wrong
  throw new OperatorError(
    `“${first?.key}” cannot be set here. Write a key and its value, as title="Ten Departures"; there are: ${keys.join(', ')}.`,
  )
}

export type NoticeOptions = Json & {
  readonly kind: string
  readonly text: string
  readonly doi?: string
  readonly date?: string
}

export const notice = (word: string, { kind, text, doi = '', date, json }: NoticeOptions) =>
  changing('book', async (tx, note) => {
    const { book, chapterId } = await findShelved(tx, word)
    const typed: Readonly<Record<AmendmentField, string>> = {
      ...{ chapter: chapterId ?? '', kind, text, doi },
      date: date ?? new Date().toISOString().slice(0, 10),
    }
    const amendment = parseAmendment((field) => typed[field], chapterId === null ? [] : [chapterId])
    if (!amendment.ok)
      throw new OperatorError(amendment.error.map((field) => NOTICE_FAULTS[field]).join('\n'))
    note(await amendBook(tx, book, amendment.value))
    sayNotice(amendment.value, { json: json ?? false })
  })

const NOTICE_FAULTS: Readonly<Record<AmendmentField, string>> = {
  chapter: 'It has no such chapter.',
  kind: 'There is no such kind of notice.',
  text: 'Say with --text what readers are told.',
  doi: 'That is no DOI: one begins with 10.',
  date: 'Write the day as 2027-03-01.',
}

function sayNotice(one: Amendment, { json }: Json): void {
  const { id, kind, text, date, chapterId } = one
  say(
    json
      ? JSON.stringify(one)
      : `${id}  ${date} ${kind}${chapterId === null ? '' : ` of ${chapterId}`}: ${text}`,
  )
}

export const notices = (word: string, options: Json & { readonly remove?: string }) =>
  changing('book', async (tx, note) => {
    const { book } = await findShelved(tx, word)
    if (options.remove !== undefined) {
      const done = await removeAmendmentOf(tx, book, options.remove)
      if (done === null) throw new OperatorError(`It has no notice ${options.remove}.`)
      note(done)
      return say(`${options.remove} is removed.`)
    }
    const all = await listAmendments(tx, book.id)
    for (const one of all) sayNotice(one, options)
    if (all.length === 0 && !options.json) warn('It has no notices.')
  })

export const corrections = (word: string, options: { readonly drop?: boolean }) =>
  changing('book', async (tx, note) => {
    const { book } = await findShelved(tx, word)
    const kept = await findCorrections(tx, book.id)
    if (options.drop !== true) return say(JSON.stringify(kept, null, 2))
    if (!isCorrected(kept)) return warn('Nothing is corrected: the book is as its files say.')
    note(await dropCorrections(tx, book))
    say('The corrections are dropped: the next version of the files counts alone.')
  })

/** Returns how the command ends. */
export const restore = (word: string, options: Json): Promise<number> =>
  inSession('book', async (session, signal) => {
    const { config, db } = session
    const gone = await find(db, word)
    if (gone.kind === 'book') throw new OperatorError(`“${word}” is on the shelf.`)
    if (gone.product !== 'book' || !(await canRestore(db, gone.id)))
      throw new OperatorError(
        'Nothing of it was kept here. Add its files again: it returns to its old address.',
      )
    const id = await inDeed(session, async (tx, note) => {
      const handedIn = await handInRestoring(tx, gone, commander())
      note(handedIn.done)
      return handedIn.id
    })
    const read = await readHere(session, id, signal)
    if (read === null) throw new OperatorError('It was removed before it was read.')
    sayParcel(config, read, options)
    return read.state === 'published' || read.state === 'unchanged' ? 0 : 2
  })
