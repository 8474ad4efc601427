/**
 * An opened container into the shapes of types.ts. Only what cannot be understood at all leaves `package` null; everything
 * mended or passed over on the way is told. Whether the book conforms is another question: see checkEpub.
 */
import { findCover } from './find-cover.ts'
import { findRemoteResources } from './find-remote-resources.ts'
import { epubIssue } from './issue.ts'
import { collapse } from './opf.ts'
import { readContainerXml } from './read-container-xml.ts'
import { readContents } from './read-contents.ts'
import { readDocument } from './read-document.ts'
import { readEncryption } from './read-encryption.ts'
import { readManifest, readSpine } from './read-manifest.ts'
import { readMetadata } from './read-metadata.ts'
import type { EpubContainer, EpubIssue, EpubMetadata, EpubPackage, SpineItem } from './types.ts'
import { attr } from './walk-xml.ts'
import type { XmlElement } from './xml.ts'

export type ReadEpub = {
  readonly package: EpubPackage | null
  readonly issues: readonly EpubIssue[]
}

export function readEpub(container: EpubContainer): ReadEpub {
  const { packagePath, issues } = readContainerXml(container)
  if (packagePath === null) return { package: null, issues }
  const document = readDocument(container, packagePath)
  if (!document.ok) return { package: null, issues: [...issues, document.error] }
  if (document.root.name !== 'package')
    return { package: null, issues: [...issues, notAPackage(packagePath, document.root)] }
  const found = packageOf(container, packagePath, document.root, [...issues, ...document.issues])
  return { package: found, issues: found.issues }
}

const notAPackage = (file: string, root: XmlElement): EpubIssue =>
  epubIssue(
    'container-names-a-package',
    'error',
    file,
    `This should be the package document, but its root element is <${root.name}>. Correct META-INF/container.xml.`,
  )

function packageOf(
  container: EpubContainer,
  file: string,
  root: XmlElement,
  earlier: readonly EpubIssue[],
): EpubPackage {
  const metadata = readMetadata(root)
  const { manifest, issues: manifestIssues } = readManifest(root, file)
  const { spine, pageProgression, ncxId, issues: spineIssues } = readSpine(root, file, manifest)
  const contents = readContents({ root, file, container, manifest, spine, ncxId })
  const { encryption, issues: encryptionIssues } = readEncryption(container)
  const items = [...manifest.values()]
  return {
    container,
    path: file,
    version: collapse(attr(root, 'version') ?? ''),
    metadata,
    manifest,
    spine,
    pageProgression,
    contents: contents.contents,
    contentsFrom: contents.contentsFrom,
    landmarks: contents.landmarks,
    pageList: contents.pageList,
    layout: layoutOf(container, metadata, spine),
    coverImage: findCover({ root, file, container, manifest, landmarks: contents.landmarks }),
    remoteResources: findRemoteResources(container, manifest, file),
    encryption,
    hasMediaOverlays: items.some(
      ({ mediaOverlay, mediaType }) => mediaOverlay !== null || mediaType === 'application/smil+xml',
    ),
    issues: [
      ...earlier,
      ...identifierIssues(metadata, file),
      ...manifestIssues,
      ...spineIssues,
      ...contents.issues,
      ...encryptionIssues,
    ],
  }
}

const identifierIssues = (metadata: EpubMetadata, file: string): readonly EpubIssue[] =>
  metadata.uniqueIdentifier === ''
    ? [
        epubIssue(
          'package-has-a-unique-identifier',
          'error',
          file,
          'The package does not say which identifier is its own, so a later version cannot be told from another book. Name it in unique-identifier.',
        ),
      ]
    : []

/**
 * EPUB 3.3 §8.2.2; before that came `fixed-layout` of the Kindle and the display options of Apple Books. A book whose
 * linear documents all override the reflowable default is fixed as well.
 */
function layoutOf(
  container: EpubContainer,
  metadata: EpubMetadata,
  spine: readonly SpineItem[],
): EpubPackage['layout'] {
  const told = (name: string): string | undefined => metadata.properties.get(name)?.[0]
  const linear = spine.filter((item) => item.linear)
  const overrides = linear.filter(({ properties }) => properties.includes('rendition:layout-pre-paginated'))
  const isFixed =
    told('rendition:layout') === 'pre-paginated' ||
    told('fixed-layout') === 'true' ||
    (linear.length > 0 && overrides.length === linear.length) ||
    (told('rendition:layout') === undefined && appleSaysFixed(container))
  return isFixed ? 'pre-paginated' : 'reflowable'
}

const APPLE_OPTIONS = 'META-INF/com.apple.ibooks.display-options.xml'

function appleSaysFixed(container: EpubContainer): boolean {
  if (!container.entries.has(APPLE_OPTIONS)) return false
  const read = container.read(APPLE_OPTIONS)
  return read.ok && /name=["']fixed-layout["']\s*>\s*true\s*</.test(new TextDecoder().decode(read.value))
}
