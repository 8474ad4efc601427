export type Versioned = { readonly name: string; readonly version: number | null }

/** `ten-departures@v2`. Null: no record and nothing in one is called so. */
export function versioned(name: string): Versioned | null {
  const match = /^([a-z][a-z0-9-]{1,63})(?:@v([1-9]\d{0,5}))?$/.exec(name)
  if (match?.[1] === undefined) return null
  return { name: match[1], version: match[2] === undefined ? null : Number(match[2]) }
}
