import type { AccessDecision } from '#access'
import type { BookIdentifiers } from '#book'
import type { ChapterOutline, LinkedContributor, PageLink, ShelvedBook } from '#catalogue'
import { type Brand, type ContributorEntry, type CoverPicture, href, type Place, paths } from '#web'

/** Where and in whose name a page is shown: every page of this slice has one. */
export type Frame = { readonly place: Place; readonly brand: Brand }

/** A line of the contents with the decision on reading it, made once for the request. */
export type ContentsLine = ChapterOutline & { readonly access: AccessDecision }

export const at = ({ place }: Frame, path: string): string => href(place, path)

export const toContributorEntry =
  (frame: Frame) =>
  (contributor: LinkedContributor): ContributorEntry => ({
    ...contributor,
    href: at(frame, paths.contributor(contributor.page)),
  })

type Covered = PageLink &
  Pick<ShelvedBook, 'title' | 'languages' | 'direction' | 'cover'> & {
    readonly contributors: readonly { readonly name: string }[]
  }

/** The press's picture, or a drawing in the press's hue. */
export const coverOf = (frame: Frame, book: Covered, size: 'image' | 'thumbnail'): CoverPicture =>
  book.cover === null
    ? { kind: 'generated', drawing: drawingOf(frame.brand, book) }
    : {
        kind: 'picture',
        src: paths.cover(book, book.cover[size].name),
        width: book.cover[size].width,
        height: book.cover[size].height,
        alternativeText: book.cover.alternativeText,
      }

export const drawingOf = (brand: Pick<Brand, 'hue' | 'shortName'>, book: Covered) => ({
  id: book.id,
  title: book.title,
  contributors: book.contributors
    .slice(0, 3)
    .map(({ name }) => name)
    .join(', '),
  press: brand.shortName,
  language: languageOf(book),
  direction: book.direction,
  hue: brand.hue,
})

/** `und`, as BCP 47 says it, when the press named none. */
export const languageOf = ({ languages }: Pick<ShelvedBook, 'languages'>): string => languages[0] ?? 'und'

export const wholeTitle = ({
  title,
  subtitle,
}: {
  readonly title: string
  readonly subtitle: string | null
}) => (subtitle === null ? title : `${title}: ${subtitle}`)

/** How large a title can be set: long ones smaller, and those with words as long as a line smaller still. */
export function titleClass(title: string): string {
  const longest = Math.max(...title.split(/[\s–—-]+/).map((word) => word.length))
  if (longest > 34) return 'title title-dense'
  return longest > 22 || title.length > 90 ? 'title title-long' : 'title'
}

/** The printed one first: it is what a bookshop is asked for. */
export const printIsbn = ({ isbns }: BookIdentifiers): string | null =>
  (
    isbns.find(({ format }) => format === 'paperback' || format === 'hardback' || format === 'print') ??
    isbns[0]
  )?.value ?? null
