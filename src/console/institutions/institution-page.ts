import { act, quiet } from '#accounts'
import { areaField, type Html, html, type Part, selectField, textField } from '#web'
import { licenceLedger } from '../access/licence-ledger.ts'
import { words as accessWords } from '../access/words.ts'
import { at } from '../console-page.ts'
import type { InstitutionScreen } from './load-institution.ts'
import { words } from './words.ts'

export type InstitutionPage = InstitutionScreen & {
  readonly problems: Readonly<Record<string, string>>
  /** Said about a pasted list. */
  readonly notes: readonly string[]
  /** Null: nothing was sent. */
  readonly typed: ((name: string) => string) | null
}

export const renderInstitution = (page: InstitutionPage): Html =>
  html`${ranges(page)}${signIn(page)}${holdings(page)}${requests(page)}${texts(page)}${consortia(page)}${facts(page)}${librarians(page)}`

const fieldOf = ({ problems, typed }: InstitutionPage, name: string, kept: string) => ({
  ...{ id: name, name, problem: problems[name] ?? null },
  value: typed !== null && problems[name] !== undefined ? typed(name) : kept,
})

const ranges = (page: InstitutionPage): Html => {
  const { place, institution, rangeCount, notes, typed } = page
  const t = words(place.language)
  const sent = typed?.('ranges') ?? ''
  return html`<section aria-labelledby="addresses"><h2 id="addresses">${t.ranges}</h2><p>${t.rangesCount(rangeCount)}</p>
<form method="post" action="${at(place, 'institutions', institution.id, 'ranges')}" novalidate>
${areaField({ id: 'ranges', name: 'ranges', label: t.ranges, hint: t.rangesHint, rows: 8, value: sent === '' ? page.ranges : sent, problem: page.problems['ranges'] ?? null })}
${notes.length > 0 && html`<div role="status"><p class="label">${t.rangeNotes}</p><ul class="steps">${notes.map((note) => html`<li>${note}</li>\n`)}</ul></div>`}
<p class="acts">${act(t.setRanges, html` name="what" value="set"`)} ${quiet(t.check, html` name="what" value="check"`)}</p></form></section>`
}

const signIn = ({ place, institution, ways }: InstitutionPage): Html => {
  const t = words(place.language)
  return html`<section aria-labelledby="sign-in"><h2 id="sign-in">${t.signIn}</h2>${ways.length === 0 ? html`<p class="empty">${t.signInNone}</p>` : html`<ul class="steps">${ways.map((way) => html`<li><code class="identifier">${way}</code></li>`)}</ul>`}
<p class="acts"><a class="quiet" href="${at(place, 'institutions', institution.id, 'sign-in')}"><span>${t.sso.look}</span></a></p></section>`
}

const holdings = ({ place, holdings, isStaff }: InstitutionPage): Html =>
  html`<section aria-labelledby="holdings"><h2 id="holdings">${words(place.language).holdings}</h2>${licenceLedger(place, holdings, isStaff)}</section>`

const requests = ({ place, requests }: InstitutionPage): Part => {
  const t = words(place.language)
  const none = accessWords(place.language).requests
  return html`<section aria-labelledby="asked"><h2 id="asked">${t.requests}</h2>${
    requests.length === 0
      ? html`<p class="empty">${none.none}</p>`
      : html`<ul class="steps">${requests.map(({ id, name, email, asked }) => html`<li><a href="${at(place, 'requests', id)}">${name ?? email ?? none.anonymous}</a>, ${asked.toISOString().slice(0, 10)}</li>\n`)}</ul>`
  }</section>`
}

const texts = ({ place, texts }: InstitutionPage): Html => {
  const t = words(place.language)
  return html`<section aria-labelledby="texts"><h2 id="texts">${t.texts}</h2>${texts.map(
    ({ kind, text }, i) =>
      html`<p id="text-${i}">${t[kind]}</p><pre tabindex="0" role="region" aria-labelledby="text-${i}">${text}</pre>\n`,
  )}</section>`
}

const consortia = ({ place, belongsTo, members, isStaff }: InstitutionPage): Part => {
  const t = words(place.language)
  const list = (title: string, all: InstitutionPage['members']) =>
    all.length > 0 &&
    html`<h3>${title}</h3><ul class="steps">${all.map(({ id, name }) => html`<li>${isStaff ? html`<a href="${at(place, 'institutions', id)}">${name}</a>` : name}</li>\n`)}</ul>`
  return (
    belongsTo.length + members.length > 0 &&
    html`<section aria-labelledby="consortia"><h2 id="consortia">${t.consortia}</h2>${list(t.belongsTo, belongsTo)}${list(t.members, members)}</section>`
  )
}

const facts = (page: InstitutionPage): Html => {
  const { place, institution, belongsTo, isStaff } = page
  const t = words(place.language)
  const { settings } = institution
  const f = t.fields
  const text = (name: string, kept: string | null) => fieldOf(page, name, kept ?? '')
  return html`<section aria-labelledby="facts"><h2 id="facts">${t.facts}</h2><form method="post" action="${at(place, 'institutions', institution.id, 'facts')}" novalidate>
${
  isStaff &&
  html`${textField({ ...text('name', institution.name), label: f.name })}
${selectField({ ...text('kind', institution.kind), label: f.kind, options: (['institution', 'consortium'] as const).map((value) => ({ value, label: t.kinds[value] })) })}
${areaField({ ...text('otherNames', institution.otherNames.join('\n')), label: f.otherNames, hint: f.otherNamesHint, rows: 2 })}
<div class="console-columns">${textField({ ...text('country', institution.country), label: f.country, hint: f.countryHint })}${textField({ ...text('city', institution.city), label: f.city })}
${textField({ ...text('ror', institution.ror), label: f.ror })}${textField({ ...text('isni', institution.isni), label: f.isni })}</div>
${areaField({ ...text('memberOf', belongsTo.map(({ name }) => name).join('\n')), label: f.memberOf, hint: f.memberOfHint, rows: 2 })}
${selectField({
  ...text('onCampus', settings.onCampus),
  label: f.onCampus,
  options: [
    { value: 'member', label: t.member },
    { value: 'walk-in', label: t.walkIn },
  ],
})}`
}
${textField({ ...text('contact', institution.contact), label: f.contact, type: 'email' })}
${textField({ ...text('pairingDays', String(settings.pairingDays)), label: f.pairingDays, hint: f.pairingHint })}
${textField({ ...text('proxyPrefix', settings.proxyPrefix), label: f.proxyPrefix, hint: f.proxyHint })}
<p class="acts">${act(t.save)}</p></form>
${isStaff && html`<form method="post" action="${at(place, 'institutions', institution.id, 'active')}"><p class="acts">${quiet(institution.active ? t.remove : t.bring)}</p></form>`}</section>`
}

const librarians = (page: InstitutionPage): Part => {
  const { place, institution, librarians, isStaff } = page
  if (!isStaff) return null
  const t = words(place.language)
  const action = at(place, 'institutions', institution.id, 'librarians')
  return html`<section aria-labelledby="librarians"><h2 id="librarians">${t.librarians}</h2>
${
  librarians.length === 0
    ? html`<p class="empty">${t.librariansNone}</p>`
    : html`<ul class="account-list">${librarians.map(({ id, name }) => html`<li><span>${name}</span><form method="post" action="${action}"><input type="hidden" name="remove" value="${id}">${quiet(t.removeLibrarian, html` aria-label="${t.removeLibrarianOf(name)}"`)}</form></li>\n`)}</ul>`
}
<form method="post" action="${action}" novalidate>${textField({ ...fieldOf(page, 'email', ''), id: 'librarian-email', label: t.librarianEmail, type: 'email' })}<p class="acts">${quiet(t.addLibrarian)}</p></form></section>`
}
