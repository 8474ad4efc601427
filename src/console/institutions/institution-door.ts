/** The way to one institution: for staff to each, for a librarian to the own. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { findInstitution, goTo, type Institution } from '#accounts'
import { at, consolePath } from '../console-page.ts'
import type { ConsoleDeps } from '../deps.ts'
import { showMissing } from '../show-console.ts'
import { admitLibrarian, type LibraryClerk } from './librarian.ts'

export type WithId = { Params: { id: string } }

/** What is done to one institution. */
export type InstitutionStep = (
  deps: ConsoleDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  clerk: LibraryClerk,
  institution: Institution,
) => Promise<FastifyReply>

export const institutionPath = `${consolePath('institutions')}/:id`

export const whenInstitution = (
  deps: ConsoleDeps,
  request: FastifyRequest<WithId>,
  reply: FastifyReply,
  then: (clerk: LibraryClerk, institution: Institution) => Promise<FastifyReply>,
): Promise<FastifyReply> =>
  admitLibrarian(deps, request, reply, 'institutions', async (clerk) => {
    const institution = await findInstitution(deps.db, request.params.id)
    return institution !== null && (clerk.ofSite || clerk.libraries.includes(institution.id))
      ? then(clerk, institution)
      : showMissing(deps, request, reply, clerk)
  })

export const backTo = (
  reply: FastifyReply,
  { place }: LibraryClerk,
  { id }: Institution,
  further: readonly string[],
  done: string,
): FastifyReply => goTo(reply, `${at(place, 'institutions', id, ...further)}?done=${done}`)
