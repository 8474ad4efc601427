/**
 * Public licences by the names people use for them. An address is kept as it is (Creative Commons' in its canonical
 * spelling); `CC-BY-4.0`, `CC BY-NC 3.0 IGO` and the SPDX names of what books use become addresses.
 */
import { fail, ok, type Result } from '#base'

export function parseLicence(text: string): Result<string, 'not-a-licence'> {
  const written = text.trim()
  if (/^https?:\/\/[^\s"<>]+$/i.test(written)) return ok(creativeCommonsAddress(written) ?? written)
  const name = written.toLowerCase().replace(/[\s_]+/g, '-')
  const other = OTHERS[name]
  if (other !== undefined) return ok(other)
  const found = shortName(name)
  return found === null ? fail('not-a-licence') : ok(found)
}

/** A Creative Commons licence named anywhere in a sentence: by its address, its short name or its full one. */
export function findLicence(sentence: string): string | null {
  const address = /https?:\/\/(?:www\.)?creativecommons\.org\/[^\s"<>)\]]+/i.exec(sentence)
  if (address) return creativeCommonsAddress(address[0])
  if (/\bCC0\b|\bCC Zero\b/i.test(sentence)) return `${CC}/publicdomain/zero/1.0/`
  const short = /\bCC[\s-]BY(?:[\s-](?:NC|ND|SA))*(?:[\s-]+\d\.\d)?(?:[\s-]IGO)?/i.exec(sentence)
  if (short) return shortName(short[0].toLowerCase().replace(/[\s_]+/g, '-'))
  return fullName(sentence)
}

const CC = 'https://creativecommons.org'

/** creativecommons.org answers at https, without www, without the language's legalcode page. */
function creativeCommonsAddress(address: string): string | null {
  const match =
    /^https?:\/\/(?:www\.)?creativecommons\.org\/(licenses|publicdomain)\/([a-z-]+)\/(\d\.\d)(?:\/([a-z]{2,3}))?(?:[/.].*)?$/i.exec(
      address.replace(/[.,;]+$/, ''),
    )
  if (!match) return null
  const [, family, terms, version, port] = match
  const place = port === undefined ? '' : `${port.toLowerCase()}/`
  return `${CC}/${family?.toLowerCase()}/${terms?.toLowerCase()}/${version}/${place}`
}

function shortName(name: string): string | null {
  if (/^cc0(?:-1\.0)?$|^cc-zero(?:-1\.0)?$/.test(name)) return `${CC}/publicdomain/zero/1.0/`
  const match = /^cc-(by(?:-nc)?(?:-nd|-sa)?)(?:-(\d\.\d))?(?:-([a-z]{2,3}))?$/.exec(name)
  if (!match) return null
  const [, terms, version, port] = match
  // Where no version is told, the one in force is meant: 4.0 has no national versions.
  return `${CC}/licenses/${terms}/${version ?? '4.0'}/${port === undefined ? '' : `${port}/`}`
}

function fullName(sentence: string): string | null {
  const match =
    /Creative Commons[\s,:]+Attribution((?:[\s\p{Pd}]*(?:Non[\s-]?Commercial|No[\s-]?Deriv(?:ative)?s?|Share[\s-]?Alike|and))*)[^.\d]{0,40}?(\d\.\d)/iu.exec(
      sentence,
    )
  if (!match) return null
  const terms = [
    'by',
    ...(/commercial/i.test(match[1] ?? '') ? ['nc'] : []),
    ...(/deriv/i.test(match[1] ?? '') ? ['nd'] : []),
    ...(/alike/i.test(match[1] ?? '') ? ['sa'] : []),
  ]
  return `${CC}/licenses/${terms.join('-')}/${match[2]}/`
}

const OTHERS: Readonly<Record<string, string>> = {
  'public-domain': `${CC}/publicdomain/mark/1.0/`,
  pdm: `${CC}/publicdomain/mark/1.0/`,
  'gfdl-1.3': 'https://www.gnu.org/licenses/fdl-1.3.html',
  'gfdl-1.3-only': 'https://www.gnu.org/licenses/fdl-1.3.html',
  'gfdl-1.3-or-later': 'https://www.gnu.org/licenses/fdl-1.3.html',
  'apache-2.0': 'https://www.apache.org/licenses/LICENSE-2.0',
  mit: 'https://opensource.org/license/mit',
  'gpl-3.0-only': 'https://www.gnu.org/licenses/gpl-3.0.html',
  'gpl-3.0-or-later': 'https://www.gnu.org/licenses/gpl-3.0.html',
  'ogl-uk-3.0': 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/',
}
