/** Looking for ASCII words in bytes, and reading numbers from them. */
const view = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)

export const indexOf = (bytes: Uint8Array, text: string, from: number): number =>
  view(bytes).indexOf(text, from, 'latin1')

/** -1 where the last one lies before `from`. */
export function lastIndexOf(bytes: Uint8Array, text: string, from: number): number {
  const found = view(bytes).lastIndexOf(text, undefined, 'latin1')
  return found >= from ? found : -1
}

export const startsWith = (bytes: Uint8Array, text: string, at: number): boolean =>
  latin1Between(bytes, at, at + text.length) === text

export const latin1Between = (bytes: Uint8Array, from: number, to: number): string =>
  view(bytes.subarray(from, to)).toString('latin1')

/** The first byte weighs most. */
export function numberAt(bytes: Uint8Array, at: number, width: number): number {
  let value = 0
  for (let index = 0; index < width; index += 1) value = value * 256 + (bytes[at + index] ?? 0)
  return value
}
