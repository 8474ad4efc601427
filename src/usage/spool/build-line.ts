/**
 * A use as a line of the spool: fields parted by tabs, the moment first. What does not change from one use of a thing to the
 * next is written once and kept.
 */
import type { Use, Used } from '../use.ts'

export const KIND_LETTERS = {
  investigation: 'i',
  request: 'r',
  'no-licence': 'n',
  'limit-exceeded': 'l',
} as const
export const ACCESS_LETTERS = { controlled: 'c', open: 'o', 'free-to-read': 'f' } as const
export const METHOD_LETTERS = { regular: 'r', tdm: 't' } as const

/** All of it but whose it is. */
export const buildTail = ({ kind, method, press, bookId, items, link }: Used): string =>
  [
    KIND_LETTERS[kind],
    METHOD_LETTERS[method],
    press,
    bookId,
    items.map(({ id, access }) => `${id}:${ACCESS_LETTERS[access]}`).join(','),
    link,
  ].join('\t')

type Whose = Pick<Use, 'at' | 'session' | 'robot' | 'institutions'>

export const buildLine = ({ at, session, robot, institutions }: Whose, tail: string): string =>
  `${at}\t${session}\t${robot ? '1' : '0'}\t${tail}\t${institutions.join(',')}\n`
