/**
 * Tar archives, written and read as streams: POSIX.1-1988 ustar, with base-256 sizes beyond 8 GiB as GNU tar and bsdtar
 * write them. Any tar reads ours; of others' we read none, so that no altered byte goes unnoticed.
 */
const BLOCK = 512

export type TarEntry = {
  readonly name: string
  readonly size: number
  readonly content: AsyncIterable<Uint8Array>
}

export function tarHeader(name: string, size: number, mtime: Date): Buffer {
  const header = Buffer.alloc(BLOCK)
  if (Buffer.byteLength(name) > 100) throw new Error(`The name “${name}” is too long for an archive`)
  header.write(name, 0)
  header.write('0000600\0', 100)
  header.write('0000000\0', 108)
  header.write('0000000\0', 116)
  writeSize(header, size)
  header.write(
    `${Math.floor(mtime.getTime() / 1000)
      .toString(8)
      .padStart(11, '0')}\0`,
    136,
  )
  header.write('        ', 148)
  header.write('0', 156)
  header.write('ustar\x0000', 257)
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return header
}

function writeSize(header: Buffer, size: number): void {
  if (size < 0o77777777777) header.write(`${size.toString(8).padStart(11, '0')}\0`, 124)
  else {
    header.writeUInt8(0x80, 124)
    header.writeBigUInt64BE(BigInt(size), 128)
  }
}

/** What fills the last block of a file. */
export const tarPadding = (size: number): Buffer => Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK)

/** Two empty blocks end an archive. */
export const TAR_END = Buffer.alloc(2 * BLOCK)

export class DamagedArchive extends Error {}

/** The content of each entry must be read, or left, before the next is asked for. */
export async function* readTar(stream: AsyncIterable<Uint8Array>): AsyncGenerator<TarEntry> {
  const bytes = new ByteReader(stream)
  for (;;) {
    const header = await bytes.exactly(BLOCK)
    if (header === null) throw new DamagedArchive('The archive breaks off: its end is missing')
    if (isEmpty(header)) return endOf(bytes)
    const { name, size } = readHeader(header)
    const content = bytes.upTo(size)
    yield { name, size, content }
    for await (const _ of content);
    const padding = await bytes.exactly(tarPadding(size).length)
    if (padding === null) throw new DamagedArchive(`The archive breaks off within “${name}”`)
    if (!isEmpty(padding)) throw new DamagedArchive(`The archive is damaged behind “${name}”`)
  }
}

async function endOf(bytes: ByteReader): Promise<void> {
  const last = await bytes.exactly(BLOCK)
  if (last === null || !isEmpty(last) || (await bytes.exactly(1)) !== null)
    throw new DamagedArchive('The archive is damaged at its end')
}

const isEmpty = (block: Buffer): boolean => block.every((byte) => byte === 0)

/** Ours to the byte: whatever was altered in it, it is not what we wrote. */
function readHeader(header: Buffer): { name: string; size: number } {
  const name = header.toString('utf8', 0, 100).replace(/\0.*$/s, '')
  const size =
    header[124] === 0x80
      ? Number(header.readBigUInt64BE(128))
      : Number.parseInt(header.toString('latin1', 124, 135), 8)
  const seconds = Number.parseInt(header.toString('latin1', 136, 147), 8)
  const isOurs =
    Number.isSafeInteger(size) &&
    Number.isSafeInteger(seconds) &&
    tarHeader(name, size, new Date(seconds * 1000)).equals(header)
  if (!isOurs) throw new DamagedArchive('The archive is damaged: a header is not as it was written')
  return { name, size }
}

/** Cuts a stream into pieces of wanted lengths. */
class ByteReader {
  readonly #source: AsyncIterator<Uint8Array>
  #rest: Buffer = Buffer.alloc(0)

  constructor(stream: AsyncIterable<Uint8Array>) {
    this.#source = stream[Symbol.asyncIterator]()
  }

  async #fill(): Promise<boolean> {
    while (this.#rest.length === 0) {
      const { done, value } = await this.#source.next()
      if (done) return false
      this.#rest = Buffer.from(value.buffer, value.byteOffset, value.byteLength)
    }
    return true
  }

  /** Null when the stream ends before. */
  async exactly(length: number): Promise<Buffer | null> {
    const parts: Buffer[] = []
    let missing = length
    while (missing > 0) {
      if (!(await this.#fill())) return null
      const part = this.#rest.subarray(0, missing)
      this.#rest = this.#rest.subarray(part.length)
      parts.push(part)
      missing -= part.length
    }
    return Buffer.concat(parts)
  }

  /** Goes on where it was left, so that what was not read can be skipped. */
  upTo(length: number): AsyncIterable<Uint8Array> {
    let missing = length
    const next = async (): Promise<IteratorResult<Uint8Array>> => {
      if (missing === 0) return { done: true, value: undefined }
      if (!(await this.#fill())) throw new DamagedArchive('The archive breaks off in the middle of a file')
      const part = this.#rest.subarray(0, missing)
      this.#rest = this.#rest.subarray(part.length)
      missing -= part.length
      return { done: false, value: part }
    }
    return { [Symbol.asyncIterator]: () => ({ next }) }
  }
}
