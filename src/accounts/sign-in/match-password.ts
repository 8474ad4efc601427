/**
 * Is this who he says? The same work is done whether there is such an account or not: the guess is counted, one look is taken,
 * one password is hashed. What tells an account from none is left to nobody to measure.
 */
import type { FastifyRequest } from 'fastify'
import type { Account } from '../account.ts'
import { findPassword } from '../account-store.ts'
import { type Desk, knownDevice } from '../desk.ts'
import { LIMITS, toNetwork } from '../guess-store.ts'

export type Checked =
  | { readonly kind: 'right'; readonly account: Account }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'too-often'; readonly seconds: number }

/** Of no password at all, made as all are: a salt of 16 bytes and a key of 64. */
const OF_NOBODY = `${'5a'.repeat(16)}:${'c3'.repeat(64)}`

export async function matchPassword(
  desk: Desk,
  request: FastifyRequest,
  given: { readonly email: string; readonly password: string },
): Promise<Checked> {
  const now = desk.now()
  const network = toNetwork(request.ip)
  const waitThere = await desk.guesses.claim(LIMITS.network, network, now)
  if (waitThere > 0) return { kind: 'too-often', seconds: waitThere }
  const device = knownDevice(desk, request, given.email)
  const about = device === null ? given.email : `${device} ${given.email}`
  const waitHere = await desk.guesses.claim(LIMITS.account, about, now)
  if (waitHere > 0) return { kind: 'too-often', seconds: waitHere }
  const [found, { password }] = await Promise.all([findPassword(desk.db, given), hashing(desk, request)])
  const isRight = await password.verify({ hash: found?.password ?? OF_NOBODY, password: given.password })
  if (!isRight || found === null || found.password === null) return { kind: 'wrong' }
  await desk.guesses.forgive(LIMITS.account, about)
  await desk.guesses.giveBack(LIMITS.network, network, now)
  return { kind: 'right', account: found.account }
}

/** better-auth's scrypt (N 16384, r 16, p 1; OWASP's cheat sheet asks for as much), off the main thread. */
export const hashing = async (desk: Desk, request: FastifyRequest) =>
  (await desk.engineOf(desk.siteOf(request))).$context
