/**
 * Passkeys (W3C Web Authentication 3): a browser asks for a challenge, the device answers it, better-auth judges the answer. These
 * are the only addresses that speak JSON; `web/browser/passkey.js` speaks with them.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { paths } from '#web'
import { type Desk, letIn, returnPath } from '../desk.ts'
import { LIMITS, toNetwork } from '../guess-store.ts'
import type { SignedInAccount } from '../identity.ts'
import { isFresh } from '../my-account/require-signed-in.ts'
import { toBrowserName } from '../my-account/to-browser-name.ts'
import { addSetCookie } from '../session-cookie.ts'
import { endSession } from '../session-store.ts'
import { parsePasskeyAnswer } from './parse-passkey-answer.ts'

export function passkeyRoutes(app: FastifyInstance, desk: Desk): void {
  app.post(paths.signInPasskeyOptions, (request, reply) =>
    calmly(desk, request, reply, async () => {
      const engine = await desk.engineOf(desk.siteOf(request))
      const headers = toHeaders(request)
      // Without a session, so that any passkey of this site may answer.
      headers.delete('cookie')
      const answer = await engine.api.generatePasskeyAuthenticationOptions({ headers, asResponse: true })
      return passOn(reply, answer, (options) => ({ ...options, userVerification: 'required' }))
    }),
  )
  app.post(paths.signInPasskey, (request, reply) =>
    calmly(desk, request, reply, () => signInWithPasskey(desk, request, reply)),
  )
  app.post(paths.accountPart('passkeys/options'), (request, reply) =>
    forFresh(desk, request, reply, async () => {
      const engine = await desk.engineOf(desk.siteOf(request))
      const answer = await engine.api.generatePasskeyRegistrationOptions({
        headers: toHeaders(request),
        query: {},
        asResponse: true,
      })
      return passOn(reply, answer, (options) => options)
    }),
  )
  app.post(paths.accountPart('passkeys'), (request, reply) =>
    forFresh(desk, request, reply, async () => {
      const engine = await desk.engineOf(desk.siteOf(request))
      const { browser, system } = toBrowserName(request.headers['user-agent'] ?? '')
      const answer = await engine.api.verifyPasskeyRegistration({
        headers: toHeaders(request),
        body: {
          response: responseOf(request),
          name: [browser, system].filter((one) => one !== null).join(', '),
        },
        asResponse: true,
      })
      if (answer.ok) return reply.send({ kept: true })
      desk.log.info({ id: request.id, said: await answer.text() }, 'A passkey was not kept')
      return reply.code(422).send({ kept: false })
    }),
  )
}

async function signInWithPasskey(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { place } = desk.siteOf(request)
  const engine = await desk.engineOf(desk.siteOf(request))
  const response = parsePasskeyAnswer(responseOf(request))
  if (response === null) return reply.code(422).send({ signedIn: false })
  const answer = await engine.api.verifyPasskeyAuthentication({
    headers: toHeaders(request),
    body: { response },
    asResponse: true,
  })
  if (!answer.ok) {
    desk.log.info({ id: request.id, said: await answer.text() }, 'A passkey was refused')
    return reply.code(422).send({ signedIn: false })
  }
  const told = toSession(await answer.json())
  if (told === null) throw new Error('The machinery accepted a passkey and named no session')
  // The session that counts is one of ours, begun in the one place where sessions begin.
  await endSession(desk.db, told.token)
  const returnTo = returnPath(place, textOf(request.body, 'to'))
  const to = await letIn(desk, request, reply, { accountId: told.userId, factor: 'second', returnTo })
  return reply.send({ signedIn: true, to })
}

async function calmly(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  then: () => Promise<FastifyReply>,
): Promise<FastifyReply> {
  reply.header('cache-control', 'no-store')
  const seconds = await desk.guesses.claim(LIMITS.ceremony, toNetwork(request.ip), desk.now())
  return seconds > 0 ? reply.code(429).header('retry-after', seconds).send({ wait: seconds }) : then()
}

async function forFresh(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  then: (signedIn: SignedInAccount) => Promise<FastifyReply>,
): Promise<FastifyReply> {
  reply.header('cache-control', 'no-store')
  const signedIn = await desk.identify(request)
  return signedIn === null || !isFresh(desk, signedIn)
    ? reply.code(401).send({ again: true })
    : then(signedIn)
}

/** What better-auth looks at, and no more. */
function toHeaders({ headers }: FastifyRequest): Headers {
  const passed = new Headers()
  for (const name of ['cookie', 'origin', 'user-agent'] as const) {
    const value = headers[name]
    if (value !== undefined) passed.set(name, value)
  }
  return passed
}

/** The answer and the cookie that binds the challenge to this browser. */
async function passOn(
  reply: FastifyReply,
  answer: Response,
  change: (options: Readonly<Record<string, unknown>>) => unknown,
): Promise<FastifyReply> {
  for (const cookie of answer.headers.getSetCookie()) addSetCookie(reply, cookie)
  const body: unknown = await answer.json()
  return reply.code(answer.status).send(isRecord(body) && answer.ok ? change(body) : body)
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

const responseOf = ({ body }: FastifyRequest): Record<string, unknown> =>
  isRecord(body) && isRecord(body.response) ? body.response : {}

const textOf = (body: unknown, name: string): string | undefined => {
  const value = isRecord(body) ? body[name] : undefined
  return typeof value === 'string' ? value : undefined
}

function toSession(body: unknown): { readonly token: string; readonly userId: string } | null {
  const session = isRecord(body) ? body.session : null
  const token = textOf(session, 'token')
  const userId = textOf(session, 'userId')
  return token !== undefined && userId !== undefined ? { token, userId } : null
}
