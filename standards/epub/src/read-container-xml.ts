import { epubIssue } from './issue.ts'
import { parseXml } from './parse-xml.ts'
import { resolveHref } from './resolve-href.ts'
import type { EpubContainer, EpubIssue } from './types.ts'
import { attr, descendants } from './walk-xml.ts'

const FILE = 'META-INF/container.xml'

/**
 * Which package document to read (EPUB 3.3 §4.2.6.3.1): the first rootfile that is one. A container without that file but
 * with a single .opf leaves no doubt, so it is read and the fault told.
 */
export function readContainerXml(container: EpubContainer): {
  readonly packagePath: string | null
  readonly issues: readonly EpubIssue[]
} {
  const issues: EpubIssue[] = []
  const fault = (message: string) =>
    issues.push(epubIssue('container-names-a-package', 'error', FILE, message))
  if (container.entries.has(FILE)) {
    const read = container.read(FILE)
    const parsed = read.ok ? parseXml(read.value, { file: FILE }) : read
    if (!parsed.ok) issues.push(parsed.error)
    else {
      issues.push(...parsed.issues)
      const paths = [...descendants(parsed.root, 'rootfile')]
        .filter((rootfile) => (attr(rootfile, 'media-type') ?? PACKAGE_TYPE) === PACKAGE_TYPE)
        .map((rootfile) => resolveHref('', attr(rootfile, 'full-path') ?? ''))
        .flatMap((reference) => (reference.kind === 'inside' ? [reference.path] : []))
      const packagePath = paths.find((path) => container.entries.has(path))
      if (packagePath !== undefined) return { packagePath, issues }
      fault(
        paths[0] === undefined || paths[0] === ''
          ? 'It names no package document. Give it a <rootfile> whose full-path is the .opf file.'
          : `It names the package document “${paths[0]}”, which is not in the container. Correct full-path.`,
      )
    }
  } else fault('The container has no META-INF/container.xml. Add it, naming the .opf file.')
  const packages = [...container.entries.keys()].filter((path) => /\.opf$/i.test(path))
  return { packagePath: packages.length === 1 ? (packages[0] ?? null) : null, issues }
}

const PACKAGE_TYPE = 'application/oebps-package+xml'
