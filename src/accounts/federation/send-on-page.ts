/** For a provider that takes requests by form alone: a page with one button, which presses itself where scripts run. */
import { type Html, html, type Place } from '#web'
import { act, hidden, sheet } from '../sheet.ts'
import { words } from './words.ts'

export type SendOnPage = {
  readonly place: Place
  readonly institution: string
  readonly url: string
  readonly fields: Readonly<Record<string, string>>
  /** Of our own script. */
  readonly script: string
}

export function renderSendOnPage({ place, institution, url, fields, script }: SendOnPage): Html {
  const t = words(place.language)
  return sheet(
    t.sendOnTitle(institution),
    html`<p>${t.sendOn(institution)}</p>
<form method="post" action="${url}" data-send-on>
${Object.entries(fields).map(([name, value]) => hidden(name, value))}<p>${act(t.sendOnButton)}</p>
</form>
<script type="module" src="${script}"></script>`,
  )
}
