/** One stream for readers of them (7.8.2): a word never goes on in the next. */
export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length + 1, 0))
  let at = 0
  for (const part of parts) {
    out.set(part, at)
    out[at + part.length] = 10
    at += part.length + 1
  }
  return out
}
