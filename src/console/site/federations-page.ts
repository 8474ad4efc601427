import { act, type Federation, hidden, nameOf, type OidcProvider, openIdKey, PASTED, quiet } from '#accounts'
import { areaField, definitionList, type Html, html, type Part, type Place, paths, textField } from '#web'
import { moment } from '../add/add-page.ts'
import { at } from '../console-page.ts'
import { words } from './words.ts'

export type FederationsPage = {
  readonly place: Place
  readonly federations: readonly Federation[]
  readonly issuers: readonly OidcProvider[]
  readonly ownMetadata: string
  readonly problems: Readonly<Record<string, string>>
  readonly typed: (name: string) => string
}

export const renderFederations = (page: FederationsPage): Html =>
  html`<p class="lead">${words(page.place.language).federations.lead(page.ownMetadata)}</p>${known(page)}${issuers(page)}${add(page)}${addIssuer(page)}`

const known = ({ place, federations }: FederationsPage): Html => {
  const t = words(place.language).federations
  const day = (date: Date | null): string => (date === null ? t.never : moment(date))
  const to = (what: string) => at(place, 'site', 'federations', what)
  const button = (what: string, id: string, label: string, name: string): Part =>
    html`<form method="post" action="${to(what)}">${hidden('federation', id)}${quiet(label, html` aria-label="${name}"`)}</form>`
  return html`<section aria-labelledby="known"><h2 id="known">${t.known}</h2>${
    federations.length === 0
      ? html`<p class="empty">${t.none}</p>`
      : federations.map(
          (
            one,
          ) => html`<article class="sign-in-way" aria-labelledby="federation-${one.id}"><h3 id="federation-${one.id}">${one.name}</h3>
${one.problem !== null && html`<div role="alert"><p>${t.trouble(one.problem)}</p></div>`}
${definitionList([
  {
    term: t.source,
    values: [one.source === PASTED ? t.pasted : html`<code class="identifier">${one.source}</code>`],
  },
  { term: t.providers, values: [String(one.providers)] },
  { term: t.signature, values: [one.certificate === null ? t.unsigned : t.signed] },
  { term: t.read, values: [day(one.read)] },
  { term: t.checked, values: [day(one.checked)] },
  { term: t.valid, values: [one.validUntil === null ? t.forGood : moment(one.validUntil)] },
])}
<div class="acts">${one.source !== PASTED && button('ask', one.id, t.ask, t.askOf(one.name))}${button('remove', one.id, t.remove, t.removeOf(one.name))}</div></article>\n`,
        )
  }</section>`
}

const issuers = ({ place, issuers }: FederationsPage): Part => {
  if (issuers.length === 0) return null
  const t = words(place.language).federations
  return html`<section aria-labelledby="issuers"><h2 id="issuers">${t.issuers}</h2>${issuers.map(
    (one) =>
      html`<article class="sign-in-way"><h3>${nameOf(one, place.language)}</h3>${definitionList([
        { term: t.issuer, values: [html`<code class="identifier">${one.entityId}</code>`] },
        {
          term: t.redirect,
          values: [
            html`<code class="identifier">${place.origin}${paths.openidAnswer(openIdKey(one.entityId))}</code>`,
          ],
        },
        { term: t.clientId, values: [one.clientId] },
      ])}<div class="acts"><form method="post" action="${at(place, 'site', 'federations', 'issuers', 'remove')}">${hidden('issuer', one.entityId)}${quiet(t.remove, html` aria-label="${t.removeOf(nameOf(one, place.language))}"`)}</form></div></article>\n`,
  )}</section>`
}

type Fields = Pick<FederationsPage, 'problems' | 'typed'>

const field = ({ problems, typed }: Fields, name: string) => ({
  ...{ id: name, name, value: typed(name), problem: problems[name] ?? null },
})

const add = ({ place, ...page }: FederationsPage): Html => {
  const t = words(place.language).federations
  return html`<section aria-labelledby="add"><h2 id="add">${t.add}</h2><p>${t.addText}</p>
<form method="post" enctype="multipart/form-data" action="${at(place, 'site', 'federations')}" novalidate>
${textField({ ...field(page, 'name'), label: t.name })}
${textField({ ...field(page, 'address'), label: t.address })}
<div class="field"><label for="metadata">${t.file}</label><input id="metadata" name="metadata" type="file" accept=".xml,application/samlmetadata+xml,application/xml,text/xml"></div>
${areaField({ ...field(page, 'certificate'), label: t.certificate, hint: t.certificateHint, rows: 4 })}
<p class="acts">${act(t.addAct)}</p></form></section>`
}

const addIssuer = ({ place, ...page }: FederationsPage): Html => {
  const t = words(place.language).federations
  return html`<section aria-labelledby="add-issuer"><h2 id="add-issuer">${t.addIssuer}</h2>
<form method="post" action="${at(place, 'site', 'federations', 'issuers')}" novalidate>
<div class="console-columns">${textField({ ...field(page, 'issuer'), label: t.issuer })}${textField({ ...field(page, 'issuer-name'), label: t.name })}
${textField({ ...field(page, 'client-id'), label: t.clientId })}${textField({ ...field(page, 'client-secret'), value: '', label: t.clientSecret, hint: t.clientSecretHint, type: 'password' })}</div>
${textField({ ...field(page, 'scopes'), label: t.scopes, hint: t.scopesHint })}
<p class="acts">${act(t.addIssuer)}</p></form></section>`
}
