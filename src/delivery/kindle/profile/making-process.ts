/**
 * The process that makes the Kindle copy of one EPUB and ends: started inside limits by the deliveries' assembly. It writes
 * `made`, or `failure.json` with a sentence for the press.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import { COPY_MANNERS } from '../../deliveries/delivery.ts'
import { buildKindleCopy } from './build-kindle-copy.ts'
import { checkKindleCopy } from './check-kindle-copy.ts'
import { redrawPictures } from './redraw-pictures.ts'

const { from, manners } = z
  .object({ from: z.string(), manners: z.array(z.enum(COPY_MANNERS)).default([]) })
  .parse(JSON.parse(process.argv[2] ?? ''))

async function make(): Promise<Uint8Array | string> {
  const copy = await buildKindleCopy(readFileSync(from), {
    manner: manners.includes('plain') ? 'plain' : 'lossless',
    isLight: manners.includes('light'),
    redraw: redrawPictures,
  })
  if (!copy.ok) return copy.error.message
  const [first] = await checkKindleCopy(copy.value.bytes)
  return first === undefined ? copy.value.bytes : `${first.message} (${first.rule}: ${first.file})`
}

const made = await make()
if (typeof made === 'string') writeFileSync('failure.json', JSON.stringify({ message: made }))
else writeFileSync('made', made)
