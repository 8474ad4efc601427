/** A small page about somebody or some place, shown in a frame by whoever reconciles: enough to tell two of one name apart. */
import { type Html, html, trusted } from '#web'
import { words } from '../words.ts'
import { PROPERTIES, type Reconciled } from './reconciliation.ts'

/** It stands in frames of other sites, where our own sheet is not theirs to load. */
export const PREVIEW_STYLE =
  'body{font:15px/1.4 "Source Sans 3",system-ui,sans-serif;color:#1f1b16;background:#fff;margin:12px}h1{font-size:18px;margin:0}p{margin:2px 0 8px;color:#5b5247}dl{display:grid;grid-template-columns:auto 1fr;gap:2px 12px;margin:0 0 8px}dt{color:#5b5247}dd{margin:0;overflow-wrap:anywhere}a{color:#7a2e1d}'

export const entityPreviewPage = (entity: Reconciled, address: string, language: 'en' | 'fr'): Html =>
  html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><title>${entity.name}</title><style>${trusted(PREVIEW_STYLE)}</style></head>
<body>${renderEntity(entity, address, language)}</body></html>
`

/** The same, to stand in somebody's page. */
export function renderEntity(entity: Reconciled, address: string, language: 'en' | 'fr'): Html {
  const t = words(language).reconcile
  const rows = PROPERTIES.flatMap(({ id }) => {
    const values = id === 'record' ? [] : (entity.properties[id] ?? [])
    return values.length === 0
      ? []
      : [{ name: t.properties[id], value: values.map(({ text }) => text).join('; ') }]
  })
  return html`<h1><a href="${address}" target="_blank" rel="noopener">${entity.name}</a></h1>
<p>${t.types[entity.type]} · ${t.inRecord(entity.description)}</p>
<dl>${entity.names.length > 0 && html`<dt>${t.otherNames}</dt><dd>${entity.names.join('; ')}</dd>`}${rows.map(({ name, value }) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`
}
