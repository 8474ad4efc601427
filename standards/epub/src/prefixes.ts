/**
 * Compact names of properties ("schema:accessMode"). A package may give a vocabulary any prefix (EPUB 3.3 §D.1.4); those of
 * the reserved vocabularies are always told under their usual names, so that who reads need not look twice.
 */
const RESERVED: ReadonlyMap<string, string> = new Map([
  ['http://www.idpf.org/epub/vocab/package/a11y/#', 'a11y'],
  ['http://purl.org/dc/terms/', 'dcterms'],
  ['http://id.loc.gov/vocabulary/', 'marc'],
  ['http://www.idpf.org/epub/vocab/overlays/#', 'media'],
  ['http://www.editeur.org/ONIX/book/codelists/current.html#', 'onix'],
  ['http://www.idpf.org/vocab/rendition/#', 'rendition'],
  ['http://schema.org/', 'schema'],
  ['https://schema.org/', 'schema'],
  ['http://www.w3.org/2001/XMLSchema#', 'xsd'],
])

export type PropertyNames = (property: string) => string

/** `declared` is the `prefix` attribute of the package element. */
export function propertyNames(declared: string | null): PropertyNames {
  const usual = new Map<string, string>()
  for (const [, prefix = '', address = ''] of (declared ?? '').matchAll(/([^\s:]+):\s+(\S+)/g)) {
    const name = RESERVED.get(address)
    if (name !== undefined) usual.set(prefix, name)
  }
  return (property) => {
    const [prefix = '', rest] = property.split(/:(.*)/s)
    return rest === undefined ? property : `${usual.get(prefix) ?? prefix}:${rest}`
  }
}
