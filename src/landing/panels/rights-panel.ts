import type { Rights } from '#book'
import { type Html, html, type Language, type Part } from '#web'
import { type PublicLicence, parseLicence } from '../parse-licence.ts'
import { words } from '../words.ts'

/** What may be done with the text, in words first; a public licence by its sign too, and whom to ask for more. */
export function rightsPanel(rights: Rights, language: Language): Html {
  const t = words(language)
  if (rights.statement === null && rights.licence === null && rights.holder === null)
    return html`<p>${t.noRights}</p>${askForReuse(rights, language)}`
  return html`${licenceWords(rights, language)}
${rights.statement !== null && html`<p>${rights.statement}</p>\n`}${rights.holder !== null && html`<p>${t.rightsHolder}: ${rights.holder}</p>\n`}${askForReuse(rights, language)}`
}

function licenceWords({ licence }: Rights, language: Language): Part {
  if (licence === null) return null
  const t = words(language)
  const known = parseLicence(licence)
  if (known === null) return html`<p>${t.licence}: <a href="${licence}" rel="license">${licence}</a></p>\n`
  return html`<p class="licence">${licenceSign(known)}<span>${t.licenceWords[known.code]}: <a href="${licence}" rel="license">${licenceName(known, language)}</a>.</span></p>\n`
}

export function licenceName({ code, version, port }: PublicLicence, language: Language): string {
  const t = words(language)
  if (code === 'cc0') return t.publicDomain
  if (code === 'pdm') return t.publicDomainMark
  const parts = code.split('-').map((part) => t.licenceParts[part as keyof typeof t.licenceParts])
  const where = port === 'international' ? ' International' : port === null ? '' : ` ${port.toUpperCase()}`
  return `Creative Commons ${parts.join(language === 'fr' ? ', ' : '-')} ${version}${where} (CC ${code.toUpperCase()} ${version})`
}

/** Rings with letters, as the licence's own buttons are read; the words beside them say it all. */
const licenceSign = ({ code }: PublicLicence): Html =>
  html`<span class="licence-sign" aria-hidden="true">${signParts(code).map((part) => html`<span>${part}</span>`)}</span>`

const signParts = (code: PublicLicence['code']): readonly string[] => {
  if (code === 'cc0') return ['cc', '0']
  if (code === 'pdm') return ['pd']
  return ['cc', ...code.split('-')]
}

const askForReuse = ({ contact }: Rights, language: Language): Part =>
  contact !== null && html`<p>${words(language).askReuse} ${contactLink(contact)}.</p>\n`

export const contactLink = (contact: string): Html =>
  /^https?:\/\//.test(contact)
    ? html`<a href="${contact}">${contact.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '')}</a>`
    : html`<a href="mailto:${contact}">${contact}</a>`
