/** Sign-in through one institution: who signs its readers in, what counts of what is said of them, and whether it works. */
import { act, hidden, nameOf, type Provider, quiet } from '#accounts'
import {
  areaField,
  definitionList,
  type Html,
  href,
  html,
  type Part,
  type Place,
  paths,
  textField,
} from '#web'
import { at, consolePath } from '../console-page.ts'
import { searchForm } from '../ledger.ts'
import type { ShownWay, SignInScreen } from './load-sign-in.ts'
import { renderRules } from './rules-form.ts'
import { words } from './words.ts'

export type SignInPage = SignInScreen & {
  readonly problems: Readonly<Record<string, string>>
  readonly typed: (name: string) => string
}

export const renderSignInPage = (page: SignInPage): Html =>
  html`<p class="lead">${words(page.place.language).sso.lead}</p>${tested(page)}${ways(page)}${bring(page)}${known(page)}${ours(page)}`

const ways = (page: SignInPage): Html => {
  const t = words(page.place.language).sso
  return html`<section aria-labelledby="ways"><h2 id="ways">${t.ways}</h2>${
    page.ways.length === 0
      ? html`<p class="empty">${t.none}</p>`
      : page.ways.map((way, i) => renderWay(page, way, i))
  }</section>`
}

const renderWay = ({ place, institution, ...page }: SignInPage, way: ShownWay, i: number): Html => {
  const t = words(place.language).sso
  const action = at(place, 'institutions', institution.id, 'sign-in', 'remove')
  const query = new URLSearchParams({
    entity: way.entityId,
    to: `${href(place, consolePath('institutions', institution.id, 'sign-in'))}?tested=${encodeURIComponent(way.entityId)}`,
  })
  return html`<article class="sign-in-way" aria-labelledby="way-${i}"><h3 id="way-${i}">${way.name}</h3>
${definitionList([
  { term: t.entity, values: [html`<code class="identifier">${way.entityId}</code>`] },
  ...(way.scope === null
    ? []
    : [{ term: t.scope, values: [html`<code class="identifier">${way.scope}</code>`] }]),
  { term: t.state, values: [t.states[way.state]] },
  ...(way.scopes.length === 0 ? [] : [{ term: t.scopes, values: [way.scopes.join(', ')] }]),
  ...(way.sharedWith.length === 0 ? [] : [{ term: t.sharedWith, values: way.sharedWith }]),
])}
<div class="acts">${way.state === 'ready' && html`<a class="act" href="${href(place, paths.signInInstitution)}?${String(query)}">${t.test}</a>`}
<form method="post" action="${action}">${hidden('entity', way.entityId)}${hidden('scope', way.scope ?? '')}${quiet(t.remove, html` aria-label="${t.removeOf(way.name)}"`)}</form></div>
${way.rules !== null && renderRules({ place, institution, way: { ...way, rules: way.rules }, i, isOpen: page.typed('entity') === way.entityId })}</article>\n`
}

/** What the trial came to, as this browser is recognised now. */
const tested = ({ place, tested: trial }: SignInPage): Part => {
  if (trial === null) return null
  const t = words(place.language).sso
  return trial.affiliation === null
    ? html`<div role="alert"><p>${t.testedNot}</p></div>`
    : html`<div role="status"><p>${t.tested(t.affiliations[trial.affiliation])}</p></div>`
}

const bring = ({ place, institution, problems, typed, ways }: SignInPage): Html => {
  const t = words(place.language).sso
  return html`<section aria-labelledby="bring"><h2 id="bring">${t.bring}</h2><p>${t.bringText}</p>
<form method="post" enctype="multipart/form-data" action="${at(place, 'institutions', institution.id, 'sign-in', 'metadata')}" novalidate>
${textField({ id: 'address', name: 'address', label: t.address, hint: t.addressHint, value: typed('address'), problem: problems['address'] ?? null })}
<div class="field"><label for="metadata">${t.file}</label><input id="metadata" name="metadata" type="file" accept=".xml,application/samlmetadata+xml,application/xml,text/xml"></div>
${areaField({ id: 'document', name: 'document', label: t.document, rows: 4, value: typed('document'), problem: problems['document'] ?? null })}
<p class="acts">${ways.length === 0 ? act(t.bringAct) : quiet(t.bringAct)}</p></form></section>`
}

const known = ({ place, institution, asked, found, problems, typed }: SignInPage): Html => {
  const t = words(place.language).sso
  const path = at(place, 'institutions', institution.id, 'sign-in')
  return html`<section aria-labelledby="known"><h2 id="known">${t.known}</h2><p>${t.knownText}</p>
${problems['entity'] !== undefined && html`<div role="alert"><p>${problems['entity']}</p></div>`}
${searchForm(place, { action: `${path}#known`, label: t.search, value: asked })}
${asked !== '' && found.length === 0 && html`<p class="empty">${t.notFound}</p>`}
${
  found.length > 0 &&
  html`<ul class="account-list">${found.map((provider, i) => html`<li><span>${nameOf(provider, place.language)} <span class="label">${provider.entityId}</span></span><form method="post" action="${path}">${hidden('entity', provider.entityId)}${scopeChoice(place, provider, typed('entity') === provider.entityId ? typed('scope') : '', i)}${quiet(t.use, html` aria-label="${t.useOf(nameOf(provider, place.language))}"`)}</form></li>\n`)}</ul>`
}</section>`
}

/** A provider that speaks for several: which of them is this one. */
const scopeChoice = (place: Place, { scopes }: Provider, value: string, i: number): Part => {
  if (scopes.length < 2) return null
  const t = words(place.language).sso
  const options = [['', t.everyScope] as const, ...scopes.map(({ domain }) => [domain, domain] as const)]
  return html`<label for="scope-${i}">${t.scope}</label> <select id="scope-${i}" name="scope">${options.map(([one, label]) => html`<option value="${one}"${one === value && html` selected`}>${label}</option>`)}</select> `
}

/** What the library's own computing service needs of us. */
const ours = ({ place, own }: SignInPage): Html => {
  const t = words(place.language).sso
  return html`<section aria-labelledby="ours"><h2 id="ours">${t.ours}</h2><p>${t.oursText}</p>${definitionList(
    [
      {
        term: t.ourMetadata,
        values: [html`<a href="${own.metadata}"><code class="identifier">${own.metadata}</code></a>`],
      },
      { term: t.ourEntity, values: [html`<code class="identifier">${own.entityId}</code>`] },
      { term: t.ourAnswer, values: [html`<code class="identifier">${own.answer}</code>`] },
      {
        term: t.attributes,
        values: ['eduPersonScopedAffiliation', 'eduPersonEntitlement'].map(
          (one) => html`<code class="identifier">${one}</code>`,
        ),
      },
    ],
  )}</section>`
}
