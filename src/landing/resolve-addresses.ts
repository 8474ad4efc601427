/**
 * Turns the two kinds of address a kept text holds into addresses of this place: `chapter:ID[.section][#anchor]` becomes a
 * chapter's page (or a mere `#anchor` on this very page), `media:NAME` the file, asked for in the name of this chapter so
 * that access to it is decided by the same chapter. The quotation mark cannot occur in text (see book/draft.ts).
 */
import { href, type Place, paths } from '#web'

export type TextPlace = {
  readonly place: Place
  readonly chapter: { readonly id: string; readonly slug: string }
  readonly section: number
  /** Slugs of the book's chapters by id; an unknown one is corrected by the redirect of the page it leads to. */
  readonly slugs: ReadonlyMap<string, string>
}

export const resolveAddresses = (text: string, at: TextPlace): string =>
  text.replace(
    / (href|src|poster)="(chapter|media):([^"]*)"/g,
    (_, name: string, scheme: string, rest: string) =>
      scheme === 'media'
        ? ` ${name}="${paths.media(at.chapter, rest)}"`
        : ` ${name}="${chapterAddress(rest, at)}"`,
  )

function chapterAddress(rest: string, { place, chapter, section, slugs }: TextPlace): string {
  const [target = '', anchor] = rest.split('#')
  const [id = '', page] = target.split('.')
  const wanted = page === undefined ? 1 : Number(page)
  const hash = anchor === undefined ? '' : `#${anchor}`
  if (id === chapter.id && wanted === section && anchor !== undefined) return hash
  return (
    href(
      place,
      paths.chapter({ id, slug: id === chapter.id ? chapter.slug : (slugs.get(id) ?? 'chapter') }, wanted),
    ) + hash
  )
}
