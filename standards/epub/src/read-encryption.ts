import { parseXml } from './parse-xml.ts'
import { resolveHref } from './resolve-href.ts'
import type { EncryptedResource, EpubContainer, EpubIssue } from './types.ts'
import { attr, descendants, findElement } from './walk-xml.ts'

const FILE = 'META-INF/encryption.xml'

const METHODS: ReadonlyMap<string, EncryptedResource['method']> = new Map([
  ['http://www.idpf.org/2008/embedding', 'idpf-obfuscation'],
  ['http://ns.adobe.com/pdf/enc#RC', 'adobe-obfuscation'],
])

/** What META-INF/encryption.xml lists (EPUB 3.3 §4.2.6.3.2), each with its path from the root of the container. */
export function readEncryption(container: EpubContainer): {
  readonly encryption: readonly EncryptedResource[]
  readonly issues: readonly EpubIssue[]
} {
  if (!container.entries.has(FILE)) return { encryption: [], issues: [] }
  const read = container.read(FILE)
  const parsed = read.ok ? parseXml(read.value, { file: FILE }) : read
  if (!parsed.ok) return { encryption: [], issues: [parsed.error] }
  const encryption = [...descendants(parsed.root, 'EncryptedData')].flatMap((data) => {
    const reference = findElement(data, 'CipherReference')
    const target = reference === null ? null : resolveHref('', attr(reference, 'URI') ?? '')
    const method = findElement(data, 'EncryptionMethod')
    const algorithm = method === null ? '' : (attr(method, 'Algorithm') ?? '')
    return target?.kind === 'inside'
      ? [{ path: target.path, algorithm, method: METHODS.get(algorithm) ?? ('unknown' as const) }]
      : []
  })
  return { encryption, issues: parsed.issues }
}
