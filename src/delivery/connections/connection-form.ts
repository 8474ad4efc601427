/** The part of “Save to Dropbox” and “Save to Google Drive” that is theirs: whose cloud it is, and the usage policy. */
import { checkbox, type Html, href, html, type Place, paths } from '#web'
import type { Problem } from '../deliveries/destination.ts'
import { connectAddress } from './build-explanation.ts'
import type { Cloud } from './cloud.ts'
import type { Connection } from './connection.ts'
import { words } from './words.ts'

export const POLICY_FIELD = 'usage-policy'

export type ConnectionForm = {
  readonly place: Place
  readonly cloud: Pick<Cloud, 'name' | 'label'>
  readonly connection: Connection | null
  /** Its version; null: the reader has agreed to it before. */
  readonly policy: string | null
  readonly policyPlace: Place
  /** Of the page itself, with language and press. */
  readonly back: string
  readonly given: URLSearchParams | null
  readonly problems: readonly Problem[]
}

export function renderConnectionForm(form: ConnectionForm): Html {
  const { place, cloud } = form
  const t = words(place.language).form
  const more = html`<p><a href="${href(place, paths.savingHelp(cloud.name))}" target="_blank" rel="noopener">${t.more(cloud.label)}</a></p>`
  return html`${whose(form)}
${form.policy !== null && agreement(form)}${more}
`
}

function whose({ place, cloud, connection, back }: ConnectionForm): Html {
  const t = words(place.language).form
  if (connection === null) return html`<p>${t.asksFirst(cloud.label)}</p>`
  if (connection.state !== 'active') return html`<p>${t.asksAgain(cloud.label)}</p>`
  const change = connectAddress(place, cloud.name, { back })
  return html`<p>${t.savesTo(cloud.label, connection.label)} <a href="${change}">${t.change}</a></p>`
}

/** A new tab: the form that is being filled in stays. */
function agreement({ place, cloud, policy, policyPlace, given, problems }: ConnectionForm): Html {
  const t = words(place.language).form
  return html`<p><a href="${href(policyPlace, paths.policy('usage'))}" target="_blank" rel="noopener">${t.readPolicy(policy ?? '')}</a></p>
${checkbox({
  id: `${cloud.name}-${POLICY_FIELD}`,
  name: POLICY_FIELD,
  label: t.agree,
  checked: given?.get(POLICY_FIELD) === 'yes',
  problem: problems.find(({ field }) => field === POLICY_FIELD)?.sentence ?? null,
})}
`
}
