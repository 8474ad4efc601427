/** Metadata as a form brings them: a file, the XML itself, or the address at which they are. */
import { readFile } from 'node:fs/promises'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Received, receiveFiles } from '../add/receive-files.ts'
import type { ConsoleDeps } from '../deps.ts'

export type BroughtMetadata = Pick<Received, 'field'> & {
  /** Null: they are at the address. */
  readonly document: string | null
  readonly address: string
  readonly fileName: string | null
}

const PARTS = 8

/** `then`: null, what came did not come whole. The files are gone afterwards. */
export async function receiveMetadata(
  { handedInFolder }: Pick<ConsoleDeps, 'handedInFolder'>,
  request: FastifyRequest,
  reply: FastifyReply,
  bytes: number,
  then: (brought: BroughtMetadata | null) => Promise<FastifyReply>,
): Promise<FastifyReply> {
  const received = await receiveFiles(request, handedInFolder, { bytes, parts: PARTS })
  if (!received.ok) {
    // What is still on its way is not waited for.
    reply.header('connection', 'close')
    return then(null)
  }
  const { field, files, forget } = received.value
  try {
    const [file] = files
    const text = file === undefined ? field('document').trim() : await readFile(file.path, 'utf8')
    return await then({
      ...{ field, address: field('address').trim(), fileName: file?.name ?? null },
      document: text === '' ? null : text,
    })
  } finally {
    await forget()
  }
}
