/** `chapterhouse institution requests`: what readers ask their library for. */
import { answerRequestByCommand, listRequests, pageOf } from '#access'
import { findByWord } from '#accounts'
import { loadSecretKey, OperatorError } from '#platform'
import { sitePress } from '#press'
import { inDeed } from './deeds.ts'
import { inSession, type Session } from './session.ts'
import { pressesOf, siteOrigin } from './site.ts'
import { must, say, toDay, warn } from './telling.ts'

export type RequestsOptions = {
  readonly settle?: string
  readonly decline?: string
  readonly answer?: string
  readonly all?: boolean
  readonly json?: boolean
}

export const requests = (word: string, options: RequestsOptions) =>
  inSession('institution', async (session) => {
    const { id, name } = must(await findByWord(session.db, word))
    if (options.settle !== undefined && options.decline !== undefined)
      throw new OperatorError('A request is settled or declined, not both.')
    const answered = options.settle ?? options.decline
    return answered === undefined ? list(session, id, name, options) : answer(session, id, answered, options)
  })

async function list(
  { db }: Session,
  institutionId: string,
  name: string,
  options: RequestsOptions,
): Promise<void> {
  const query = { institutionIds: [institutionId], ...(options.all ? {} : { state: 'open' as const }) }
  let after: string | undefined
  let total = 0
  do {
    const screen = await listRequests(db, { ...query, limit: 200, ...(after === undefined ? {} : { after }) })
    for (const request of screen) {
      const { title } = await pageOf(db, request.productId)
      const who = [request.name, request.email].filter((one) => one !== null).join(', ') || 'a reader'
      const about = `${toDay(request.asked)}, ${who}, ${request.state}`
      say(options.json ? JSON.stringify({ ...request, title }) : `${request.id}  ${title} (${about})`)
    }
    total += screen.length
    after = screen.length === 200 ? screen.at(-1)?.id : undefined
  } while (after !== undefined)
  if (total === 0 && !options.json) warn(`Nobody waits for an answer of ${name}.`)
}

async function answer(
  session: Session,
  institutionId: string,
  id: string,
  options: RequestsOptions,
): Promise<void> {
  const { config } = session
  const presses = await pressesOf(config)
  const { protocol } = new URL(siteOrigin(config))
  const placeOf = (slug: string) => {
    const press = presses.find((one) => one.slug === slug) ?? sitePress(presses)
    return {
      name: press.name,
      origin: press.host === null ? siteOrigin(config) : `${protocol}//${press.host}`,
    }
  }
  const state = options.settle === undefined ? 'declined' : 'settled'
  const made = { state, answer: options.answer ?? null } as const
  const deps = { placeOf, secretKey: loadSecretKey(config) }
  const email = await inDeed(session, async (tx, note) => {
    const done = must(await answerRequestByCommand(tx, { id, institutionId }, made, deps))
    const { title } = await pageOf(tx, done.productId)
    const details = { state, institution: done.institutionName }
    note({ act: 'request-answered', press: done.press, about: id, name: title, details })
    return done.email
  })
  const told =
    email === null
      ? 'The reader left no address, and sees it on the page of the request.'
      : `${email} is told.`
  say(`The request is ${state}. ${told}`)
}
