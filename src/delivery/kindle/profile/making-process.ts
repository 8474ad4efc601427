/**
 * The process that makes the Kindle copy of one EPUB: started inside limits by the deliveries' assembly. It writes `made`, or
 * `failure.json` with a sentence for the press.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { COPY_MANNERS } from '../../deliveries/delivery.ts'
import { FAILURE_FILE, MADE_FILE } from '../../download/file-wish.ts'
import { buildKindleCopy } from './build-kindle-copy.ts'
import { checkKindleCopy } from './check-kindle-copy.ts'
import { redrawPictures } from './redraw-pictures.ts'

/** Null in a rehearsal, by which this code is compiled. */
const ORDER = z
  .object({ from: z.string(), to: z.string(), manners: z.array(z.enum(COPY_MANNERS)).default([]) })
  .nullable()
type Order = NonNullable<z.infer<typeof ORDER>>

export async function answer(request: unknown): Promise<void> {
  const order = ORDER.parse(request)
  if (order === null) return
  const made = await make(order)
  if (typeof made === 'string') writeFileSync(join(order.to, FAILURE_FILE), JSON.stringify({ message: made }))
  else writeFileSync(join(order.to, MADE_FILE), made)
}

async function make({ from, manners }: Order): Promise<Uint8Array | string> {
  const copy = await buildKindleCopy(readFileSync(from), {
    manner: manners.includes('plain') ? 'plain' : 'lossless',
    isLight: manners.includes('light'),
    redraw: redrawPictures,
  })
  if (!copy.ok) return copy.error.message
  const [first] = await checkKindleCopy(copy.value.bytes)
  return first === undefined ? copy.value.bytes : `${first.message} (${first.rule}: ${first.file})`
}
