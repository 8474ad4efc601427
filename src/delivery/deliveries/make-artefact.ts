/** The file of a delivery: the same that the reader could download, and then made over where its destination wants that. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { fail, ok, type Result } from '#base'
import type { Log } from '#platform'
import { buildBookFileName, buildChapterFileName } from '../download/build-file-name.ts'
import { MEDIA_TYPES } from '../download/build-file-wish.ts'
import type { FileWish } from '../download/file-wish.ts'
import { loadFileWish, type WishDeps } from '../download/load-file-wish.ts'
import type { AssembledFile, Assembly } from '../download/open-assembly.ts'
import { rememberMaking } from '../download/remember-making.ts'
import type { DeliveredFormat, Fault } from './delivery.ts'
import type { KeptDelivery } from './delivery-rows.ts'
import type { Artefact, Destination } from './destination.ts'
import { type FoundThing, findThing } from './may-still-take.ts'

export type ArtefactDeps = WishDeps & {
  readonly assembly: Assembly
  readonly log: Log
  readonly now: () => Date
}

export type MadeDelivery = Pick<
  KeptDelivery,
  'thing' | 'origin' | 'base' | 'language' | 'basis' | 'accountId' | 'made'
>

export async function makeArtefact(
  deps: ArtefactDeps,
  delivery: MadeDelivery,
  destination: Destination,
  signal: AbortSignal,
): Promise<Result<Artefact, Fault>> {
  const { format } = delivery.thing
  const found = await findThing(deps.db, delivery.thing)
  if (found === null) return fail({ code: 'withdrawn', facts: {} })
  const wish = await wishOf(deps, delivery, found)
  if (wish === null) return fail({ code: 'not-in-format', facts: { format } })
  const making = makingOf(destination, format)
  const { origin, base, language } = delivery
  const remember = (copyFor: string | null, made: Result<AssembledFile, string>) =>
    rememberMaking(deps, { ...found, format, copyFor, place: { origin, base, language } }, made)
  const first = await deps.assembly.assemble(wish, signal)
  signal.throwIfAborted()
  await remember(null, first)
  if (!first.ok) return fail({ code: 'cannot-be-made', facts: factsOf(format, first.error) })
  if (making === null) return toArtefact(delivery, found, first.value)
  const { manners = [] } = delivery.thing
  const copy = await deps.assembly.remake(wish, { ...making, format, manners }, signal)
  signal.throwIfAborted()
  await remember(destination.label, copy)
  if (!copy.ok) return fail({ code: 'copy-cannot-be-made', facts: factsOf(format, copy.error) })
  return toArtefact(delivery, found, copy.value)
}

const factsOf = (format: DeliveredFormat, said: string) => ({ format, said: said.slice(0, 300) })

async function toArtefact(
  { thing: { format, title } }: MadeDelivery,
  found: FoundThing,
  { path, bytes }: AssembledFile,
): Promise<Result<Artefact, Fault>> {
  return ok({
    ...{ path, bytes, mediaType: MEDIA_TYPES[format], title },
    sha256: await hashOf(path),
    fileName: nameOf(found, format),
  })
}

export const makingOf = ({ making }: Pick<Destination, 'making'>, format: DeliveredFormat) =>
  making?.formats.includes(format) === true ? making : null

export const nameOf = ({ book, chapter }: FoundThing, format: DeliveredFormat): string =>
  chapter === null ? buildBookFileName(book, format) : buildChapterFileName(book, chapter, format)

/** On the day it was asked for: a copy that is tried again tomorrow is the copy that was begun today. */
function wishOf(deps: WishDeps, delivery: MadeDelivery, found: FoundThing): Promise<FileWish | null> {
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
