/** The consortia of an institution, those of the consortia, and so on. */

export type Memberships = ReadonlyMap<string, readonly string[]>

/** Itself first, then whom it belongs to, nearest first. A circle, which nobody is let make, is walked once. */
export function toLineage(id: string, memberOf: Memberships): readonly string[] {
  const line = [id]
  for (let at = 0; at < line.length; at += 1)
    for (const consortium of memberOf.get(line[at] ?? '') ?? [])
      if (!line.includes(consortium)) line.push(consortium)
  return line
}

/** Whether a line of consortia would come back to where it began. */
export const isCircle = (id: string, memberOf: Memberships): boolean =>
  (memberOf.get(id) ?? []).some((consortium) => toLineage(consortium, memberOf).includes(id))

/** All that belong to it, near or far, without itself. */
export const membersOf = (id: string, memberOf: Memberships): readonly string[] =>
  [...memberOf.keys()].filter((other) => other !== id && toLineage(other, memberOf).includes(id))
