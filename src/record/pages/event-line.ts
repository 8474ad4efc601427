import { type Html, html } from '#web'
import type { Event } from '../model/index.ts'
import { sayRange } from './say-dates.ts'
import { hrefOf, langOf, nameOf, type RecordView } from './view.ts'

/** What happened, when and where, in one line. */
export const eventLine = (view: RecordView, { id, label, where }: Event): Html => {
  const dates = view.index.dates.get(id)
  return html`<a href="${hrefOf(view, id)}"${langOf(view)}>${label}</a>${dates !== undefined && html` <span class="soft">${sayRange(dates, view.place.language)}${where !== null && html`, ${nameOf(view, where)}`}</span>`}`
}
