/** What somebody writes of an institution, in a form or in a command. */
import { fail, normalizeSpace, ok, type Result } from '#base'
import {
  type Affiliation,
  DEFAULT_SETTINGS,
  type Institution,
  type InstitutionSettings,
} from './institution.ts'

/** Each as it was typed; what is missing was not asked. */
export type InstitutionForm = {
  readonly name?: string | undefined
  readonly kind?: string | undefined
  /** One to a line, or parted by semicolons. */
  readonly otherNames?: string | undefined
  readonly country?: string | undefined
  readonly city?: string | undefined
  readonly ror?: string | undefined
  readonly isni?: string | undefined
  readonly contact?: string | undefined
  readonly onCampus?: string | undefined
  readonly admits?: readonly string[] | undefined
  readonly pairingDays?: string | undefined
  readonly pairingFor?: string | undefined
  readonly proxyPrefix?: string | undefined
}

export type InstitutionFacts = Pick<
  Institution,
  'name' | 'kind' | 'otherNames' | 'country' | 'city' | 'ror' | 'isni' | 'contact' | 'settings'
>

export type InstitutionField = keyof InstitutionForm

/** `before`: what holds of everything that is not in the form. */
export function parseInstitution(
  form: InstitutionForm,
  before: InstitutionFacts | null = null,
): Result<InstitutionFacts, readonly InstitutionField[]> {
  const wrong: InstitutionField[] = []
  const kept = before ?? NOTHING
  const take = <T>(field: InstitutionField, old: T, parse: (text: string) => T | undefined): T => {
    const text = form[field]
    if (typeof text !== 'string') return old
    const value = parse(normalizeSpace(text))
    if (value === undefined) wrong.push(field)
    return value === undefined ? old : value
  }
  const facts: InstitutionFacts = {
    name: take('name', kept.name, (text) => (text === '' || text.length > 300 ? undefined : text)),
    kind: take('kind', kept.kind, (text) => KINDS.find((kind) => kind === text)),
    otherNames: form.otherNames === undefined ? kept.otherNames : toNames(form.otherNames),
    country: take('country', kept.country, orNone(toCountry)),
    city: take(
      'city',
      kept.city,
      orNone((text) => text.slice(0, 200)),
    ),
    ror: take('ror', kept.ror, orNone(toRor)),
    isni: take('isni', kept.isni, orNone(toIsni)),
    contact: take('contact', kept.contact, orNone(toContact)),
    settings: parseSettings(form, kept.settings, take, wrong),
  }
  if (facts.name === '' && !wrong.includes('name')) wrong.push('name')
  return wrong.length > 0 ? fail(wrong) : ok(facts)
}

const NOTHING: InstitutionFacts = {
  ...{ name: '', kind: 'institution', otherNames: [], country: null, city: null },
  ...{ ror: null, isni: null, contact: null, settings: DEFAULT_SETTINGS },
}

const KINDS = ['institution', 'consortium'] as const
const AFFILIATIONS: readonly Affiliation[] = ['member', 'alum', 'walk-in']

type Take = <T>(field: InstitutionField, old: T, parse: (text: string) => T | undefined) => T

function parseSettings(
  form: InstitutionForm,
  old: InstitutionSettings,
  take: Take,
  wrong: InstitutionField[],
): InstitutionSettings {
  const admits = AFFILIATIONS.filter((one) => form.admits?.includes(one))
  if (form.admits?.some((one) => !(AFFILIATIONS as readonly string[]).includes(one))) wrong.push('admits')
  return {
    onCampus: take('onCampus', old.onCampus, (text) =>
      (['member', 'walk-in'] as const).find((one) => one === text),
    ),
    admits: form.admits === undefined ? old.admits : admits,
    pairingDays: take('pairingDays', old.pairingDays, (text) =>
      /^\d{1,3}$/.test(text) && Number(text) <= LONGEST_PAIRING ? Number(text) : undefined,
    ),
    pairingFor: take('pairingFor', old.pairingFor, (text) =>
      (['anyone', 'signed-in'] as const).find((one) => one === text),
    ),
    proxyPrefix: take('proxyPrefix', old.proxyPrefix, orNone(toProxyPrefix)),
  }
}

const LONGEST_PAIRING = 400

/** An empty field is none. */
const orNone =
  <T>(parse: (text: string) => T | undefined) =>
  (text: string): T | null | undefined =>
    text === '' ? null : parse(text)

const toNames = (text: string): readonly string[] =>
  [...new Set(text.split(/[\n;]/).map((name) => normalizeSpace(name).slice(0, 300)))]
    .filter((name) => name !== '')
    .slice(0, 50)

const toCountry = (text: string): string | undefined =>
  /^[a-z]{2}$/i.test(text) && REGIONS.of(text.toUpperCase()) !== undefined ? text.toUpperCase() : undefined

const REGIONS = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })

/** Crockford's base 32 and two digits of ISO 7064 mod 97-10: a mistyped letter is found. */
export function toRor(text: string): string | undefined {
  const [, name = '', digits = ''] =
    /^(?:https?:\/\/)?(?:ror\.org\/)?0?([a-hj-km-np-tv-z0-9]{6})(\d\d)$/i.exec(text) ?? []
  if (name === '') return undefined
  const letters = '0123456789abcdefghjkmnpqrstvwxyz'
  const value = Array.from(name.toLowerCase()).reduce((sum, letter) => sum * 32 + letters.indexOf(letter), 0)
  return 98 - ((value * 100) % 97) === Number(digits)
    ? `https://ror.org/0${name.toLowerCase()}${digits}`
    : undefined
}

/** ISO 27729: ISO 7064 mod 11-2 over the fifteen digits before. */
export function toIsni(text: string): string | undefined {
  const isni = text
    .replace(/^(https?:\/\/)?(www\.)?isni\.org\/(isni\/)?/i, '')
    .replace(/[\s-]/g, '')
    .toUpperCase()
  if (!/^\d{15}[\dX]$/.test(isni)) return undefined
  const sum = Array.from(isni.slice(0, 15)).reduce((total, digit) => ((total + Number(digit)) * 2) % 11, 0)
  const check = (12 - sum) % 11
  return isni.endsWith(check === 10 ? 'X' : String(check)) ? isni : undefined
}

const toContact = (text: string): string | undefined =>
  /^[^\s@<>"]{1,64}@[^\s@<>"]{1,190}\.[^\s@<>".]{2,}$/.test(text) ? text : undefined

/** It goes before an address of ours, as `https://proxy.example.edu/login?url=` does. */
function toProxyPrefix(text: string): string | undefined {
  const url = text.length > 500 ? null : URL.parse(text)
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.hash !== '')
    return undefined
  return /[=/]$/.test(text) ? text : undefined
}
