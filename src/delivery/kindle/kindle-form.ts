/** The fields of “Save to Kindle”: which of the reader's own devices, or a new one, and whose address to approve at Amazon. */
import { checkbox, type Html, href, html, type Part, type Place, paths, radioGroup, textField } from '#web'
import type { Problem } from '../deliveries/destination.ts'
import type { KindleDevice } from './devices/device-store.ts'
import { type KindleDomains, toEmailAddress } from './kindle-address.ts'
import { words } from './words.ts'

export type KindleForm = {
  readonly place: Place
  readonly devices: readonly KindleDevice[]
  readonly domains: KindleDomains
  readonly sender: string
  readonly approved: boolean
  readonly given: URLSearchParams | null
  readonly problems: readonly Problem[]
}

export const NEW_KINDLE = 'new'

export function renderKindleForm(form: KindleForm): Html {
  const t = words(form.place.language)
  const { devices, given } = form
  const problem = problemOf(form.problems)
  const usable = devices.filter(({ domain }) => form.domains.includes(domain))
  const chosen = given?.get('kindle') ?? usable.find(({ confirmed }) => confirmed !== null)?.id ?? NEW_KINDLE
  return html`${
    usable.length > 0 &&
    radioGroup({
      ...{ id: 'kindle', name: 'kindle', label: t.to, value: chosen, problem: problem('kindle') },
      options: [
        ...usable.map((device) => ({
          value: device.id,
          label: `${device.label} (${toEmailAddress(device)})`,
          hint: device.trouble !== null ? t.trouble : device.confirmed === null ? t.waiting : null,
        })),
        { value: NEW_KINDLE, label: t.another },
      ],
    })
  }${
    usable.length === 0
      ? html`<input type="hidden" name="kindle" value="${NEW_KINDLE}">${renderAddress(form)}`
      : html`<details class="kindle-new"${(chosen === NEW_KINDLE || form.problems.some(({ field }) => field !== 'kindle')) && html` open`}><summary class="hint">${t.otherAddress}</summary>
${renderAddress(form)}</details>`
  }
${renderApproval(form)}
<p class="hint">${t.service.before} ${outward(form.place, serviceAddress(form.place), t.service.name)}${t.service.after}</p>
<p class="hint"><a href="${href(form.place, paths.kindleHelp)}">${t.more}</a></p>`
}

const problemOf =
  (problems: readonly Problem[]) =>
  (field: string): string | null =>
    problems.find((one) => one.field === field)?.sentence ?? null

/** Also the form of “Your Kindles”. */
export function renderAddress({
  place,
  domains,
  given,
  problems,
}: Pick<KindleForm, 'place' | 'domains' | 'given' | 'problems'>): Html {
  const t = words(place.language)
  const problem = problemOf(problems)
  return html`${textField({
    ...{ id: 'kindle-name', name: 'kindle-name', label: t.name, hint: t.nameHint, autocomplete: 'off' },
    ...{ value: given?.get('kindle-name') ?? '', problem: problem('kindle-name') },
  })}
${radioGroup({
  ...{ id: 'kindle-domain', name: 'kindle-domain', label: t.domain, problem: problem('kindle-domain') },
  value: given?.get('kindle-domain') ?? preferredDomain(domains),
  options: domains.map((domain) => ({
    value: domain,
    label: `@${domain}`,
    hint: domain.startsWith('free.')
      ? t.domains.free
      : domain === 'kindle.com'
        ? t.domains.plain
        : t.domains.other,
  })),
})}
${textField({
  ...{ id: 'kindle-label', name: 'kindle-label', label: t.label, hint: t.labelHint, autocomplete: 'off' },
  ...{ value: given?.get('kindle-label') ?? '', problem: problem('kindle-label') },
})}`
}

/** What Amazon gives out today, where it is among them. */
const preferredDomain = (domains: KindleDomains): string =>
  domains.find((domain) => domain === 'kindle.com') ?? domains[0] ?? ''

function renderApproval({ place, sender, approved }: KindleForm): Part {
  const t = words(place.language)
  if (approved) return html`<p class="hint">${t.approvedAlready(sender)}</p>`
  return html`<div class="kindle-approve"><p>${t.approveLead}</p>
${copyable(place, sender)}
<p>${amazonLink(place, t.approveWhere)}. ${t.approveThen}</p>
${checkbox({ id: 'kindle-approved', name: 'kindle-approved', label: t.approved })}</div>`
}

export function copyable(place: Place, address: string): Html {
  const t = words(place.language)
  return html`<p class="kindle-sender"><code data-copy-source>${address}</code> <button type="button" class="quiet copy" hidden data-copied="${t.copied}"><span>${t.copy}</span></button></p>`
}

/** The reader's marketplace is not known; the language says which is likely. The help page has all of them. */
export const amazonLink = (place: Place, label: string): Html =>
  outward(place, `https://www.amazon.${place.language === 'fr' ? 'fr' : 'com'}/hz/mycd/myx`, label)

/** Amazon's own page about it; what it is called there is the same in every country. */
const serviceAddress = (place: Place): string =>
  `https://www.amazon.${place.language === 'fr' ? 'fr' : 'com'}/gp/help/customer/display.html?nodeId=201974220`

export const outward = (place: Place, address: string, label: string): Html =>
  html`<a href="${address}" target="_blank" rel="noopener noreferrer">${label}<span class="visually-hidden"> ${words(place.language).opensElsewhere}</span></a>`
