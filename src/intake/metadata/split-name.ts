/**
 * Which part of a printed name is the family name. Told by file-as where the EPUB has it ("Riehle, Kevin"); guessed only
 * for names in alphabets that put the family name last, and never for one word.
 */
import { normalizeSpace } from '#base'
import type { Contributor } from '#book'

export type NameParts = Pick<Contributor, 'name' | 'givenName' | 'familyName' | 'sortName' | 'kind'>

export function splitName(printed: string, sortAs: string | null): NameParts {
  const name = normalizeSpace(printed)
  const filed = sortAs === null ? '' : normalizeSpace(sortAs)
  const byFile = splitFiled(name, filed)
  if (
    isOrganisation(name) &&
    (byFile === null || /^(?:the|an?|la|le|les|die|der|das)$/i.test(byFile.givenName ?? ''))
  )
    return organisation(name, filed)
  if (byFile !== null) return byFile
  const inverted = /^([^,]+), ([^,]+)$/.exec(name)
  if (inverted) {
    const [, familyName = name, givenName = ''] = inverted
    return person(`${givenName} ${familyName}`, givenName, familyName, filed || name)
  }
  return guess(name, filed)
}

const organisation = (name: string, filed: string): NameParts => ({
  name,
  givenName: null,
  familyName: null,
  sortName: filed || name,
  kind: 'organisation',
})

const person = (
  name: string,
  givenName: string | null,
  familyName: string | null,
  sortName: string,
): NameParts => ({
  name,
  givenName,
  familyName,
  sortName,
  kind: 'person',
})

/** "Du Bois, W. E. B." is believed only when it is made of the words of the printed name. */
function splitFiled(name: string, filed: string): NameParts | null {
  const comma = filed.indexOf(',')
  if (comma < 1) return null
  const familyName = filed.slice(0, comma).trim()
  const givenName = filed.slice(comma + 1).trim()
  if (givenName === '' || familyName === '') return null
  const known = wordsOf(name)
  const isSame = wordsOf(`${familyName} ${givenName}`).some((word) => known.includes(word))
  // A name in another script is filed by its transcription: nothing can be told of its own parts.
  return isSame ? person(name, givenName, familyName, filed) : person(name, null, null, filed)
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}\p{Mn}]+/gu) ?? []

function guess(name: string, filed: string): NameParts {
  const bare = name.replace(/,?\s+(?:Jr|Sr|PhD|MD|MBE|OBE|CBE|FRS|II|III|IV)\.?$/, '')
  const words = bare.split(' ')
  const isAlphabetic =
    /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{M}\p{P}\p{Nd} ]+$/u
  if (words.length < 2 || words.length > 6 || !isAlphabetic.test(bare))
    return person(name, null, null, filed || name)
  let first = words.length - 1
  while (first > 1 && PARTICLES.has((words[first - 1] ?? '').toLowerCase())) first--
  const familyName = words.slice(first).join(' ')
  const givenName = words.slice(0, first).join(' ')
  return person(name, givenName, familyName, filed || `${familyName}, ${givenName}`)
}

/** Lower-case or not, these belong to what follows: "van der Berg", "Du Bois", "bin Laden". */
const PARTICLES = new Set(
  'al ap bar bat ben bin bint da dal de degli dei del della delle der des di do dos du el ibn la las le les lo los mac saint st st. ten ter van vom von y zu zum zur'.split(
    ' ',
  ),
)

const isOrganisation = (name: string): boolean =>
  /\b(?:Inc|Ltd|LLC|GmbH|Press|University|Université|Universität|Universidad|Institute|Institut|Instituto|Association|Society|Société|Gesellschaft|Foundation|Fondation|Stiftung|Committee|Commission|Council|Ministry|Department|Bureau|Office|Agency|Archives?|Library|Museum|Museo|Museum|Academy|Académie|Akademie|Group|Collective|Consortium|Editors|Publishers?|Publishing|Verlag|Éditions|Organi[sz]ation|United Nations|World Bank|Project|Team)\b/u.test(
    name,
  )
