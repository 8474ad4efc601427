/** Sources. */
import { type Source, SPEAKERS } from '../../model/index.ts'
import { date, free, id, identified, keys, oneOf, type Reader, report, text, url } from '../readers.ts'
import { confidence, type Kept, sames, to, visibility } from './common.ts'

export const source: Reader<Kept<Source>> = to(
  identified(
    'source',
    keys(
      {
        id: id('Its id'),
        type: text('What kind: archival, published-primary, book, article, chapter …'),
        citation: text('As it is cited'),
        short: text('As it is called in a line, such as “FRUS, V”'),
        csl: free('The same as CSL-JSON, from a library of references'),
        url: url('Where it can be read'),
        date: date('Its date'),
        speaks_for: oneOf(
          SPEAKERS,
          'Whose voice it is: a source’s own (where absent), the author’s, or the publisher’s',
        ),
        rights: text('Who may use it, such as public-domain-us-government'),
        quality: text('How well it can be read'),
        confidence,
        same_as: sames,
        visibility,
      },
      {
        about: 'A source',
        required: ['id'],
        instead: { title: 'citation', speaksfor: 'speaks_for', link: 'url', doi: 'url', year: 'date' },
      },
    ),
  ),
  ({ spot, same_as, speaks_for, ...read }, reading) => {
    const citation = read.citation ?? titleOf(read.csl)
    if (citation === null)
      return report(
        reading,
        'E-MISSING',
        spot,
        `“${read.id}” has no “citation”. Add it, or “csl” with a title.`,
      )
    return {
      ...read,
      citation,
      type: read.type ?? 'source',
      speaksFor: speaks_for ?? 'source',
      sameAs: same_as ?? [],
    }
  },
)

const titleOf = (csl: { readonly [key: string]: unknown } | null): string | null =>
  typeof csl?.['title'] === 'string' ? csl['title'] : null
