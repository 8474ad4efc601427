/** Everything that a file says, by other means than ours: its bytes, and every stream that inflates, as plain characters. */
import { inflateSync } from 'node:zlib'

export function lookInside(bytes: Uint8Array): string {
  const raw = Buffer.from(bytes)
  const parts = [raw.toString('latin1')]
  for (let at = raw.indexOf('stream'); at >= 0; at = raw.indexOf('stream', at + 6)) {
    if (raw.subarray(at - 3, at).toString('latin1') === 'end') continue
    const start = raw[at + 6] === 13 ? at + 8 : at + 7
    const end = raw.indexOf('endstream', start)
    try {
      parts.push(inflateSync(raw.subarray(start, end), { finishFlush: 2 }).toString('latin1'))
    } catch {
      // Not packed, or a picture: its bytes are among the raw ones.
    }
  }
  const text = parts.join('\n')
  // Strings in hexadecimal, and in UTF-16, say the same.
  const decoded = [...text.matchAll(/<([0-9a-fA-F]{8,})>/g)].map((found) => Buffer.from(found[1] ?? '', 'hex').toString('latin1'))
  const everything = [text, ...decoded].join('\n')
  return `${everything}\n${everything.replaceAll('\0', '')}`
}
