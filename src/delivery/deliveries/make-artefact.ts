/** The file of a delivery: the same that the reader could download, and then made over where its destination wants that. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { fail, ok, type Result } from '#base'
import type { Log } from '#platform'
import { buildBookFileName, buildChapterFileName } from '../download/build-file-name.ts'
import { MEDIA_TYPES } from '../download/build-file-wish.ts'
import type { FileWish } from '../download/file-wish.ts'
import { loadFileWish, type WishDeps } from '../download/load-file-wish.ts'
import type { Assembly } from '../download/open-assembly.ts'
import type { DeliveredFormat, Fault } from './delivery.ts'
import type { KeptDelivery } from './delivery-rows.ts'
import type { Artefact, Destination } from './destination.ts'
import { type FoundThing, findThing } from './may-still-take.ts'
import { tellPress } from './tell-press.ts'

export type ArtefactDeps = WishDeps & {
  readonly assembly: Assembly
  readonly log: Log
  readonly now: () => Date
}

export async function makeArtefact(
  deps: ArtefactDeps,
  delivery: KeptDelivery,
  destination: Destination,
  signal: AbortSignal,
): Promise<Result<Artefact, Fault>> {
  const { format } = delivery.thing
  const found = await findThing(deps.db, delivery.thing)
  if (found === null) return fail({ code: 'withdrawn', facts: {} })
  const wish = await wishOf(deps, delivery, found)
  if (wish === null) return fail({ code: 'not-in-format', facts: { format } })
  const making = makingOf(destination, format)
  const made = await (making === null
    ? deps.assembly.assemble(wish, signal)
    : deps.assembly.remake(wish, { ...making, format, manners: delivery.thing.manners ?? [] }, signal))
  signal.throwIfAborted()
  if (!made.ok) {
    await tellPress(deps, delivery, made.error, deps.now())
    return fail({ code: 'cannot-be-made', facts: { format, said: made.error.slice(0, 300) } })
  }
  const { path, bytes } = made.value
  return ok({
    ...{ path, bytes, mediaType: MEDIA_TYPES[format], title: delivery.thing.title },
    sha256: await hashOf(path),
    fileName: nameOf(found, format),
  })
}

export const makingOf = ({ making }: Pick<Destination, 'making'>, format: DeliveredFormat) =>
  making?.formats.includes(format) === true ? making : null

export const nameOf = ({ book, chapter }: FoundThing, format: DeliveredFormat): string =>
  chapter === null ? buildBookFileName(book, format) : buildChapterFileName(book, chapter, format)

/** On the day it was asked for: a copy that is tried again tomorrow is the copy that was begun today. */
function wishOf(deps: WishDeps, delivery: KeptDelivery, found: FoundThing): Promise<FileWish | null> {
  const { origin, base, language, basis, accountId, made, thing } = delivery
  return loadFileWish(deps, {
    ...{ book: found.book, chapter: found.chapter, format: thing.format, place: { origin, base, language } },
    ...{ reader: { accountId, institution: basis.institutions[0]?.name ?? null }, now: made },
  })
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk)
  return hash.digest('hex')
}
