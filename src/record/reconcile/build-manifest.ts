import { listTypes } from './build-suggestions.ts'
import type { ReconciliationWords } from './reconciliation.ts'

export const PREVIEW = { width: 430, height: 260 }

/** What the service is and can do, and where. `{{id}}` and `${id}` are filled in by whoever asks. */
export const buildManifest = (origin: string, name: string, words: ReconciliationWords): object => {
  const suggested = (kind: string) => ({ service_url: origin, service_path: `/reconcile/suggest/${kind}` })
  return {
    versions: ['0.2'],
    name,
    identifierSpace: `${origin}/record/`,
    schemaSpace: `${origin}/reconcile#`,
    documentation: 'https://reconciliation-api.github.io/specs/0.2/',
    defaultTypes: listTypes(words),
    view: { url: `${origin}/reconcile/view?id={{id}}` },
    preview: { url: `${origin}/reconcile/preview?id={{id}}`, ...PREVIEW },
    suggest: {
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the API writes its own templates so.
      entity: { ...suggested('entity'), flyout_service_path: '/reconcile/flyout/entity?id=${id}' },
      type: suggested('type'),
      property: suggested('property'),
    },
    extend: {
      propose_properties: { service_url: origin, service_path: '/reconcile/properties' },
      property_settings: [],
    },
  }
}
