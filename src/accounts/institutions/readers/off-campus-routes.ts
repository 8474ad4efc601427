/** `/off-campus`. Whoever asks to have a device remembered must be on campus when asking. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { href, paths } from '#web'
import { goTo, readForm } from '../../desk.ts'
import { toBrowserName } from '../../my-account/to-browser-name.ts'
import type { InstitutionsDeps } from '../deps.ts'
import { words } from '../words.ts'
import { decidePairing } from './decide-pairing.ts'
import { type RememberedDevice, renderOffCampusPage } from './off-campus-page.ts'
import { endPairing, findPairing, listPairings, makePairing, type Pairing } from './pairing-store.ts'
import { givePairingToken, readPairingToken, takePairingToken } from './reader-cookies.ts'

export function offCampusRoutes(app: FastifyInstance, deps: InstitutionsDeps): void {
  app.get(paths.offCampus, (request, reply) => showPage(deps, request, reply, false))
  app.get(paths.offCampusEnded, (request, reply) => showPage(deps, request, reply, true))
  app.post(paths.offCampus, (request, reply) => remember(deps, request, reply))
  app.post(paths.offCampusEnded, (request, reply) => forget(deps, request, reply))
}

async function showPage(
  deps: InstitutionsDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  forgotten: boolean,
): Promise<FastifyReply> {
  const { place } = deps.siteOf(request)
  const token = readPairingToken(request, place.origin)
  const [account, pairing] = await Promise.all([
    deps.accountOf(request),
    token === null ? null : findPairing(deps.db, token, deps.now()),
  ])
  const offer = decidePairing(deps.door.identifyAddress(request), deps.book.find, account !== null)
  const others = account === null ? [] : await listPairings(deps.db, { accountId: account.id }, deps.now())
  return deps.answerShell(request, reply, {
    title: words(place.language).offCampus,
    path: paths.offCampus,
    robots: 'noindex',
    main: renderOffCampusPage({
      ...{ place, forgotten },
      remembered: pairing && toDevice(deps, pairing),
      offer: offer.kind === 'offered' ? { ...offer, institution: offer.institution.name } : offer,
      devices: others.map((one) => toDevice(deps, one)).filter((device) => device !== null),
    }),
  })
}

/** Null: the institution has left, or remembers devices no longer. */
export function toDevice(
  { book }: Pick<InstitutionsDeps, 'book'>,
  { id, institutionId, device, made, until }: Pairing,
): RememberedDevice | null {
  const institution = book.find(institutionId)
  if (institution === null || institution.settings.pairingDays === 0) return null
  return { id, institution: institution.name, device, made, until }
}

async function remember(
  deps: InstitutionsDeps,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { place } = deps.siteOf(request)
  const account = await deps.accountOf(request)
  const offer = decidePairing(deps.door.identifyAddress(request), deps.book.find, account !== null)
  if (offer.kind === 'refused') return goTo(reply, href(place, paths.offCampus))
  const before = readPairingToken(request, place.origin)
  if (before !== null) await end(deps, before)
  const { browser, system } = toBrowserName(request.headers['user-agent'] ?? '')
  const { token } = await makePairing(deps.db, {
    ...{ institutionId: offer.institution.id, accountId: account?.id ?? null, affiliation: 'member' },
    device: [browser, system].filter((one) => one !== null).join(', '),
    ...{ days: offer.days, now: deps.now() },
  })
  givePairingToken(reply, place.origin, token, offer.days)
  return goTo(reply, href(place, paths.offCampus))
}

/** The device named, if it is the account's; else this one. */
async function forget(
  deps: InstitutionsDeps,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { place } = deps.siteOf(request)
  const id = readForm(request)('device')
  const token = readPairingToken(request, place.origin)
  if (id !== '') {
    const account = await deps.accountOf(request)
    if (account !== null) await endPairing(deps.db, { id, by: { accountId: account.id } }, deps.now())
    if (token !== null) deps.door.forgetDevice(token)
  } else if (token !== null) {
    await end(deps, token)
    takePairingToken(reply, place.origin)
  }
  return goTo(reply, href(place, paths.offCampusEnded))
}

async function end(deps: InstitutionsDeps, token: string): Promise<void> {
  await endPairing(deps.db, { token }, deps.now())
  deps.door.forgetDevice(token)
}
