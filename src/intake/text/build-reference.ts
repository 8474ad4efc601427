/** The mark of a note in the text: "12", "*", "[3]". Where it leads is known when all notes have found their place. */
import { textOf, type XmlElement } from '@chapterhouse/epub'
import { normalizeSpace } from '#base'
import type { NoteUnit } from './find-notes.ts'
import { attribute, make, type OutNode, text } from './out-tree.ts'
import type { Scope } from './scope.ts'

export function buildReference(element: XmlElement, unit: NoteUnit, scope: Scope): OutNode {
  const mark = normalizeSpace(textOf(element))
  return make('a', scope, [text(mark === '' ? '*' : mark)], {
    attributes: [
      attribute('href', { kind: 'note', unit }),
      attribute('class', 'noteref'),
      attribute('role', 'doc-noteref'),
    ],
    note: unit,
  })
}
