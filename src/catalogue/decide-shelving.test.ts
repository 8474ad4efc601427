import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { BookDraft } from '#book'
import type { Change } from './change.ts'
import { decideShelving } from './decide-shelving.ts'
import { describeChange } from './describe-change.ts'
import { previousOf } from './testing/previous-of.ts'
import { chapter, contributor, draft } from './testing/sample-draft.ts'

function changes(before: BookDraft, after: BookDraft, shelved = true): readonly Change[] {
  const decision = decideShelving(previousOf(before, shelved), after)
  assert.ok(decision.kind === 'update')
  return decision.changes
}

const sentences = (...versions: [BookDraft, BookDraft]) =>
  changes(...versions).map((change) => describeChange(change, 'en'))

describe('decideShelving', () => {
  it('calls a book new that was not there', () => {
    assert.deepEqual(decideShelving(null, draft('Defectors')), { kind: 'new' })
  })

  it('calls the same parcel unchanged, unless its openness was set otherwise or the book is withdrawn', () => {
    const book = draft('Defectors', { parcelHash: 'same' })
    assert.equal(decideShelving(previousOf(book), book).kind, 'unchanged')
    const closed = draft('Defectors', {
      parcelHash: 'same',
      chapters: [chapter('One', undefined, { openness: 'closed' }), chapter('Two')],
    })
    assert.deepEqual(changes(book, closed), [{ kind: 'chapter-closed', title: 'One' }])
    assert.deepEqual(changes(book, book, false), [{ kind: 'shelved-again' }])
  })

  it('finds no change in another parcel of the same content', () => {
    const details = {
      metadata: { contributors: [contributor('Ada Marsh', { orcid: '0000-0002-1825-0097' })] },
    }
    assert.deepEqual(
      changes(
        draft('Defectors', { ...details, parcelHash: 'a' }),
        draft('Defectors', { ...details, parcelHash: 'b' }),
      ),
      [],
    )
  })

  it('says what a new version changes, in sentences', () => {
    const before = draft('Defectors', {
      metadata: { firstOnline: '2020-10-20' },
      chapters: [
        chapter('Vienna', ['One.', 'Two.', 'Three.']),
        chapter('Tokyo', ['Four.', 'Five.', 'Six.']),
        chapter('Epilogue', ['Seven.', 'Eight.']),
      ],
    })
    const after = draft('Soviet Defectors', {
      metadata: { firstOnline: '2021-01-01', openness: 'closed' },
      chapters: [
        chapter('Tokyo, 1954', ['Four.', 'Five.', 'Six.'], { openness: 'closed' }),
        chapter('Vienna', ['One.', 'Two, corrected.', 'Three.'], { label: '2' }),
        chapter('Index', ['A, 1', 'B, 2']),
      ],
      formats: [{ mediaType: 'application/epub+zip', fileName: 'a.epub', bytes: 1, sha256: 'f'.repeat(64) }],
    })
    assert.deepEqual(
      sentences(before, {
        ...after,
        metadata: { ...after.metadata, identifiers: before.metadata.identifiers },
      }),
      [
        'The book’s title: changed.',
        'The book’s sort title: changed.',
        'The book’s summary: changed.',
        'The book becomes closed.',
        'The files to download are new ones.',
        '“Soviet Defectors” keeps its first-online date 2020-10-20; the parcel now says 2021-01-01.',
        'The chapters stand in another order.',
        '“Tokyo” is now called “Tokyo, 1954”.',
        '“Tokyo, 1954” becomes closed.',
        '“Vienna”: its details change.',
        '“Vienna”: 1 passage new, 1 passage gone.',
        '“Index” is added.',
        '“Epilogue” is left out; its page will say so.',
      ],
    )
  })

  it('says it in French too', () => {
    const every: readonly Change[] = [
      { kind: 'shelved-again' },
      { kind: 'details', field: 'subtitle' },
      { kind: 'chapter-retitled', title: 'B', from: 'A' },
      { kind: 'chapter-restored', title: 'A' },
      { kind: 'chapter-text', title: 'A', added: 0, removed: 2 },
    ]
    assert.deepEqual(
      every.map((change) => describeChange(change, 'fr').replaceAll('\u00a0', ' ')),
      [
        'Le livre est remis en rayon.',
        'Modification : le sous-titre.',
        '« A » s’intitule désormais « B ».',
        '« A » est rétabli, à son ancienne adresse.',
        '« A » : 0 passage en plus, 2 passages en moins.',
      ],
    )
  })
})
