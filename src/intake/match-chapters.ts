/**
 * Finds, for each entry under `chapters:` of book.yaml, the chapter of the EPUB that it speaks of: by `at`, else by its
 * title. An entry that finds none, or one already taken, is an error: it may be the entry that closes a chapter.
 */
import type { Issue } from '#book'
import { nearest } from './book-yaml/nearest.ts'
import type { ChapterEntry } from './parse-book-yaml.ts'
import { issueFor } from './rules/issue-for.ts'

export type Matchable = {
  readonly path: string | null
  readonly id: string | null
  readonly label: string | null
  readonly title: string
  readonly subtitle: string | null
}

export type ChapterMatches = {
  /** Chapter index → its entry. */
  readonly entries: ReadonlyMap<number, ChapterEntry>
  readonly issues: readonly Issue[]
}

/** Whether two ids of a file (null: its start) name one place: a chapter at the top of its file needs no id of its own. */
export type SamePlace = (path: string, one: string | null, other: string | null) => boolean

export function matchChapters(
  chapters: readonly Matchable[],
  entries: readonly ChapterEntry[],
  fileName: string,
  isSamePlace: SamePlace = (_path, one, other) => one === other,
): ChapterMatches {
  const found = new Map<number, ChapterEntry>()
  const issues: Issue[] = []
  const fault = (entry: ChapterEntry, message: string): void => {
    issues.push(
      issueFor('book-yaml-chapter-is-found', {
        message,
        where: { file: fileName, line: entry.spot.line, element: entry.spot.path },
      }),
    )
  }
  for (const entry of flatten(entries)) {
    const match =
      entry.at === null ? matchTitle(chapters, entry) : matchPlace(chapters, entry.at, isSamePlace)
    if (match.kind === 'none') {
      fault(entry, match.message)
      continue
    }
    const taken = found.get(match.index)
    if (taken === undefined) found.set(match.index, entry)
    else
      fault(
        entry,
        `“${shown(entry)}” finds the same chapter as the entry on line ${taken.spot.line}, “${chapters[match.index]?.title ?? ''}”. Join the two, or correct “at”.`,
      )
  }
  return { entries: found, issues }
}

export const flatten = (entries: readonly ChapterEntry[]): readonly ChapterEntry[] =>
  entries.flatMap((entry) => [entry, ...flatten(entry.chapters ?? [])])

type Match =
  | { readonly kind: 'found'; readonly index: number }
  | { readonly kind: 'none'; readonly message: string }

function matchPlace(chapters: readonly Matchable[], at: string, isSamePlace: SamePlace): Match {
  const [written = '', fragment = null] = decode(at).split('#', 2)
  const path = written.replace(/^(?:\.?\/)+/, '')
  const inFile = chapters.flatMap((chapter, index) =>
    chapter.path !== null && (chapter.path === path || chapter.path.endsWith(`/${path}`))
      ? [{ chapter, index }]
      : [],
  )
  const exact = inFile.filter(({ chapter }) => isSamePlace(chapter.path ?? '', chapter.id, fragment))
  // A chapter that begins where its file begins has no id of its own, whatever the contents' link names.
  const [only] = exact.length > 0 ? exact : fragment === null || inFile.length === 1 ? inFile : []
  if (only !== undefined) return { kind: 'found', index: only.index }
  const places = chapters.flatMap(({ path, id }) =>
    path === null ? [] : [id === null ? path : `${path}#${id}`],
  )
  const segments = path.split('/').length
  const meant = nearest(
    at,
    places.map((place) => place.split('/').slice(-segments).join('/')),
  )
  return {
    kind: 'none',
    message: `No chapter begins at “${at}”. ${meant === null ? `Chapters begin at ${some(places)}.` : `Did you mean “${meant}”?`}`,
  }
}

function matchTitle(chapters: readonly Matchable[], entry: ChapterEntry): Match {
  if (entry.title === null)
    return {
      kind: 'none',
      message: `“${entry.spot.path}” has neither “at” nor “title”, so its chapter cannot be found. Add one of them.`,
    }
  const wanted = bare(entry.title)
  const titled = chapters.flatMap((chapter, index) =>
    spellings(chapter).some((spelling) => bare(spelling) === wanted) ? [{ chapter, index }] : [],
  )
  const numbered = titled.filter(({ chapter }) => entry.number !== null && chapter.label === entry.number)
  const [only, second] = titled.length > 1 && numbered.length > 0 ? numbered : titled
  if (only !== undefined && second === undefined) return { kind: 'found', index: only.index }
  if (only !== undefined)
    return {
      kind: 'none',
      message: `${titled.length} chapters are titled “${entry.title}”. Add “at” to say which is meant.`,
    }
  const meant = nearest(entry.title, chapters.flatMap(spellings))
  return {
    kind: 'none',
    message: `No chapter is titled “${entry.title}”. ${meant === null ? `Titles are ${some(chapters.map(({ title }) => title))}.` : `Did you mean “${meant}”?`}`,
  }
}

/** "5. The Year", "The Year: Ten Cases" and "The Year" are all ways of writing one title. */
const spellings = ({ label, title, subtitle }: Matchable): string[] => [
  title,
  ...(label === null ? [] : [`${label} ${title}`, `Chapter ${label} ${title}`]),
  ...(subtitle === null ? [] : [`${title} ${subtitle}`]),
]

const bare = (title: string): string =>
  title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{P}\p{S}\s]+/gu, ' ')
    .trim()

const shown = (entry: ChapterEntry): string => entry.at ?? entry.title ?? entry.spot.path

const some = (names: readonly string[]): string =>
  names.length === 0
    ? 'nowhere: the EPUB has no contents'
    : `${names
        .slice(0, 3)
        .map((name) => `“${name}”`)
        .join(', ')}${names.length > 3 ? ' …' : ''}`

function decode(address: string): string {
  try {
    return decodeURIComponent(address)
  } catch {
    return address // a lone % is part of the name
  }
}
