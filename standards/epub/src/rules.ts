/**
 * The rules of EPUB 3.3, 2.0.1 and their companions that are checked here, each by what should hold.
 * `codes` are the message ids of EPUBCheck (https://www.w3.org/publishing/epubcheck/) that report the same fault: they
 * let a press compare with the reports it already knows. One rule may gather several codes; no code has two rules.
 */
export type EpubRule = {
  /** Said positively: what holds when all is well. */
  readonly name: string
  readonly holds: string
  /** What to do when it does not. */
  readonly mend: string
  readonly specification: string
  readonly codes: readonly string[]
}

const rule = (
  name: string,
  specification: string,
  holds: string,
  mend: string,
  codes: readonly string[] = [],
): EpubRule => ({ name, specification, holds, mend, codes })

const OCF = 'EPUB 3.3 §4 Open Container Format'
const PACKAGE = 'EPUB 3.3 §5 Package document'
const CONTENT = 'EPUB 3.3 §6 Content documents'
const NAVIGATION = 'EPUB 3.3 §7 Navigation document'
const LAYOUT = 'EPUB 3.3 §8 Layout rendering control'
const OVERLAYS = 'EPUB 3.3 §9 Media overlays'
const RESOURCES = 'EPUB 3.3 §3 Publication resources'

export const EPUB_RULES: readonly EpubRule[] = [
  // The container
  rule(
    'container-is-a-zip-file',
    OCF,
    'The file is a ZIP archive that can be opened from end to end.',
    'Export the book anew; the file was damaged or is not an EPUB.',
    ['PKG-003', 'PKG-004', 'PKG-008', 'PKG-015', 'PKG-018'],
  ),
  rule(
    'mimetype-comes-first',
    OCF,
    'The first entry of the archive is a file named mimetype.',
    'Zip again with the file “mimetype” first, stored without compression.',
    ['PKG-005', 'PKG-006'],
  ),
  rule(
    'mimetype-is-epub',
    OCF,
    'The file mimetype holds exactly “application/epub+zip”, uncompressed, with no space or line end.',
    'Write exactly “application/epub+zip” into it and store it uncompressed.',
    ['PKG-007'],
  ),
  rule(
    'container-names-a-package',
    OCF,
    'META-INF/container.xml names a package document that is there.',
    'Add META-INF/container.xml with a rootfile whose full-path is the .opf file.',
    ['RSC-002', 'RSC-003', 'OPF-002', 'OPF-016', 'OPF-017', 'PKG-020'],
  ),
  rule(
    'one-package-per-container',
    'EPUB Multiple-Rendition Publications 1.1',
    'The container holds one rendition, or describes several in META-INF/metadata.xml.',
    'Keep one rootfile, or describe the renditions.',
    ['PKG-013', 'RSC-019'],
  ),
  rule(
    'file-names-are-portable',
    OCF,
    'File names use characters that every system can keep, and do not end in a full stop.',
    'Rename the file with letters, digits, hyphen and full stop.',
    ['PKG-009', 'PKG-010', 'PKG-011', 'PKG-027', 'PKG-014', 'PKG-016', 'PKG-017', 'PKG-024', 'PKG-012'],
  ),
  rule(
    'file-names-are-unique',
    OCF,
    'No two entries of the archive have the same name, also when case and accents are set aside.',
    'Remove or rename the second entry.',
    ['OPF-060'],
  ),
  rule(
    'meta-inf-holds-no-content',
    OCF,
    'META-INF holds only the files that the container needs.',
    'Move the resource out of META-INF and correct the manifest.',
    ['PKG-025'],
  ),
  rule(
    'encryption-is-readable',
    OCF,
    'Nothing but fonts is encrypted or obfuscated, and by a method that readers know.',
    'Send the book without encryption; only font obfuscation is allowed.',
    ['PKG-026', 'RSC-004'],
  ),
  rule(
    'file-names-stay-inside',
    OCF,
    'No name of the archive leads out of it: no “..”, no absolute path, no drive letter, no backslash.',
    'Make the archive anew from the folder of the book.',
  ),
  rule(
    'zip-entries-are-files',
    OCF,
    'Every entry of the archive is a file or a folder, never a link or a device.',
    'Put the file itself into the archive.',
  ),
  rule(
    'zip-entries-do-not-overlap',
    'PKWARE APPNOTE 6.3.9 §4.3',
    'Every entry of the archive has its own bytes.',
    'Make the archive anew; this one was made to grow without end.',
  ),
  rule(
    'zip-sizes-are-true',
    'PKWARE APPNOTE 6.3.9 §4.4',
    'An entry is as long as the archive says, and its checksum is right.',
    'Export the book anew; the archive is damaged or false.',
  ),
  rule(
    'zip-headers-agree',
    'PKWARE APPNOTE 6.3.9 §4.3.7',
    'The directory of the archive and the headers before the files say the same.',
    'Make the archive anew.',
  ),
  rule(
    'zip-entries-are-deflated',
    OCF,
    'Entries are stored or deflated, not encrypted and not packed by other methods.',
    'Make the archive anew with ordinary compression and without a password.',
  ),
  rule(
    'container-size-is-bounded',
    'Limits of this reader',
    'The archive, opened, is no larger and has no more entries than a book can need.',
    'Split the work, or make its pictures and films smaller.',
  ),
  rule(
    'compression-is-plausible',
    'Limits of this reader',
    'No entry grows out of all proportion when it is opened.',
    'Check where the file comes from: it looks like one made to fill a disk.',
  ),
  rule(
    'document-size-is-bounded',
    'Limits of this reader',
    'No document is longer than a very long book.',
    'Split the document into several files.',
  ),
  rule(
    'document-depth-is-bounded',
    'Limits of this reader',
    'Elements do not stand hundreds deep in one another.',
    'Remove the needless elements around the text.',
  ),
  rule(
    'entity-expansion-is-bounded',
    'Limits of this reader',
    'Declared entities stay short when they are put in.',
    'Write the text itself instead of the entity.',
  ),
  // Resources
  rule(
    'resource-is-in-the-container',
    RESOURCES,
    'Every file that the book mentions is in the container.',
    'Add the file, or remove the reference to it.',
    ['RSC-001', 'RSC-007', 'RSC-007w', 'OPF-010'],
  ),
  rule(
    'resource-is-in-the-manifest',
    PACKAGE,
    'Every file that the book uses is listed in the manifest.',
    'Add an <item> for the file.',
    ['RSC-008', 'OPF-003', 'OPF-049', 'OPF-063'],
  ),
  rule(
    'resources-are-local',
    RESOURCES,
    'Only sound, video and fonts may stand outside the container.',
    'Put the file into the book and refer to it there.',
    ['RSC-006', 'RSC-006b', 'RSC-031', 'NAV-010'],
  ),
  rule(
    'reference-is-an-address',
    RESOURCES,
    'Every reference is a well-formed address, inside the container where it must be, and no file: or data: address where these are not allowed.',
    'Write the address relative to the file, with special characters percent-encoded.',
    [
      'RSC-020',
      'RSC-026',
      'RSC-029',
      'RSC-030',
      'RSC-033',
      'OPF-021',
      'HTM-025',
      'HTM-045',
      'OPF-091',
      'OPF-098',
    ],
  ),
  rule(
    'link-target-exists',
    RESOURCES,
    'A reference with a # leads to an element with that id.',
    'Correct the part after the #, or give the element this id.',
    ['RSC-012', 'RSC-009', 'RSC-013', 'RSC-014', 'RSC-015', 'MED-014', 'MED-017', 'MED-018'],
  ),
  rule(
    'link-leads-into-the-reading-order',
    PACKAGE,
    'Links between documents lead to documents of the spine.',
    'Add the document to the spine (linear="no" if it is not in the main order).',
    ['RSC-011', 'OPF-096', 'OPF-096b', 'RSC-021'],
  ),
  rule(
    'resource-has-a-core-media-type',
    RESOURCES,
    'Every resource is of a type that all readers know, or names a fallback that is.',
    'Convert the file, or give its <item> a fallback.',
    [
      'RSC-010',
      'RSC-032',
      'OPF-040',
      'OPF-041',
      'OPF-042',
      'OPF-043',
      'OPF-044',
      'OPF-045',
      'MED-003',
      'MED-005',
      'MED-007',
      'OPF-035',
      'OPF-036',
      'OPF-037',
      'OPF-038',
      'OPF-039',
      'OPF-090',
      'CSS-007',
      'CHK-008',
    ],
  ),
  rule(
    'media-type-is-true',
    RESOURCES,
    'A file is what its media type and its name say.',
    'Correct media-type in the manifest, or the file.',
    ['OPF-013', 'OPF-029', 'PKG-021', 'PKG-022', 'MED-004', 'RSC-022'],
  ),
  // XML and its schemas
  rule(
    'document-is-well-formed',
    'XML 1.0 §2.1',
    'Every XML document is well-formed.',
    'Correct the markup at the line given.',
    ['RSC-016', 'RSC-017', 'HTM-001', 'HTM-002', 'HTM-011'],
  ),
  rule(
    'document-follows-its-schema',
    'The schemas of EPUB 3.3 and HTML',
    'Elements and attributes stand where their specification allows them.',
    'Remove or move what is named, or add what is missing.',
    ['RSC-005', 'RSC-024', 'RSC-025', 'HTM-061', 'OPF-047', 'HTM-051', 'HTM-055'],
  ),
  rule('document-is-utf-8', RESOURCES, 'Text files are encoded in UTF-8.', 'Save the file as UTF-8.', [
    'RSC-027',
    'RSC-028',
    'HTM-058',
    'CSS-003',
    'CSS-004',
  ]),
  rule(
    'document-type-is-plain',
    CONTENT,
    'The document type declaration is the plain one and declares no external entity.',
    'Replace it by <!DOCTYPE html> and write characters themselves.',
    ['HTM-003', 'HTM-004', 'HTM-005', 'HTM-009', 'OPF-073'],
  ),
  rule(
    'ids-are-unique',
    'XML 1.0 §3.3.1',
    'No two elements of a document have the same id.',
    'Give one of them another.',
  ),
  // The package
  rule(
    'package-version-is-known',
    PACKAGE,
    'The package says version 2.0 or 3.0.',
    'Write version="3.0" on <package>.',
    ['OPF-001', 'PKG-001', 'PKG-023'],
  ),
  rule(
    'package-has-a-unique-identifier',
    PACKAGE,
    'unique-identifier names a <dc:identifier> of the package.',
    'Give the identifier an id and name it on <package unique-identifier>.',
    ['OPF-030', 'OPF-048', 'OPF-085'],
  ),
  rule(
    'ncx-identifier-is-the-packages',
    'OPF 2.0.1 §2.4.1',
    'The NCX carries the identifier of the package.',
    'Copy the unique identifier into <meta name="dtb:uid"> of the NCX.',
    ['NCX-001', 'NCX-004', 'NCX-006'],
  ),
  rule(
    'metadata-property-is-defined',
    PACKAGE,
    'Properties, prefixes and roles are defined by the vocabularies of EPUB or by a declared prefix, and not deprecated.',
    'Correct the spelling, or declare the prefix.',
    [
      'OPF-004',
      'OPF-005',
      'OPF-006',
      'OPF-007',
      'OPF-025',
      'OPF-026',
      'OPF-027',
      'OPF-028',
      'OPF-052',
      'OPF-064',
      'OPF-065',
      'OPF-070',
      'OPF-086',
      'OPF-086b',
      'OPF-087',
      'OPF-088',
      'OPF-089',
      'HTM-010',
      'HTM-044',
      'HTM-054',
    ],
  ),
  rule(
    'metadata-value-is-valid',
    PACKAGE,
    'Dates, language tags and other metadata values are well-formed and not empty.',
    'Correct the value.',
    ['OPF-053', 'OPF-054', 'OPF-055', 'OPF-072', 'OPF-092', 'OPF-066'],
  ),
  rule(
    'linked-resource-has-a-media-type',
    PACKAGE,
    'Linked records name their media type, and are not manifest items as well.',
    'Add media-type to the <link>, or remove it.',
    ['OPF-067', 'OPF-093', 'OPF-094', 'OPF-095'],
  ),
  rule(
    'manifest-properties-are-true',
    PACKAGE,
    'An item’s properties (scripted, svg, mathml, remote-resources …) say what its content has, no less and no more.',
    'Add or remove the property named.',
    ['OPF-012', 'OPF-014', 'OPF-015', 'OPF-018', 'OPF-018b'],
  ),
  rule(
    'manifest-lists-each-file-once',
    PACKAGE,
    'Each file is one manifest item, and the package document is none.',
    'Remove the second <item>.',
    ['OPF-074', 'OPF-099', 'OPF-097'],
  ),
  rule(
    'spine-is-a-reading-order',
    PACKAGE,
    'The spine lists each document once, at least one of them linear.',
    'Remove repetitions; set linear="yes" on the main documents.',
    ['OPF-033', 'OPF-034'],
  ),
  rule(
    'spine-names-the-ncx',
    'OPF 2.0.1 §2.4.1.2',
    'The toc attribute of the spine names an item that is an NCX.',
    'Point it at the item of type application/x-dtbncx+xml.',
    ['OPF-050'],
  ),
  rule(
    'guide-refers-to-documents',
    'OPF 2.0.1 §2.6',
    'References of the guide lead to documents of the manifest.',
    'Correct or remove the reference.',
    ['OPF-031', 'OPF-032', 'OPF-062'],
  ),
  rule(
    'collection-is-complete',
    PACKAGE,
    'Index, preview and dictionary collections hold what their specification asks for.',
    'Correct the links of the collection.',
    [
      'OPF-071',
      'OPF-075',
      'OPF-076',
      'OPF-078',
      'OPF-079',
      'OPF-080',
      'OPF-081',
      'OPF-082',
      'OPF-083',
      'OPF-084',
    ],
  ),
  // Navigation
  rule(
    'contents-are-there',
    NAVIGATION,
    'The navigation document has a table of contents (<nav epub:type="toc">).',
    'Add the nav element.',
    ['NAV-001', 'NAV-003', 'NAV-004', 'NAV-005', 'NAV-006', 'NAV-007', 'NAV-008'],
  ),
  rule(
    'contents-are-in-reading-order',
    NAVIGATION,
    'The table of contents and the page list follow the order of the spine and of the text.',
    'Sort the entries.',
    ['NAV-011', 'NAV-009', 'OPF-077', 'HTM-052'],
  ),
  // Fixed layout, style, overlays
  rule(
    'fixed-layout-has-dimensions',
    LAYOUT,
    'Every fixed-layout page gives its width and height once, as positive numbers.',
    'Add <meta name="viewport" content="width=…, height=…"> (viewBox for SVG).',
    ['HTM-046', 'HTM-047', 'HTM-048', 'HTM-056', 'HTM-057', 'HTM-059', 'HTM-060a', 'HTM-060b', 'OPF-011'],
  ),
  rule(
    'style-sheet-is-valid',
    'EPUB 3.3 §6.3 CSS',
    'Style sheets can be read and use no forbidden property.',
    'Correct the declaration at the line given.',
    ['CSS-001', 'CSS-002', 'CSS-005', 'CSS-006', 'CSS-008', 'CSS-015', 'CSS-019', 'CSS-028'],
  ),
  rule(
    'media-overlay-matches-its-text',
    OVERLAYS,
    'A media overlay and the document it speaks name each other; its clips run forward and its durations add up.',
    'Correct the SMIL file or the media-overlay attribute.',
    [
      'MED-008',
      'MED-009',
      'MED-010',
      'MED-011',
      'MED-012',
      'MED-013',
      'MED-015',
      'MED-016',
      'CSS-029',
      'CSS-030',
    ],
  ),
  rule(
    'formula-has-a-text-alternative',
    'EPUB Accessibility 1.1',
    'Formulas and drawn links have a text alternative.',
    'Add alttext to <math>, a title to the SVG link.',
    ['ACC-009', 'ACC-011', 'HTM-007'],
  ),
]

const BY_CODE = new Map(EPUB_RULES.flatMap((one) => one.codes.map((code) => [code, one] as const)))

/** The rule behind a message id of EPUBCheck; null for ids about EPUBCheck itself. */
export const ruleOfCode = (code: string): EpubRule | null => BY_CODE.get(code) ?? null
