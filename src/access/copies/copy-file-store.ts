/**
 * The file that was made for one reader. It lies in the database in pieces, not among the files of books: it goes with its
 * request in one transaction, and when it is forgotten nothing of it is left anywhere.
 */
import { Readable } from 'node:stream'
import { sql } from 'kysely'
import type { Database } from '#platform'

const PIECE = 1 << 20

/** Returns how many bytes there were. */
export async function keepCopyFile(
  tx: Database,
  requestId: string,
  source: AsyncIterable<Uint8Array>,
): Promise<number> {
  let [piece, bytes] = [0, 0]
  let held: Uint8Array[] = []
  let size = 0
  const flush = async () => {
    if (size === 0) return
    await sql`insert into copy_file_piece (request_id, piece, content)
      values (${requestId}, ${piece}, ${Buffer.concat(held)})`.execute(tx)
    piece += 1
    held = []
    size = 0
  }
  const all = Readable.from(source, { objectMode: true })
  for await (const chunk of all)
    for (let from = 0; from < chunk.length; ) {
      const part = chunk.subarray(from, from + PIECE - size)
      held.push(part)
      size += part.length
      bytes += part.length
      from += part.length
      if (size === PIECE) await flush()
    }
  await flush()
  return bytes
}

/** `end` is the last byte that is wanted (as RFC 9110 §14.1.2 counts). */
export const openCopyFile = (
  db: Database,
  requestId: string,
  { start, end }: { readonly start: number; readonly end: number },
): Readable => Readable.from(readPieces(db, requestId, start, end), { objectMode: false })

async function* readPieces(db: Database, requestId: string, start: number, end: number) {
  for (let piece = Math.floor(start / PIECE); piece * PIECE <= end; piece += 1) {
    const { rows } = await sql<{ content: Buffer }>`
      select content from copy_file_piece where request_id = ${requestId} and piece = ${piece}`.execute(db)
    const [row] = rows
    // It was taken back while it was being sent: the answer breaks off, and the reader sees that it did.
    if (row === undefined) throw new Error(`Piece ${piece} of the copy for ${requestId} is not there`)
    const first = piece * PIECE
    yield row.content.subarray(Math.max(0, start - first), Math.min(PIECE, end - first + 1))
  }
}

export async function dropCopyFile(db: Database, requestId: string): Promise<void> {
  await sql`delete from copy_file_piece where request_id = ${requestId}`.execute(db)
}
