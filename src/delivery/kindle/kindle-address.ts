/**
 * The address of a Kindle. Amazon gives each device a name at one of few hosts; a name has nothing in it that could begin another
 * header, another recipient or another host, so nothing needs to be escaped later.
 */
import { fail, ok, type Result } from '#base'

/** As configured, the first offered first. */
export type KindleDomains = readonly string[]

export type KindleAddress = { readonly name: string; readonly domain: string }

export type AddressProblem = 'empty' | 'not-a-name' | 'other-domain'

/** A whole address pasted into the field is taken apart; its host counts before the one chosen beside it. */
export function parseKindleAddress(
  name: string,
  chosen: string,
  domains: KindleDomains,
): Result<KindleAddress, AddressProblem> {
  const text = name.trim()
  if (text === '') return fail('empty')
  const at = text.indexOf('@')
  const domain = (at === -1 ? chosen : text.slice(at + 1)).toLowerCase()
  const local = at === -1 ? text : text.slice(0, at)
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(local) || local.includes('..') || /[.]$/.test(local))
    return fail('not-a-name')
  return domains.includes(domain) ? ok({ name: local.toLowerCase(), domain }) : fail('other-domain')
}

export const toEmailAddress = ({ name, domain }: KindleAddress): string => `${name}@${domain}`
