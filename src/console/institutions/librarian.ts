/** Who looks after an institution's readers: its librarians, who see what is theirs alone, and staff. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { listInstitutionsOfLibrarian, whenSignedIn } from '#accounts'
import { admit, type Clerk, type Right } from '../clerk.ts'
import type { ConsoleDeps } from '../deps.ts'

export type LibraryClerk = Clerk & {
  /** The institutions, by id, that this librarian was named for; staff have them by their right. */
  readonly libraries: readonly string[]
}

/** Staff with this right, or a librarian: who then has no press, and no other right. */
export async function admitLibrarian(
  deps: Pick<ConsoleDeps, 'db' | 'desk' | 'presses' | 'siteOf'>,
  request: FastifyRequest,
  reply: FastifyReply,
  right: Right,
  then: (clerk: LibraryClerk) => Promise<FastifyReply>,
): Promise<FastifyReply> {
  const known = await deps.desk.identify(request)
  if (known === null) return whenSignedIn(deps.desk, request, reply, async () => reply)
  const libraries = await listInstitutionsOfLibrarian(deps.db, known.account.id)
  if (libraries.length === 0 || known.staff.length > 0)
    return admit(deps, request, reply, right, (clerk) => then({ ...clerk, libraries }))
  const site = deps.siteOf(request)
  return then({
    ...{ account: known.account, site, place: site.place, presses: [], ofSite: false, libraries },
    may: () => false,
  })
}
