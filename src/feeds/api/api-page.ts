/** The API's description for people: the same value that machines get, set as a page. */
import { type Html, href, html, type Part, type Place, paths } from '#web'
import { words } from '../words.ts'
import type { JsonSchema, OpenApi, Operation, Parameter } from './build-open-api.ts'

export const apiPage = (api: OpenApi, place: Place): Html => {
  const t = words(place.language).api
  return html`<div class="sheet list">
<header class="list-head"><h1>${t.heading}</h1></header>
<div class="prose">
<p>${t.lead}</p>
<p><a href="${href(place, paths.apiDescription)}" type="application/vnd.oai.openapi+json">${t.machine}</a></p>
<section aria-labelledby="requests"><h2 id="requests">${t.requests}</h2>
${Object.entries(api.paths).map(([path, { get }]) => operation(path, get, place))}
<p>${t.ifUnchanged}</p></section>
<section aria-labelledby="schemas"><h2 id="schemas">${t.schemas}</h2>
${Object.entries(api.components.schemas).map(([name, schema]) => schemaTable(name, schema, place))}</section>
<section aria-labelledby="others"><h2 id="others">${t.others}</h2>
<p>${t.othersText}</p></section>
</div></div>`
}

const operation = (path: string, get: Operation, place: Place): Html => {
  const t = words(place.language).api
  const heading = `request-${get.operationId}`
  return html`<section aria-labelledby="${heading}"><h3 id="${heading}"><code>GET ${path}</code></h3>
<p>${get.summary}</p>
<div class="table" role="group" aria-label="${t.parameters}: ${path}" tabindex="0"><table><caption>${t.parameters}</caption>
<thead><tr><th scope="col">${t.name}</th><th scope="col">${t.type}</th><th scope="col">${t.meaning}</th></tr></thead>
<tbody>${get.parameters.map((parameter) => parameterRow(parameter, place))}</tbody></table></div>
<h4>${t.answers}</h4>
<dl>${Object.entries(get.responses).map(
    ([status, { description, content }]) =>
      html`<div><dt>${status}</dt><dd>${description} ${Object.entries(content).map(([type, { schema }]) => html`<code>${type}</code>: ${typeOf(schema)}`)}</dd></div>\n`,
  )}</dl></section>
`
}

const parameterRow = ({ name, required, description, schema }: Parameter, place: Place): Html => {
  const t = words(place.language).api
  return html`<tr><th scope="row"><code>${name}</code></th><td>${typeOf(schema)}, ${required ? t.required : t.optional}</td><td>${description}</td></tr>\n`
}

const schemaTable = (name: string, schema: JsonSchema, place: Place): Html => {
  const t = words(place.language).api
  const fields = schema.properties ?? {}
  return html`<section aria-labelledby="schema-${name}"><h3 id="schema-${name}">${name}</h3>
${
  Object.keys(fields).length === 0
    ? (schema.oneOf ?? schema.anyOf ?? []).map((one) => fieldTable(one.properties ?? {}, name, t))
    : fieldTable(fields, name, t)
}</section>
`
}

const fieldTable = (
  fields: Readonly<Record<string, JsonSchema>>,
  name: string,
  t: ReturnType<typeof words>['api'],
): Html => html`<div class="table" role="group" aria-label="${name}" tabindex="0"><table>
<thead><tr><th scope="col">${t.name}</th><th scope="col">${t.type}</th><th scope="col">${t.meaning}</th></tr></thead>
<tbody>${Object.entries(fields).map(
  ([field, schema]) =>
    html`<tr><th scope="row"><code>${field}</code></th><td>${typeOf(schema)}</td><td>${schema.description}</td></tr>\n`,
)}</tbody></table></div>`

function typeOf(schema: JsonSchema): Part {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.split('/').at(-1) ?? ''
    return html`<a href="#schema-${name}">${name}</a>`
  }
  const either = schema.anyOf ?? schema.oneOf
  if (either !== undefined) return between(either.map(typeOf), ' | ')
  if (schema.items !== undefined) return html`[${typeOf(schema.items)}]`
  if (schema.const !== undefined) return html`<code>${schema.const}</code>`
  if (schema.enum !== undefined)
    return between(
      schema.enum.map((value) => html`<code>${value}</code>`),
      ' | ',
    )
  if (schema.properties !== undefined) return html`{ ${Object.keys(schema.properties).join(', ')} }`
  return schema.type ?? ''
}

const between = (parts: readonly Part[], sign: string): Part =>
  parts.flatMap((part, i) => (i === 0 ? [part] : [sign, part]))
