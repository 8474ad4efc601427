/** The list of notes at the end of a text: each with its mark and a way back to every place that refers to it. */
import type { BuiltChapter } from './build-chapter.ts'
import { type BuiltNote, bareMark, isNumber, leadingMark, markerOf } from './build-notes.ts'
import type { NoteUnit } from './find-notes.ts'
import { attribute, classed, make, type OutElement, type OutNode, plainText, text } from './out-tree.ts'

export type NoteReferenceIn = { readonly element: OutElement }

type References = readonly ReadonlyMap<NoteUnit, readonly NoteReferenceIn[]>[]

/** `at`: the chapter whose references it answers; null for all, in the notes section of the book. */
export function noteItem(
  note: BuiltNote,
  { reading, scope }: BuiltChapter,
  at: number | null,
  references: References,
  name: 'li' | 'div' = 'li',
): OutElement {
  const backs = references.flatMap((chapter, place) =>
    at === null || at === place
      ? (chapter.get(note.unit) ?? []).map(({ element }, k) => ({
          chapter: place,
          reference: k + 1,
          mark: plainText(element.children),
        }))
      : [],
  )
  const { content, attributes } = marked(note, backs[0]?.mark ?? null, name, at === null)
  const links = backs.flatMap(({ chapter, reference, mark }): OutNode[] => [
    text(' '),
    make('a', scope, [text('↩')], {
      attributes: [
        attribute('href', { kind: 'back', chapter, unit: note.unit, reference }),
        attribute('class', 'backlink'),
        attribute('role', 'doc-backlink'),
        attribute('aria-label', reading.words.back(bareMark(mark))),
      ],
      made: true,
    }),
  ])
  return make(name, scope, endWith(content, links), { attributes, block: note.block, note: note.unit })
}

/**
 * A number that the text and the note share becomes the number of the item. Any other mark of the note's own is kept; a
 * note without one gets that of its first reference.
 */
function marked(note: BuiltNote, reference: string | null, name: 'li' | 'div', inPlace: boolean) {
  const bare = reference === null ? null : bareMark(reference)
  const own = leadingMark(note.content)
  const scope = { lang: '', dir: null }
  if (name === 'li' && bare !== null && isNumber(bare) && (own === null || bareMark(own.mark) === bare))
    return {
      content: own === null ? note.content : own.rest,
      attributes: [attribute('class', 'note'), attribute('value', String(Number(bare)))],
    }
  if (own !== null)
    return {
      content: startWith(own.rest, markerOf(own.mark, { ...scope, ...SCOPE }, false)),
      attributes: classed('note marked'),
    }
  if (bare === null || bare.length > 4 || inPlace)
    return { content: note.content, attributes: classed('note') }
  return {
    content: startWith(note.content, markerOf(bare, { ...scope, ...SCOPE }, true)),
    attributes: classed('note marked'),
  }
}

const SCOPE = {
  path: '',
  align: null,
  wraps: [],
  isVerse: false,
  keepsSpace: false,
  isWithin: true,
  depth: 0,
  inTable: false,
  inLink: false,
  embedded: 0,
} as const

const PARAGRAPH = new Set(['p'])

function startWith(content: readonly OutNode[], marker: OutElement): readonly OutNode[] {
  const [first, ...rest] = content
  return first?.kind === 'element' && PARAGRAPH.has(first.name)
    ? [{ ...first, children: [marker, text(' '), ...first.children] }, ...rest]
    : [marker, text(' '), ...content]
}

/** The way back stands at the end of the last paragraph. */
function endWith(content: readonly OutNode[], links: readonly OutNode[]): readonly OutNode[] {
  const last = content.at(-1)
  return last?.kind === 'element' && PARAGRAPH.has(last.name)
    ? [...content.slice(0, -1), { ...last, children: [...last.children, ...links] }]
    : [...content, ...links]
}

export function noteList(items: readonly OutElement[], { reading, scope }: BuiltChapter): OutElement {
  return make(
    'section',
    scope,
    [
      make('h2', scope, [text(reading.words.notes)], { made: true, attributes: classed('made') }),
      make('ol', scope, items),
    ],
    {
      attributes: [
        attribute('class', 'notes'),
        attribute('role', 'doc-endnotes'),
        attribute('aria-label', reading.words.notes),
      ],
    },
  )
}
