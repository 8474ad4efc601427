/** Access codes: sixteen letters in fours, typed from a card or a letter. The letters are those of our ids (no i, l, o, u). */
import { randomBytes } from 'node:crypto'
import { hashWord } from '../licences/licence.ts'
import type { Covered } from '../visitor.ts'

export type AccessCode = {
  readonly id: string
  /** `single`: for one reader. `multiple`: for a class. `inspection`: for a teacher who is to judge the book. */
  readonly kind: 'single' | 'multiple' | 'inspection'
  /** The batch it was made in, as the press calls it. */
  readonly label: string
  readonly covers: readonly Covered[]
  readonly usesLeft: number
  /** How long it may be read once the code is used; null: for good. */
  readonly days: number | null
  /** When it can be used last; null: for ever. */
  readonly until: Date | null
  readonly made: Date
  readonly madeBy: string
  readonly revoked: Date | null
}

const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const LENGTH = 16

/** 80 bits: `7QK2-M9TD-4HXC-P0VB`. */
export const newCode = (): string =>
  Array.from(randomBytes(LENGTH), (byte) => LETTERS[byte & 31])
    .join('')
    .replace(/(.{4})(?=.)/g, '$1-')

/** As it was typed: small letters, spaces, and the letters that look like digits. Null: it is no code of ours. */
export function parseCode(typed: string): string | null {
  const letters = typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
  return letters.length === LENGTH && [...letters].every((letter) => LETTERS.includes(letter))
    ? letters
    : null
}

export const hashCode = (code: string): string => hashWord(`code ${code.replaceAll('-', '')}`)
