/** What somebody typed who asks for a copy, or what is wrong with it, field by field. */
import { fail, ok, type Result } from '#base'
import type { Visitor } from '../visitor.ts'
import type { AskCopyPage } from './ask-copy-page.ts'
import type { CopyForm } from './copy-request.ts'

export type Wish = {
  readonly email: string
  readonly name: string | null
  readonly forms: readonly CopyForm[]
  readonly message: string | null
}

const LONGEST = 2000

/** `forms`: those there are. An account's own address needs no typing. */
export function parseWish(
  field: (name: string) => string,
  forms: readonly CopyForm[],
  { account }: Pick<Visitor, 'account'>,
  parseAddress: (text: string) => string | null,
): Result<Wish, Pick<AskCopyPage, 'typed' | 'problems'>> {
  const typed: AskCopyPage['typed'] = {
    name: field('name').trim().slice(0, 200),
    email: field('email').trim().slice(0, 254),
    message: field('message').trim(),
    forms: forms.filter((form) => field(`form-${form}`) === 'yes'),
  }
  const email = account?.email ?? parseAddress(typed.email)
  const isVague =
    typed.forms.length === 0 || (typed.forms.every((form) => form === 'other') && typed.message === '')
  const problems: AskCopyPage['problems'] = {
    ...(isVague ? { forms: typed.forms.length === 0 ? ('forms' as const) : ('other' as const) } : {}),
    ...(email === null ? { email: 'email' as const } : {}),
    ...(typed.message.length > LONGEST ? { message: 'long' as const } : {}),
  }
  if (email === null || Object.keys(problems).length > 0) return fail({ typed, problems })
  const orNull = (text: string) => (text === '' ? null : text)
  return ok({
    ...{ email, name: orNull(typed.name) ?? account?.name ?? null },
    ...{ forms: typed.forms, message: orNull(typed.message) },
  })
}
