/**
 * "Save to …" and "Download": a page, which the script of our pages shows as a dialog over the page it belongs to. It says truly
 * what is saved; what cannot be is shown, with the reason.
 */
import { act, alarm, hidden } from '#accounts'
import { type Html, href, html, type Part, type Place, paths, sign, writeBytes } from '#web'
import { words } from '../words.ts'
import { type Choices, pickable, type SaveGroup, type SaveItem } from './choices.ts'

export type SavePage = {
  readonly place: Place
  readonly choices: Choices
  /** Null: a download. */
  readonly to: SaveTo | null
}

export type SaveTo = {
  readonly name: string
  readonly label: string
  /** Any number of formats at once. */
  readonly several: boolean
  readonly action: string
  /** Made with the form: sent twice, it is one delivery. */
  readonly key: string
  readonly chosen: readonly string[]
  /** Null: nobody is signed in. */
  readonly fields: Html | null
  /** Above the form. */
  readonly problem: string | null
  /** At the choice. */
  readonly choiceProblem: string | null
  /** It pauses, and why. */
  readonly paused: string | null
}

export const titleOf = ({ place, to }: Pick<SavePage, 'place' | 'to'>): string => {
  const t = words(place.language).save.title
  return to === null ? t.download : t.to(to.label)
}

export function renderSavePage(page: SavePage): Html {
  const { place, choices, to } = page
  const t = words(place.language).save
  const isClosed = choices.groups.every(({ items }) => items === null)
  return html`<div class="sheet account save" data-save><header class="list-head"><h1>${titleOf(page)}</h1></header>
<div class="account-body">${isClosed ? closed(page) : to === null ? downloads(page) : toPlace(page, to)}
<p class="save-back"><a href="${href(place, choices.path)}">${t.back}</a></p></div></div>`
}

const closed = ({ place, choices }: SavePage): Html => {
  const t = words(place.language).save
  const [first, second] = choices.groups
  const sentence = second === undefined ? t.closed[first?.of ?? 'book'] : t.closed.both
  return html`<p>${sentence}</p>
<p><a href="${href(place, choices.path)}#access-options">${t.waysIn}</a></p>`
}

/** What it is, so that nobody takes a book for a chapter: its title, and where it stands. */
function what(place: Place, group: SaveGroup): Html {
  const t = words(place.language).save
  const aside = [
    group.pages === null ? null : t.pages(group.pages.first, group.pages.last),
    group.chapters === null ? null : t.chapters(group.chapters),
  ].filter((part) => part !== null)
  return html`<span class="save-of">${t.of[group.of]}</span> <cite lang="${group.language}">${group.title}</cite>${aside.length > 0 && html` <span class="label">${aside.join(', ')}</span>`}`
}

function downloads(page: SavePage): Html {
  const t = words(page.place.language).save
  // What there is and cannot be had is shown, with the reason.
  if (page.choices.groups.every(({ items }) => (items ?? []).length === 0)) return html`<p>${t.noFiles}</p>`
  return html`${page.choices.groups.map(
    (group) => html`<section class="save-group"><h2>${what(page.place, group)}</h2>
${
  group.items === null
    ? html`<p class="hint">${t.closed[group.of]}</p>\n`
    : html`<ul class="files">${group.items.map((item) => download(page, group, item))}</ul>\n`
}</section>\n`,
  )}`
}

function download({ place }: SavePage, group: SaveGroup, item: SaveItem): Html {
  const t = words(place.language).save
  const name = t.formats[item.format]
  if (item.refusal !== null)
    return html`<li><span class="label">${name}</span> <span class="hint">${item.refusal}</span></li>\n`
  return html`<li><a class="quiet" href="${item.href}" type="${item.mediaType}" download aria-label="${t.downloadAct(t.whats[group.of], name)}">${sign('save')}<span>${name}</span></a> <span class="number">${sizeOf(item, place)}</span><span class="hint">${t.formatHints[item.format]}</span></li>\n`
}

const sizeOf = ({ bytes, isAbout }: SaveItem, { language }: Place): string => {
  const t = words(language).save
  if (bytes === null) return t.notMadeYet
  const size = writeBytes(bytes, language)
  return isAbout ? t.about(size) : size
}

function toPlace(page: SavePage, to: SaveTo): Html {
  const { place, choices } = page
  const t = words(place.language).save
  if (to.fields === null) return signIn(page, to)
  const nothing = pickable(choices).length === 0
  return html`${alarm(to.problem)}${
    to.paused !== null &&
    html`<div class="told" role="status"><p><strong>${t.paused(to.label)}.</strong> ${to.paused}</p><p>${t.instead} <a href="${href(place, paths.save(group(choices), 'download'))}">${t.title.download}</a></p></div>\n`
  }<form method="post" action="${to.action}" class="saving" novalidate>
${hidden('key', to.key)}${choice(page, to)}
${nothing && html`<p>${t.noneFits} <a href="${href(place, paths.save(group(choices), 'download'))}">${t.title.download}</a></p>\n`}${to.fields}
${!nothing && to.paused === null && html`<p class="acts">${act(t.act.to(to.label))}</p>`}
</form>
<p><a href="${href(place, paths.deliveries)}">${t.deliveries}</a></p>`
}

/** What the page is about stands first. */
const group = ({ groups }: Choices): { readonly id: string } => ({ id: groups[0]?.id ?? '' })

function choice(page: SavePage, to: SaveTo): Html {
  const t = words(page.place.language).save
  const problem = to.choiceProblem
  return html`<fieldset class="field${problem !== null && ' field-problem'}"${problem !== null && html` aria-describedby="item-problem"`}>
<legend>${t.what}</legend>
${problem !== null && html`<p class="problem" id="item-problem">${problem}</p>\n`}${page.choices.groups.map(
  (
    one,
  ) => html`<div class="save-group" role="group" aria-labelledby="save-${one.of}"><p id="save-${one.of}">${what(page.place, one)}</p>
${one.items === null ? html`<p class="hint">${t.closed[one.of]}</p>` : one.items.map((item) => pick(page, to, item))}</div>\n`,
)}</fieldset>`
}

function pick({ place }: SavePage, to: SaveTo, item: SaveItem): Html {
  const id = `item-${item.value.replaceAll(':', '-')}`
  const isOff = item.refusal !== null
  return html`<div class="choice${isOff && ' choice-off'}"><input type="${to.several ? 'checkbox' : 'radio'}" id="${id}" name="item" value="${item.value}"${isOff ? html` disabled` : to.chosen.includes(item.value) && html` checked`} aria-describedby="${id}-hint"><label for="${id}">${nameOf(item, place)} <span class="label">${isOff ? '' : sizeOf(item, place)}</span></label><p class="hint" id="${id}-hint">${item.refusal ?? hintOf(item, place)}</p></div>\n`
}

const nameOf = ({ format, manner }: SaveItem, { language }: Place): string => {
  const t = words(language).save
  return manner === null ? t.formats[format] : `${t.formats[format]}, ${t.manners[manner].called}`
}

const hintOf = ({ format, manner }: SaveItem, { language }: Place): string => {
  const t = words(language).save
  return manner === null ? t.formatHints[format] : t.manners[manner].hint
}

function signIn({ place, choices }: SavePage, to: SaveTo): Html {
  const t = words(place.language).save
  const query = String(new URLSearchParams({ to: href(place, paths.save(group(choices), to.name)) }))
  return html`${list(choices, place)}<p>${t.signIn(to.label)}</p>
<p class="acts"><a class="act" href="${href(place, paths.signIn)}?${query}">${t.signInAct}</a> <a class="quiet" href="${href(place, paths.signUp)}?${query}"><span>${t.signUp}</span></a></p>
<p>${t.instead} <a href="${href(place, paths.save(group(choices), 'download'))}">${t.title.download}</a></p>`
}

const list = (choices: Choices, place: Place): Part =>
  choices.groups
    .filter(({ items }) => items !== null)
    .map((one) => html`<p class="save-group">${what(place, one)}</p>\n`)
