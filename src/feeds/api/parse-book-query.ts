import { fail, ok, type Result } from '#base'
import type { BookQuery, FacetKind } from '#catalogue'
import type { words } from '../words.ts'
import { type ApiQuery, bookQuery } from './schemas.ts'

type Asked = {
  readonly query: BookQuery
  /** What the addresses of the neighbouring screens repeat: everything but where this screen begins. */
  readonly repeated: Readonly<Record<string, string | number | undefined>>
}

/** What `/api/v1/books` is asked, or the sentence that says why it cannot be answered. */
export function parseBookQuery(asked: unknown, t: ReturnType<typeof words>): Result<Asked, string> {
  const parsed = bookQuery.safeParse(asked)
  if (!parsed.success) {
    const [fault] = parsed.error.issues
    if (fault?.code === 'unrecognized_keys') return fail(t.problems.unknownParameter(fault.keys.join(', ')))
    const name = String(fault?.path[0]) as keyof typeof t.parameters
    return fail(t.problems.parameter(name, t.parameters[name]))
  }
  const { after, before, ...repeated } = parsed.data
  const [facet, ...others] = facetsOf(parsed.data)
  if (others.length > 0) return fail(t.problems.oneFacet)
  const { press, order, limit } = repeated
  const query: BookQuery = {
    ...{ limit, order },
    ...(press === undefined ? {} : { press }),
    ...(facet === undefined ? {} : { facet }),
    ...(after === undefined ? {} : { after }),
    ...(before === undefined ? {} : { before }),
  }
  return ok({ query, repeated })
}

const facetsOf = ({ subject, series, imprint, year }: ApiQuery): { kind: FacetKind; slug: string }[] =>
  (
    [
      ['subjects', subject],
      ['series', series],
      ['imprints', imprint],
      ['years', year],
    ] as const
  ).flatMap(([kind, slug]) => (slug === undefined ? [] : [{ kind, slug }]))
