/** What a form with files brings: the files in a folder, the fields in hand; or why it was not taken. */

import { createWriteStream } from 'node:fs'
import { mkdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import type { FastifyRequest } from 'fastify'
import { fail, newId, ok, type Result } from '#base'
import { removeFolder } from '#platform'
import { type ChosenParcels, decideParcels } from './decide-parcels.ts'
import { boundaryOf, type FormFault, readForm, type Sink } from './multipart.ts'

export const UPLOAD_LIMITS = { bytes: 2 * 1024 ** 3, parts: 200 }
const LONGEST_FIELD = 20_000

export type Received = {
  readonly field: (name: string) => string
  readonly files: readonly { readonly name: string; readonly path: string; readonly bytes: number }[]
  /** Removes what is left of it. */
  forget(): Promise<void>
}

export async function receiveFiles(
  request: FastifyRequest,
  folder: string,
  limits = UPLOAD_LIMITS,
): Promise<Result<Received, FormFault>> {
  const boundary = boundaryOf(request.headers['content-type'])
  if (boundary === null) return fail('not-a-form')
  if (Number(request.headers['content-length'] ?? 0) > limits.bytes) return fail('too-large')
  const aside = join(folder, `receiving-${newId()}`)
  await mkdir(aside, { recursive: true, mode: 0o700 })
  const fields = new Map<string, string>()
  const files: { name: string; path: string; bytes: number }[] = []
  const open = ({ name, fileName }: { name: string; fileName: string | null }): Sink => {
    if (fileName === null) return fieldSink((text) => void fields.set(name, text))
    // A form without a chosen file sends one without a name.
    if (fileName === '') return { write: async () => {}, end: async () => {} }
    const file = { name: fileName, path: join(aside, String(files.length)), bytes: 0 }
    files.push(file)
    return fileSink(file)
  }
  const forget = () => removeFolder(aside)
  try {
    const read = await readForm(request.raw, boundary, limits, open)
    if (read.ok) return ok({ field: (name) => fields.get(name) ?? '', files, forget })
    await forget()
    return read
  } catch (error) {
    await forget()
    // The browser went away, or the line was cut.
    if (request.raw.destroyed && !request.raw.complete) return fail('cut-off')
    throw error
  }
}

function fieldSink(take: (text: string) => void): Sink {
  const parts: Buffer[] = []
  let bytes = 0
  return {
    write: async (part) => {
      bytes += part.length
      if (bytes <= LONGEST_FIELD) parts.push(Buffer.from(part))
    },
    end: async () => take(Buffer.concat(parts).toString('utf8')),
  }
}

function fileSink(file: { readonly path: string; bytes: number }): Sink {
  const stream = createWriteStream(file.path, { flags: 'wx', mode: 0o600 })
  const done = finished(stream)
  done.catch(() => {})
  return {
    write: async (part) => {
      file.bytes += part.length
      // What is handed on is looked at again only after it is written.
      if (!stream.write(Buffer.from(part))) await Promise.race([drained(stream), done])
    },
    end: async () => {
      stream.end()
      await done
    },
  }
}

const drained = (stream: NodeJS.WritableStream) =>
  new Promise<void>((resolve) => void stream.once('drain', () => resolve()))

export type LaidOut = { readonly id: string; readonly name: string; readonly folder: string }

/** A folder for each parcel; one file alone lies in it under its own name, and a book.yaml is called so. */
export async function layOut(
  received: Received,
  folder: string,
): Promise<{ readonly parcels: readonly LaidOut[]; readonly unused: readonly string[] }> {
  const { parcels, unused }: ChosenParcels = decideParcels(received.files.map(({ name }) => name))
  const laid: LaidOut[] = []
  for (const parcel of parcels) {
    const id = newId()
    const target = join(folder, id)
    await mkdir(target, { recursive: true, mode: 0o700 })
    for (const i of parcel.files) {
      const file = received.files[i]
      if (file === undefined) continue
      await rename(file.path, join(target, /\.ya?ml$/i.test(file.name) ? 'book.yaml' : file.name))
    }
    laid.push({ id, name: parcel.name, folder: target })
  }
  return { parcels: laid, unused: unused.flatMap((i) => received.files[i]?.name ?? []) }
}
