/**
 * What a page says of something shelved is mostly the same for whoever reads it: made once, and kept for as long as the memory
 * of the shelf holds that very thing. What depends on the reader, on a decision or on a setting has to be in the key.
 */
import { type Html, inOnePiece } from '#web'

const MOST_FOR_ONE = 8

export function keepParts<Part>(): (of: object, key: string, make: () => Part) => Part {
  const kept = new WeakMap<object, Map<string, Part>>()
  return (of, key, make) => {
    const parts = kept.get(of) ?? new Map<string, Part>()
    kept.set(of, parts)
    const known = parts.get(key)
    if (known !== undefined) return known
    const part = make()
    // The name of a host is in some keys, and whoever asks chooses it.
    if (parts.size >= MOST_FOR_ONE) parts.clear()
    parts.set(key, part)
    return part
  }
}

/** What is put together of many strings is gone through string by string whenever a page of it is sent: kept as one. */
export function keepHtml(): (of: object, key: string, make: () => Html) => Html {
  const kept = keepParts<Html>()
  return (of, key, make) => kept(of, key, () => inOnePiece(make()))
}
