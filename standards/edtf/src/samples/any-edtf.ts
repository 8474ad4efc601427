/** Dates, intervals and sets of every kind, for properties: built and not written, and only such as there are. */
import fc from 'fast-check'
import { boundsOf } from '../bounds.ts'
import type { Edtf, EdtfDate, Member, Part, Qualifier } from '../edtf.ts'
import { possibleDays } from '../possible.ts'

const qualifier = fc.constantFrom<Qualifier | null>(null, null, null, '?', '~', '%')

const pad = (n: number, width: number) => String(n).padStart(width, '0')

/** With some of its digits left open. */
const open = (digits: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(digits, fc.constantFrom(0, 0, 0, 1, 2, 3, 12, 15))
    .map(([text, mask]) =>
      [...text].map((letter, i) => (mask & (1 << (text.length - 1 - i)) ? 'X' : letter)).join(''),
    )

const part = (digits: fc.Arbitrary<string>): fc.Arbitrary<Part> =>
  fc.record({ digits, qualifier }, { noNullPrototype: true })

const year = fc
  .record(
    { part: part(open(fc.integer({ min: 0, max: 9999 }).map((n) => pad(n, 4)))), negative: fc.boolean() },
    { noNullPrototype: true },
  )
  .map(({ part: { digits, qualifier: of }, negative }) => ({ digits, qualifier: of, negative: negative && digits !== '0000' }))

const month = part(open(fc.integer({ min: 1, max: 12 }).map((n) => pad(n, 2))))
const season = part(fc.integer({ min: 21, max: 41 }).map((n) => pad(n, 2)))
const day = part(open(fc.integer({ min: 1, max: 31 }).map((n) => pad(n, 2))))

const isOne = (date: EdtfDate): boolean => possibleDays(date) !== null

const anyDate: fc.Arbitrary<EdtfDate> = fc
  .oneof(
    fc.tuple(year, fc.constant(null), fc.constant(null)),
    fc.tuple(year, fc.oneof(month, season), fc.constant(null)),
    fc.tuple(year, month, day),
  )
  .map(([ofYear, ofMonth, ofDay]): EdtfDate => ({
    kind: 'date',
    year: ofYear,
    month: ofMonth,
    day: ofDay,
    time: null,
  }))
  .filter(isOne)

const isInOrder = (from: EdtfDate, to: EdtfDate): boolean => {
  const [{ latest: a }, { earliest: b }] = [boundsOf(from), boundsOf(to)]
  return a.kind === 'day' && b.kind === 'day' && a.day < b.day
}

const inOrder = fc
  .tuple(anyDate, anyDate)
  .map(([a, b]) => (isInOrder(a, b) ? ([a, b] as const) : ([b, a] as const)))
  .filter(([a, b]) => isInOrder(a, b))

const OPEN = { kind: 'open' } as const
const UNKNOWN = { kind: 'unknown' } as const

const anyInterval: fc.Arbitrary<Edtf> = fc.oneof(
  inOrder.map(([start, end]) => ({ kind: 'interval' as const, start, end })),
  fc
    .tuple(fc.constantFrom(OPEN, UNKNOWN), anyDate)
    .map(([start, end]) => ({ kind: 'interval' as const, start, end })),
  fc
    .tuple(anyDate, fc.constantFrom(OPEN, UNKNOWN))
    .map(([start, end]) => ({ kind: 'interval' as const, start, end })),
)

const anyMember: fc.Arbitrary<Member> = fc.oneof(
  anyDate,
  inOrder.map(([from, to]) => ({ kind: 'range' as const, from, to })),
)

const anySet: fc.Arbitrary<Edtf> = fc
  .tuple(fc.constantFrom('one' as const, 'all' as const), fc.array(anyMember, { minLength: 1, maxLength: 4 }))
  .map(([of, members]) => ({ kind: 'set' as const, of, members }))

export const anyEdtf: fc.Arbitrary<Edtf> = fc.oneof(anyDate, anyInterval, anySet)
