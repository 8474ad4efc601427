/** A finding in the reader's language: it is kept in English, and recognised by its sentence. */
import { typesetFrench } from '#base'
import { FINDINGS_IN_FRENCH, PHRASES_IN_FRENCH } from './findings.fr.ts'

type Said = readonly [pattern: RegExp, french: string]

/** Null: nobody has put this sentence into French. */
export function sayFinding(message: string, language: 'en' | 'fr'): string | null {
  if (language === 'en') return message
  return say(findings(), message)
}

function say(known: readonly Said[], text: string): string | null {
  for (const [pattern, french] of known) {
    const [whole, ...named] = pattern.exec(text) ?? []
    if (whole !== undefined)
      return french.replace(/\{(\d)\}/g, (_, place) => sayNamed(named[Number(place) - 1] ?? ''))
  }
  return null
}

/** Names, numbers and addresses are what they are; a number before a title stays before it. */
function sayNamed(text: string): string {
  const [, before = '', rest = text] = /^(\S{1,12}\. )?(.*)$/s.exec(text) ?? []
  return `${before}${say(phrases(), rest) ?? rest.replace(/“([^“”]*)”/g, typesetFrench('« $1 »'))}`
}

const compile = (pairs: readonly (readonly [string, string])[]): readonly Said[] =>
  pairs.map(([found, french]) => [toPattern(found), typesetFrench(french)])

/** What stands for a name takes as little as it can. */
const toPattern = (found: string): RegExp =>
  new RegExp(
    `^${found
      .split('{}')
      .map((part) => part.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'))
      .join('(.+?)')}$`,
    's',
  )

let compiled: { readonly findings: readonly Said[]; readonly phrases: readonly Said[] } | null = null

const tables = () => {
  compiled ??= { findings: compile(FINDINGS_IN_FRENCH), phrases: compile(PHRASES_IN_FRENCH) }
  return compiled
}
const findings = () => tables().findings
const phrases = () => tables().phrases
