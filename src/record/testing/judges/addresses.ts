import { z } from 'zod'

/** Whole addresses, with a scheme: what leaves the house will be read elsewhere. A prefix of a context has one as well. */
export const iri = z.string().regex(/^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+$/i)

export const httpAddress = z.url({ protocol: /^https?$/ })

export const instant = z.iso.datetime()

/** One sentence for each thing that is wrong; none: it is as it ought to be. */
export function faultsOf(schema: z.ZodType, text: string): readonly string[] {
  const read = schema.safeParse(JSON.parse(text))
  return read.success
    ? []
    : read.error.issues.map(({ path, message }) => `${path.map(String).join('.')}: ${message}`)
}
