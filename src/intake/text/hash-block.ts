import { createHash } from 'node:crypto'
import type { BlockKind } from '#book'

/** What makes a block the same one in the next version: its kind and its words, runs of space made one. */
export const hashBlock = (kind: BlockKind, text: string): string =>
  createHash('sha256').update(`${kind}\n${text}`).digest('hex').slice(0, 16)
