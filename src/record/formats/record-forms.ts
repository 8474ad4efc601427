/** Its addresses lead to the file itself. */
export const ANNOTATIONS = 'annotations.jsonld'

/** In which forms a record can be taken away. list-exports.ts builds them, and is loaded by the first who takes one. */
export const RECORD_FORMS = [
  { name: 'record.tei.xml', label: 'TEI', mediaType: 'application/tei+xml' },
  { name: 'linked-art.jsonld', label: 'Linked Art (JSON-LD)', mediaType: 'application/ld+json' },
  { name: ANNOTATIONS, label: 'Web Annotation', mediaType: 'application/ld+json' },
  { name: 'places.geojson', label: 'Linked Places (GeoJSON)', mediaType: 'application/geo+json' },
  { name: 'ipif.json', label: 'IPIF', mediaType: 'application/json' },
  { name: 'quickstatements.txt', label: 'QuickStatements', mediaType: 'text/plain; charset=utf-8' },
] as const

/** Of a file, and the end of its address. */
export type RecordFormName = (typeof RECORD_FORMS)[number]['name']
