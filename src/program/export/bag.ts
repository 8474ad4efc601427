/** A bag: files and the sum of each, in a form that archives know. RFC 8493 (BagIt 1.0). */
import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'

export type Bag = {
  /** `path`: below `data/`, with `/` between its parts. */
  put(path: string, content: Readable | Uint8Array): Promise<void>
  close(info: Readonly<Record<string, string>>): Promise<void>
}

export async function createBag(folder: string): Promise<Bag> {
  await mkdir(join(folder, 'data'), { recursive: true })
  const sums: string[] = []
  let bytes = 0
  return {
    async put(path, content) {
      const target = join(folder, 'data', path)
      if (!target.startsWith(join(folder, 'data/'))) throw new Error(`${path} would lie outside of the bag`)
      await mkdir(dirname(target), { recursive: true })
      const hash = createHash('sha256')
      const weigh = new Transform({
        transform(part: Buffer, _encoding, done) {
          hash.update(part)
          bytes += part.length
          done(null, part)
        },
      })
      const stream = content instanceof Readable ? content : Readable.from([Buffer.from(content)])
      await pipeline(stream, weigh, createWriteStream(target, { flags: 'wx' }))
      sums.push(`${hash.digest('hex')}  data/${encodePath(path)}\n`)
    },
    async close(info) {
      const tags = {
        'bagit.txt': 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n',
        'bag-info.txt': toInfo({ ...info, 'Payload-Oxum': `${bytes}.${sums.length}` }),
        'manifest-sha256.txt': sums.sort().join(''),
      }
      for (const [name, text] of Object.entries(tags)) await writeFile(join(folder, name), text)
      const tagSums = Object.entries(tags).map(([name, text]) => `${sha256(text)}  ${name}\n`)
      await writeFile(join(folder, 'tagmanifest-sha256.txt'), tagSums.join(''))
    },
  }
}

/** RFC 8493 §2.1.3: line ends and percent signs in names are encoded. */
const encodePath = (path: string): string =>
  path.replace(/[%\r\n]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`)

const toInfo = (info: Readonly<Record<string, string>>): string =>
  Object.entries(info)
    .map(([name, value]) => `${name}: ${value.replace(/\s+/g, ' ')}\n`)
    .join('')

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
