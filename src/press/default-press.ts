import { LANGUAGES } from '#web'
import { POLICY_NAMES, type Policy, type PolicyName, type Press } from './press.ts'

/** The version of the house's own policies; a new text gets a new one. */
export const HOUSE_POLICY_VERSION = '2026-01'

export const HOUSE_SLUG = 'house'

/** Who speaks where no press is configured. */
export const defaultPress = (contact = 'postmaster@localhost'): Press => ({
  slug: HOUSE_SLUG,
  name: 'Chapterhouse',
  shortName: 'Chapterhouse',
  onlinePublisher: 'Chapterhouse',
  host: null,
  mark: null,
  face: 'alegreya',
  colours: null,
  languages: LANGUAGES,
  lead: null,
  about: null,
  notice: null,
  contact: { address: contact, postal: null, rights: null },
  accessibility: { contact, statement: null },
  policies: housePolicies(),
})

export const housePolicies = (): Readonly<Record<PolicyName, Policy>> => {
  const policy: Policy = { version: HOUSE_POLICY_VERSION, text: null }
  const [usage, privacy, terms] = POLICY_NAMES
  return { [usage]: policy, [privacy]: policy, [terms]: policy }
}
