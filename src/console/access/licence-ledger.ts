import { accessWords, type DescribedLicence, type LicenceKind } from '#access'
import { type Html, html, type Place, time } from '#web'
import { at } from '../console-page.ts'
import { ledger } from '../ledger.ts'
import { lastDay } from './parse-fields.ts'
import { words } from './words.ts'

/** As readers know it, at the head of a cell. */
export function kindOf({ language }: Place, kind: LicenceKind): string {
  const word = accessWords(language).kinds[kind]
  return word.charAt(0).toLocaleUpperCase(language) + word.slice(1)
}

export function licenceLedger(place: Place, shown: readonly DescribedLicence[], linked = true): Html {
  const t = words(place.language)
  return ledger({
    ...{ id: 'licences', caption: t.licences.caption, empty: t.licences.none },
    head: [
      t.licences.columns.holder,
      t.licences.columns.kind,
      t.licences.columns.covers,
      t.licences.columns.until,
      t.licences.columns.state,
    ],
    rows: shown.map(({ id, holder, kind, covers, until, state }) => [
      linked ? html`<a href="${at(place, 'licences', id)}">${holder}</a>` : holder,
      kindOf(place, kind),
      covers.join('; '),
      until === null ? t.forGood : time(lastDay(until), place.language),
      t.states[state],
    ]),
  })
}
