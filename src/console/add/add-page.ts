import { act } from '#accounts'
import { type Html, html, type Part, type Place, radioGroup, selectField, textField, time } from '#web'
import { at } from '../console-page.ts'
import { ledger, onwards } from '../ledger.ts'
import type { HandedIn } from './handed-in.ts'
import { words } from './words.ts'

export type AddPage = {
  readonly place: Place
  readonly presses: readonly { readonly slug: string; readonly name: string }[]
  readonly recent: readonly HandedIn[]
  readonly more: string | null
}

export function renderAddPage({ place, presses, recent, more }: AddPage): Html {
  const t = words(place.language)
  const [only] = presses
  return html`<p class="lead">${t.lead}</p>
<form method="post" enctype="multipart/form-data" action="${at(place, 'add')}" data-upload data-sending="${t.sending}" data-sent="${t.sent}">
<div class="field drop"><label for="files">${t.files}</label><p class="hint" id="files-hint">${t.filesHint}</p>
<input id="files" name="files" type="file" multiple required accept=".epub,.kepub,.zip,.yaml,.yml,.jpg,.jpeg,.png,.svg,.webp" aria-describedby="files-hint"></div>
${
  presses.length === 1 && only !== undefined
    ? html`<input type="hidden" name="press" value="${only.slug}">`
    : selectField({
        ...{ id: 'press', name: 'press', label: t.press },
        options: presses.map(({ slug, name }) => ({ value: slug, label: name })),
      })
}
${radioGroup({
  ...{ id: 'access', name: 'access', label: t.access, value: 'open' },
  options: [
    { value: 'open', label: t.open, hint: t.openHint },
    { value: 'closed', label: t.closed, hint: t.closedHint },
  ],
})}
${textField({ id: 'note', name: 'note', label: t.note, hint: t.noteHint })}
<p class="acts">${act(t.send)}</p>
<p class="label upload-said" role="status"></p></form>
<section aria-labelledby="recent"><h2 id="recent">${t.recent}</h2>
${handedInLedger(place, recent)}${onwards(place, more)}</section>`
}

export function handedInLedger(place: Place, recent: readonly HandedIn[]): Html {
  const t = words(place.language)
  return ledger({
    ...{ id: 'recent-list', caption: t.recentCaption, empty: t.nothing },
    head: [t.columns.book, t.columns.state, t.columns.press, t.columns.who, t.columns.when],
    rows: recent.map((one) => [
      html`<a href="${at(place, 'parcels', one.id)}">${one.title ?? one.file}</a>`,
      stateOf(place, one),
      one.press,
      one.who,
      time(one.made.toISOString().slice(0, 10), place.language),
    ]),
  })
}

export function stateOf({ language }: Place, one: HandedIn): Part {
  const t = words(language)
  if (one.state === 'scheduled' && one.publishAt !== null) return t.scheduledFor(moment(one.publishAt))
  return one.state === 'read' && one.held ? t.states.held : t.states[one.state]
}

/** "2027-03-01 09:00 UTC": the same for everybody who works on it, wherever. */
export const moment = (date: Date): string => `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`
