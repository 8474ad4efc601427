/** PostgreSQL keeps neither NUL nor half a surrogate pair; one such letter in a title must not refuse a book. */
export const toKeepable = (text: string): string => text.toWellFormed().replaceAll('\0', '\ufffd')

/** `toKeepable` for all the texts of a value. */
export const toJson = (value: unknown): string =>
  JSON.stringify(value).replace(/(?<!\\)((?:\\\\)*)\\u(?:0000|d[89a-f][0-9a-f]{2})/g, '$1\\ufffd')

/** The same for the same value, whatever the order of its keys: for hashes. */
export const toCanonicalJson = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
