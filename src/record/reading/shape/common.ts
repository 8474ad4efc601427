/** What several kinds of entry say alike: names, where words stand, how sure, who sees it. */
import { CONFIDENCES, type Locator, type NameForm, VISIBILITIES } from '../../model/index.ts'
import { keys, oneOf, oneOrMore, type Reader, type Reading, ref, sameAs, text } from '../readers.ts'
import type { Node } from '../tree.ts'

/** An item with what it says of its own visibility; null: what the record says. */
export type Kept<T> = Omit<T, 'visibility'> & { readonly visibility: 'public' | 'with-access' | null }

export const visibility = oneOf(
  VISIBILITIES,
  'Who sees it: public, or with-access; as the record says where absent',
)
export const sames = oneOrMore(
  sameAs('Its address elsewhere, or record:other-record/its-id'),
  'The same one elsewhere',
)
export const confidence = oneOf(CONFIDENCES, 'How sure: one of five words')

export const to = <T, U>(reader: Reader<T>, make: (read: T, reading: Reading) => U | null): Reader<U> => ({
  schema: reader.schema,
  read: (node: Node, reading: Reading) => {
    const read = reader.read(node, reading)
    return read === null ? null : make(read, reading)
  },
})

export const locator: Reader<Locator> = to(
  keys(
    {
      para: text('The paragraph of the chapter: its anchor, or a name of your own'),
      page: text('Page, as printed'),
      line: text('Line'),
      folio: text('Folio, such as 12v'),
      quote: text('The words themselves, letter for letter'),
      prefix: text('Some words before them, where they stand more than once'),
      suffix: text('Some words after them'),
    },
    { about: 'Where it stands', short: 'page', instead: { pages: 'page', paragraph: 'para', text: 'quote' } },
  ),
  ({ spot: _, ...read }) => read,
)

export const nameForm: Reader<NameForm> = to(
  keys(
    {
      text: text('The name, as it is written there'),
      lang: text('Language, such as ru'),
      script: text('Script, such as Cyrl'),
      system: text('How it was romanised, such as BGN/PCGN'),
      source: ref('source', 'The source that writes it so'),
      note: text('A note'),
    },
    {
      about: 'A form of the name',
      required: ['text'],
      short: 'text',
      instead: { name: 'text', language: 'lang' },
    },
  ),
  ({ spot: _, text, ...more }) => (text === null ? null : { text, ...more }),
)
