/** What is written to a press when a reader asks for a copy, and to the reader about each step. */
import type { Language } from '#web'
import type { CopyRequest } from './copy-request.ts'
import { words } from './words.ts'

type CopyEmail = { readonly subject: string; readonly text: string }

export type AboutCopy = {
  readonly title: string
  readonly pressName: string
  /** Whole addresses. */
  readonly page: string
  readonly status: string
}

/** Who asks is not said: a letter lies about for longer than the request may be kept. */
export function buildWantedEmail(
  { forms }: Pick<CopyRequest, 'forms'>,
  about: Pick<AboutCopy, 'title' | 'page'> & { readonly console: string },
  language: Language,
): CopyEmail {
  const t = words(language)
  return write(t.mails.wanted.subject(about.title), [
    t.mails.wanted.lead(about.title),
    about.page,
    `${t.wanted}\n${forms.map((form) => `– ${t.forms[form]}`).join('\n')}`,
    t.mails.wanted.where,
    about.console,
  ])
}

export function buildAskedEmail({ language }: CopyRequest, about: AboutCopy): CopyEmail {
  const t = words(language).mails
  return write(t.asked.subject(about.title), [
    t.asked.lead(about.title, about.pressName),
    about.page,
    ...followIt(language, about),
    t.asked.notYou,
  ])
}

export function buildTakenEmail({ language }: CopyRequest, about: AboutCopy): CopyEmail {
  const t = words(language).mails
  return write(t.taken.subject(about.title), [
    t.taken.lead(about.title, about.pressName),
    ...followIt(language, about),
  ])
}

export type SentThings = {
  /** Whole addresses, each with its end as it is written; null: there is none. */
  readonly file: { readonly address: string; readonly until: string } | null
  readonly link: { readonly address: string; readonly until: string } | null
}

export function buildSentEmail(
  { language, answer }: CopyRequest,
  about: AboutCopy,
  sent: SentThings,
): CopyEmail {
  const t = words(language)
  return write(t.mails.sent.subject(about.title), [
    t.mails.sent.lead(about.title, about.pressName),
    ...(sent.file === null ? [] : [t.mails.sent.file(sent.file.until), sent.file.address]),
    ...(sent.link === null ? [] : [t.mails.sent.link(sent.link.until), sent.link.address]),
    ...(answer === null ? [] : [t.pressSays(about.pressName), answer]),
    ...followIt(language, about),
  ])
}

export function buildDeclinedEmail({ language, answer }: CopyRequest, about: AboutCopy): CopyEmail {
  const t = words(language)
  return write(t.mails.declined.subject(about.title), [
    t.mails.declined.lead(about.title, about.pressName),
    ...(answer === null ? [] : [t.pressSays(about.pressName), answer]),
    ...followIt(language, about),
  ])
}

const followIt = (language: Language, { status }: AboutCopy): readonly string[] => [
  words(language).mails.follow,
  status,
]

const write = (subject: string, paragraphs: readonly string[]): CopyEmail => ({
  subject,
  text: `${paragraphs.join('\n\n')}\n`,
})
