/** `chapterhouse mail`: the letters of the last month, and those that could not be sent. */
import { listMail, OperatorError, sendAgain } from '#platform'
import { changing } from './deeds.ts'
import { inSession } from './session.ts'
import { say, toDay, warn } from './telling.ts'

type Json = { readonly json?: boolean }

export const list = (options: Json & { readonly failed?: boolean; readonly limit?: string }) =>
  inSession('mail', async ({ config, db }) => {
    const limit = Number(options.limit ?? '100')
    if (!Number.isSafeInteger(limit) || limit < 1)
      throw new OperatorError('Write the limit as a whole number.')
    const letters = await listMail(db, { limit, ...(options.failed ? { state: 'given-up' as const } : {}) })
    for (const letter of letters) {
      const { id, recipient, subject, state, fault, made } = letter
      const why = fault === null ? '' : `; ${fault}`
      say(
        options.json
          ? JSON.stringify(letter)
          : `${id}  ${recipient}: ${subject} (${toDay(made)}, ${state}${why})`,
      )
    }
    if (letters.length === 0 && !options.json) warn('There are no letters.')
    if (config.smtpUrl === null && !options.json)
      warn(`No mail server is set (SMTP_URL): letters are laid into ${config.outbox}.`)
  })

export const again = (id: string) =>
  changing('mail', async (tx, note) => {
    if (!(await sendAgain(tx, id)))
      throw new OperatorError(
        `${id} was not given up. “chapterhouse mail list --failed” lists those that were.`,
      )
    note({ act: 'mail-sent-again', press: null, about: id })
    say(`${id} is tried again.`)
  })
