/** What the reading of the text has found wrong, in the words of the rules. */

import { attr, XML } from '@chapterhouse/epub'
import type { Issue } from '#book'
import type { Documents } from '../chapters/open-documents.ts'
import { issueFor } from '../rules/issue-for.ts'
import type { BuiltChapter } from './build-chapter.ts'
import { sourceText } from './build-notes.ts'
import type { ChapterMap } from './chapter-map.ts'
import type { Notes } from './find-notes.ts'
import { placeOf } from './reading.ts'
import type { DeadLink } from './resolve-places.ts'

export function gatherIssues(all: {
  readonly built: readonly BuiltChapter[]
  readonly dead: readonly DeadLink[]
  readonly notes: Notes
  readonly map: ChapterMap
  readonly documents: Documents
}): readonly Issue[] {
  const { built, dead, notes, map, documents } = all
  const referred = new Set(notes.references.map(({ unit }) => unit))
  return [
    ...built.flatMap(({ reading }, chapter) =>
      reading.found.issues.map(({ rule, message, place }) =>
        issueFor(rule, { message, where: place, chapter }),
      ),
    ),
    ...dead.map(({ chapter, place, target }) =>
      issueFor('internal-links-resolve', {
        message: `The link leads to ${target}, which is not in the reading order or has no such place. It is shown as text. Correct its address.`,
        where: place,
        chapter,
      }),
    ),
    ...notes.lost.map(({ path, link, href }) =>
      issueFor('noteref-finds-its-note', {
        message: `The reference leads to ${href}, where no note stands. Correct its address.`,
        where: placeOf(path, link),
        chapter: map.chapterAt(path, 0),
      }),
    ),
    ...notes.units
      .filter((unit) => !referred.has(unit))
      .flatMap((unit) => {
        const [element] = unit.elements
        if (element === undefined) return []
        return issueFor('note-is-referred-to', {
          message: `Nothing in the text refers to the note “${shorten(sourceText(unit))}”. Link the place in the text to it, with epub:type="noteref".`,
          where: placeOf(unit.path, element),
          chapter: map.chapterAt(unit.path, unit.order),
        })
      }),
    ...built.flatMap(({ plan }, chapter) =>
      plan.segments.flatMap(({ path, from }) =>
        from === null ? documentIssues(documents, path, chapter) : [],
      ),
    ),
  ]
}

const shorten = (words: string): string => (words.length > 60 ? `${words.slice(0, 58)}…` : words)

function documentIssues(documents: Documents, path: string, chapter: number): readonly Issue[] {
  const root = documents.get(path)
  if (root === null) return []
  const { elements } = documents.indexOf(path)
  const body = elements[documents.indexOf(path).body]?.element
  const says = [root, body].some(
    (one) => one !== undefined && (attr(one, 'lang', XML) ?? attr(one, 'lang')) !== null,
  )
  const script = elements.find(({ element }) => element.name === 'script' && isScript(attr(element, 'type')))
  return [
    ...(says || root.name === 'svg'
      ? []
      : [
          issueFor('text-has-language', {
            message:
              'The document does not say its language; that of the book is assumed. Add xml:lang and lang to <html>.',
            where: { file: path, line: root.line, element: `<${root.name}>` },
            chapter,
          }),
        ]),
    ...(script === undefined
      ? []
      : [
          issueFor('scripts-are-absent', {
            message:
              'The document has a script. It is not run here, so what it would show is missing. Give the text without scripts.',
            where: { file: path, line: script.element.line, element: '<script>' },
            chapter,
          }),
        ]),
  ]
}

/** Data in a script element does nothing. */
const isScript = (type: string | null): boolean =>
  type === null ||
  type.trim() === '' ||
  /^(text|application)\/(java|ecma|type)script|^module$|x-javascript/i.test(type.trim())
