import { act } from '#accounts'
import type { Result } from '#base'
import type { Press, PressProblem } from '#press'
import { areaField, definitionList, type Html, html, type Part, type Place, textField } from '#web'
import { at } from '../console-page.ts'
import { words } from './words.ts'

/** `shown`: as the site shows it. The others count at the next start. */
export type FileState = 'shown' | 'changed' | 'new' | 'gone'

export type Trial = {
  readonly slug: string
  readonly yaml: string
  readonly parsed: Result<Press, readonly PressProblem[]>
}

export type PressesPage = {
  readonly place: Place
  readonly folder: string
  readonly files: readonly {
    readonly press: Press
    readonly state: FileState
    readonly file: string
    readonly address: string
  }[]
  /** Of files as they lie there now, each with its place. */
  readonly problems: readonly string[]
  readonly trial: Trial | null
}

export const renderPresses = (page: PressesPage): Html =>
  html`<p class="lead">${words(page.place.language).presses.lead(page.folder)}</p>${faults(page)}${files(page)}${tryOne(page)}`

const faults = ({ place, problems }: PressesPage): Part =>
  problems.length > 0 &&
  html`<div role="alert"><p>${words(place.language).presses.faults}</p><ul class="steps" lang="en">${problems.map((one) => html`<li>${one}</li>\n`)}</ul></div>`

const files = ({ place, files }: PressesPage): Html => {
  const t = words(place.language).presses
  return html`<section aria-labelledby="files"><h2 id="files">${t.files}</h2>${
    files.length === 0
      ? html`<p class="empty">${t.none}</p>`
      : files.map(
          ({ press, state, file, address }) => html`<article class="sign-in-way"><h3>${press.name}</h3>
${definitionList([
  { term: t.file, values: [html`<code class="identifier">${file}</code>`] },
  { term: t.state, values: [t.states[state]] },
  { term: t.address, values: [html`<a href="${address}">${address}</a>`] },
  { term: t.languages, values: [press.languages.join(', ')] },
  { term: t.contact, values: [press.contact.address] },
  { term: t.face, values: [press.face] },
  ...(press.colours === null
    ? []
    : [{ term: t.colours, values: [`${press.colours.light} / ${press.colours.dark}`] }]),
])}</article>\n`,
        )
  }</section>`
}

const tryOne = ({ place, folder, trial }: PressesPage): Html => {
  const t = words(place.language).presses
  return html`<section aria-labelledby="try"><h2 id="try">${t.try}</h2><p>${t.tryText}</p>${trial !== null && verdict(place, folder, trial)}
<form method="post" action="${at(place, 'site', 'presses')}#try" novalidate>
${textField({ id: 'slug', name: 'slug', label: t.slug, hint: t.slugHint, value: trial?.slug ?? '' })}
${areaField({ id: 'yaml', name: 'yaml', label: 'press.yaml', rows: 14, value: trial?.yaml ?? EXAMPLE })}
<p class="acts">${act(t.check)}</p></form></section>`
}

const verdict = (place: Place, folder: string, { slug, parsed }: Trial): Html => {
  const t = words(place.language).presses
  return parsed.ok
    ? html`<div role="status"><p>${t.good(parsed.value.name, `${folder}/${slug}/press.yaml`)}</p></div>`
    : html`<div role="alert"><p>${t.bad}</p><ul class="steps">${parsed.error.map(({ line, message }) => html`<li>${t.line(line)} <span lang="en">${message}</span></li>\n`)}</ul></div>`
}

/** Every key that most presses need; the handbook explains the others. */
const EXAMPLE = `name: Aldine University Press
short-name: Aldine
host: books.aldine.example
contact: books@aldine.example
languages: [en, fr]
lead:
  en: Scholarly books, chapter by chapter.
  fr: Des livres savants, chapitre par chapitre.
face: alegreya
colours: { light: "#7a1f2b", dark: "#e8a29a" }
mark: mark.svg
accessibility: { contact: access@aldine.example }
seller: { name: Aldine University Press Ltd, tax-number: GB 123 4567 89 }
`
