/** Who makes a request, from all sides: the account's session, the institutions that vouch, those it speaks for. */
import type { FastifyRequest } from 'fastify'
import type { Identify } from './desk.ts'
import { type Identity, STRANGER } from './identity.ts'
import type { InstitutionDoor } from './institutions/index.ts'

export const openIdentity =
  ({ identify, door }: { readonly identify: Identify; readonly door: InstitutionDoor }) =>
  async (request: FastifyRequest): Promise<Identity> => {
    // Without a cookie there is nothing but the address, which is looked up in memory.
    if (request.headers.cookie === undefined) {
      const institutions = door.identifyAddress(request)
      return institutions.length === 0 ? STRANGER : { ...STRANGER, institutions }
    }
    const signedIn = await identify(request)
    const known = await door.identifyAll(request, signedIn?.librarianOf ?? [])
    if (signedIn === null && known.institutions.length === 0) return STRANGER
    return { account: signedIn?.account ?? null, staff: signedIn?.staff ?? [], ...known }
  }
