import { fail, ok, type Result } from '#base'
import type { Visitor } from '../visitor.ts'
import type { AskPage } from './ask-page.ts'

export type Asking = {
  readonly institutionId: string | null
  readonly institutionName: string
  readonly name: string | null
  readonly email: string | null
  readonly message: string | null
  readonly typed: AskPage['typed']
}

const LONGEST = 1000

/** What was typed, or what is wrong with it, field by field. An account's own address needs no typing. */
export function parseAsking(
  field: (name: string) => string,
  { account, institutions }: Pick<Visitor, 'account' | 'institutions'>,
): Result<Asking, Pick<AskPage, 'typed' | 'problems'>> {
  const read = (name: string) => field(name).trim()
  const typed = {
    ...{
      institution: read('institution'),
      library: read('library').slice(0, 200),
      name: read('name').slice(0, 200),
    },
    ...{ email: read('email').slice(0, 254), message: read('message') },
  }
  const known = institutions.find(({ id }) => id === typed.institution)
  const problems: AskPage['problems'] = {
    ...(known === undefined && typed.library === '' ? { library: 'library' as const } : {}),
    ...(account === null && typed.email !== '' && !isAddress(typed.email) ? { email: 'email' as const } : {}),
    ...(typed.message.length > LONGEST ? { message: 'long' as const } : {}),
  }
  if (Object.keys(problems).length > 0) return fail({ typed, problems })
  const orNull = (text: string) => (text === '' ? null : text)
  return ok({
    institutionId: known?.id ?? null,
    institutionName: known?.name ?? typed.library,
    name: orNull(typed.name) ?? account?.name ?? null,
    email: account?.email ?? orNull(typed.email),
    message: orNull(typed.message),
    typed,
  })
}

/** Whether it can be written to is found out by writing; what would break a letter is refused (RFC 5321 §4.1.2). */
const isAddress = (text: string): boolean =>
  /^[^\s@<>(),;:"[\]\\]+@[^\s@<>(),;:"[\]\\]+\.[^\s@<>(),;:"[\]\\]+$/.test(text)
