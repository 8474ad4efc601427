/** Who asks, from all that can tell: the account that is signed in, and the institutions that vouch or whose address it is. */
import type { FastifyRequest } from 'fastify'
import { type Identify, type Identity, type InstitutionDoor, STRANGER } from '#accounts'

/** Somebody without a cookie costs one look into memory. */
export const openRequestIdentity =
  (identify: Identify, door: Pick<InstitutionDoor, 'identifyAddress' | 'identifyAll'>) =>
  async (request: FastifyRequest): Promise<Identity> => {
    if (request.headers.cookie === undefined) {
      const institutions = door.identifyAddress(request)
      return institutions.length === 0 ? STRANGER : { ...STRANGER, institutions }
    }
    const signedIn = await identify(request)
    const found = await door.identifyAll(request, signedIn?.account.id ?? null)
    return { account: signedIn?.account ?? null, staff: signedIn?.staff ?? [], ...found }
  }
