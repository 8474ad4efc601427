/** What is written to a librarian when a reader asks, and to the reader when the librarian has answered. */
import type { Language } from '#web'
import { words } from '../words.ts'
import type { LibraryRequest } from './library-request.ts'

export type RequestEmail = { readonly subject: string; readonly text: string }

type About = {
  readonly title: string
  readonly site: string
  /** Whole addresses. */
  readonly page: string
}

/** In the language of the site: a librarian's own is not known. */
export function buildAskedEmail(request: LibraryRequest, about: About, language: Language): RequestEmail {
  const t = words(language).requests.asked
  return write(t.subject(about.title), [
    t.lead(request.institutionName, about.title, about.site),
    about.page,
    ...(request.message === null ? [] : [t.message, request.message]),
    request.name === null && request.email === null ? t.anonymous : t.from(nameOf(request)),
    t.answer,
  ])
}

export function buildAnsweredEmail(
  request: LibraryRequest,
  about: About & { readonly status: string },
): RequestEmail {
  const t = words(request.language).requests.answered
  return write(t.subject(about.title), [
    t[request.state === 'settled' ? 'settled' : 'declined'](request.institutionName, about.title),
    ...(request.answer === null ? [] : [t.says, request.answer]),
    request.state === 'settled' ? t.read : t.page,
    about.page,
    t.status,
    about.status,
  ])
}

const nameOf = ({ name, email }: LibraryRequest): string =>
  name !== null && email !== null ? `${name} <${email}>` : (name ?? email ?? '')

const write = (subject: string, paragraphs: readonly string[]): RequestEmail => ({
  subject,
  text: `${paragraphs.join('\n\n')}\n`,
})
