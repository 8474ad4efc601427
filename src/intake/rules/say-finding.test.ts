import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { typesetFrench } from '#base'
import { FINDINGS_IN_FRENCH, PHRASES_IN_FRENCH } from './findings.fr.ts'
import { sayFinding } from './say-finding.ts'

const ROOT = join(import.meta.dirname, '..', '..', '..')
const FOLDERS = [join(ROOT, 'src/intake'), join(ROOT, 'standards/epub/src')]

/** Told to programmers, or to readers on the page; not of a book that a press sends. */
const OTHERS = /rules(\.fr)?\.ts$|findings\.fr\.ts$|words-of-page|\.test\.ts$|samples\/|fixture|slice\//

/** Every literal of a file, with `Xyz` for what is put into it. */
function* literalsOf(source: string, from = 0): Generator<string, number> {
  let at = from
  let depth = 0
  while (at < source.length) {
    const here = source[at]
    const two = source.slice(at, at + 2)
    if (two === '//') at = endOf(source, '\n', at)
    else if (two === '/*') at = endOf(source, '*/', at) + 2
    else if (here === "'") {
      const [whole, text = ''] = /^'((?:[^'\\\n]|\\.)*)'/.exec(source.slice(at)) ?? []
      yield text
      at += whole?.length ?? 1
    } else if (here === '`') {
      let text = ''
      at += 1
      while (at < source.length && source[at] !== '`') {
        if (source.startsWith('${', at)) {
          text += 'Xyz'
          at = (yield* literalsOf(source, at + 2)) + 1
        } else {
          text += source[at] === '\\' ? source[++at] : source[at]
          at += 1
        }
      }
      at += 1
      yield text
    } else {
      if (here === '{') depth += 1
      if (here === '}' && depth-- === 0) return at
      at += 1
    }
  }
  return at
}

const endOf = (source: string, mark: string, from: number): number => {
  const found = source.indexOf(mark, from)
  return found < 0 ? source.length : found
}

const isSentence = (text: string): boolean =>
  /^(?:\p{Lu}|“)/u.test(text) && /[.?]$/.test(text) && /[a-z] [a-z]/.test(text) && text.split(' ').length > 3

function findingsOfSources(): readonly (readonly [file: string, sentence: string])[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !OTHERS.test(file))
      .flatMap((file) =>
        [...literalsOf(readFileSync(join(folder, file), 'utf8'))]
          .filter(isSentence)
          .map((sentence) => [file, sentence] as const),
      ),
  )
}

/** Ends and beginnings of sentences, which stand whole in the table; and an example. */
const PARTS = [
  'It is taken for “Xyz”; write that.',
  'Chapters begin at Xyz.',
  'Did you mean “Xyz”?',
  'Xyz is one valueXyz, not a Xyz.',
  'Xyz. Known here are: Xyz.',
  'Xyz: did you mean “Xyz”?',
  'The cover “Xyz” cannot be shownXyz. Send it as JPEG or PNG.',
  'A parcel is an EPUB, a book.yaml, or a folder or zip that holds them.',
  'Write one of BCP 47, such as en or pt-BR.',
  'A misspelt name on p. 14 is corrected.',
]

describe('what was found, in French', () => {
  it('is every sentence that reading a book can end with', () => {
    const all = findingsOfSources().filter(([, sentence]) => !PARTS.includes(sentence))
    assert.ok(all.length > 120, `${all.length}`)
    assert.deepEqual(
      all.filter(([, sentence]) => sayFinding(sentence, 'fr') === null),
      [],
    )
  })

  it('names all that the English names, and has French marks', () => {
    for (const [found, french] of [...FINDINGS_IN_FRENCH, ...PHRASES_IN_FRENCH]) {
      const holes = found.split('{}').length - 1
      for (let hole = 1; hole <= holes; hole += 1) assert.match(french, new RegExp(`\\{${hole}\\}`), found)
      assert.doesNotMatch(french, /[“”]/)
      assert.doesNotMatch(french, /[^ };!][;?](?: |$)/, french)
    }
  })

  it('keeps names and titles, and says in French what is said of them', () => {
    assert.equal(
      sayFinding('5. “The Year of Defections” has no DOI. Give “doi” in its entry in book.yaml.', 'fr'),
      typesetFrench(
        '5. « The Year of Defections » n’a pas de DOI. Donnez « doi » dans son entrée de book.yaml.',
      ),
    )
    assert.equal(
      sayFinding('“print-year”: “soon” is no year of four digits. Write it as in 2020.', 'fr'),
      typesetFrench(
        '« print-year » : « soon » n’est pas une année de quatre chiffres. Écrivez-le comme dans 2020.',
      ),
    )
    assert.equal(
      sayFinding('“chapters” is a list: begin each entry with “- ”, or write [ … ].', 'fr'),
      typesetFrench('« chapters » est une liste : commencez chaque entrée par « - », ou écrivez [ … ].'),
    )
    assert.equal(
      sayFinding(
        'The book is said to have first stood online on 1815, which was before the web. Correct “first-online”.',
        'fr',
      ),
      typesetFrench(
        'Le livre aurait été mis en ligne pour la première fois le 1815, date qui précède le web. Corrigez « first-online ».',
      ),
    )
    assert.equal(
      sayFinding(
        'The archive holds an entry “../a”: it leads out of the archive. Nothing of it was read; make the archive anew.',
        'fr',
      ),
      typesetFrench(
        'L’archive contient une entrée « ../a » : elle mène hors de l’archive. Rien n’en a été lu ; refaites l’archive.',
      ),
    )
    assert.equal(sayFinding('What nobody ever said.', 'fr'), null)
    assert.equal(sayFinding('What nobody ever said.', 'en'), 'What nobody ever said.')
  })
})
