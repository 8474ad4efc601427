/** Asks for a letter to be mailed. Whoever asks too often is told the same as everybody, and nothing is mailed. */
import type { FastifyRequest } from 'fastify'
import type { Desk } from '../desk.ts'
import { LIMITS, toNetwork } from '../guess-store.ts'
import type { Wish } from '../letters/letter.ts'
import { askForLetter } from '../letters/letter-store.ts'

export async function askLetter(
  desk: Desk,
  request: FastifyRequest,
  email: string,
  wish: Wish,
): Promise<void> {
  const now = desk.now()
  const { place, brand } = desk.siteOf(request)
  const waits = [
    await desk.guesses.claim(LIMITS.letters, toNetwork(request.ip), now),
    await desk.guesses.claim(LIMITS.letter, email.toLowerCase(), now),
  ]
  if (waits.some((seconds) => seconds > 0)) {
    desk.log.warn({ id: request.id, kind: wish.kind }, 'A letter was asked for too often and is not sent')
    return
  }
  const { origin, base, language } = place
  await askForLetter(desk.db, { email, wish, origin, base, language, siteName: brand.shortName }, now)
}
