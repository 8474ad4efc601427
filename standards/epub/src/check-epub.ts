/**
 * Whether a file is the EPUB it says it is: the container first, by our own limits, since a validator inflates whatever it
 * is given; then conformance, by a port of EPUBCheck whose findings come back under our rules.
 */
import type { ValidationMessage } from '@likecoin/epubcheck-ts'
import { epubIssue } from './issue.ts'
import { type ContainerLimits, openEpub } from './open-epub.ts'
import { isLegacyPackage } from './opf.ts'
import { parseXml } from './parse-xml.ts'
import { ruleOfCode } from './rules.ts'
import type { EpubContainer, EpubIssue } from './types.ts'
import { descendants, idOf } from './walk-xml.ts'

export type CheckedEpub = {
  /** False: the container itself cannot be opened, so that nothing more could be checked. */
  readonly opened: boolean
  readonly issues: readonly EpubIssue[]
}

/** Nobody mends more at once, and looking for ten thousand dead links takes the validator minutes. */
const MOST_ERRORS = 1_000

export async function checkEpub(
  bytes: Uint8Array,
  limits: Partial<ContainerLimits> = {},
): Promise<CheckedEpub> {
  const opened = await openEpub(bytes, limits)
  if (!opened.ok) return { opened: false, issues: [opened.error] }
  const damaged = damagedEntries(opened.container)
  if (damaged.length > 0) return { opened: false, issues: [...opened.issues, ...damaged] }
  const { EpubCheck } = await import('@likecoin/epubcheck-ts')
  const { messages } = await EpubCheck.validate(bytes, {
    includeUsage: false,
    includeInfo: true,
    maxErrors: MOST_ERRORS,
  })
  const legacy = legacyIssues(opened.container)
  const found = messages
    .filter((message) => !isMistaken(message, opened.container))
    .map(toIssue)
    .filter((issue) => issue !== null)
  const issues = [
    ...opened.issues,
    ...(legacy.length > 0 ? found.map((issue) => ({ ...issue, severity: soften(issue.severity) })) : found),
    ...legacy,
    ...duplicateIds(opened.container),
  ]
  return { opened: true, issues: withoutRepetitions(issues) }
}

/** Every entry is inflated once, within its limits and against its checksum, before the validator sees any. */
const damagedEntries = (container: EpubContainer): EpubIssue[] =>
  [...container.entries.keys()].flatMap((path) => {
    const read = container.read(path)
    return read.ok ? [] : [read.error]
  })

/**
 * The validator counts drawings that stand in the document; the property is right as well where a document shows one from
 * a file of its own (EPUB 3.3 §5.6.2, item properties: "svg").
 */
function isMistaken(message: ValidationMessage, container: EpubContainer): boolean {
  if (message.id !== 'OPF-015' || !message.message.includes('"svg"')) return false
  const document = container.read(message.location?.path ?? '')
  return document.ok && new TextDecoder().decode(document.value).includes('.svg')
}

function toIssue(message: ValidationMessage): EpubIssue | null {
  const rule = ruleOfCode(message.id)
  if (rule === null) return null
  const said = message.message.replace(/\.?\s*$/, '.')
  return epubIssue(
    rule.name,
    severityOf(message),
    message.location?.path ?? '',
    `${said} ${rule.mend} (${message.id})`,
    {
      line: message.location?.line ?? null,
      element: message.location?.context ?? null,
    },
  )
}

const severityOf = ({ severity }: ValidationMessage): EpubIssue['severity'] =>
  severity === 'fatal' || severity === 'error' ? 'error' : severity === 'warning' ? 'warning' : 'note'

const soften = (severity: EpubIssue['severity']) => (severity === 'error' ? 'warning' : severity)

/**
 * OEBPS 1.2 packages are not EPUB 2.0.1, yet reading systems take them (OPF 2.0.1 §1.3.2): told once, and what the
 * validator finds in them by the rules of 2.0.1 no longer refuses the book.
 */
function legacyIssues(container: EpubContainer): EpubIssue[] {
  return documents(container, /\.opf$/i)
    .filter(({ root }) => isLegacyPackage(root))
    .map(({ path, root }) =>
      epubIssue(
        'package-version-is-known',
        'warning',
        path,
        'The package document is of the older format OEBPS 1.2. It is read as EPUB 2; export the book as EPUB 3.',
        { line: root.line, element: '<package>' },
      ),
    )
}

/** XML 1.0 §3.3.1, validity constraint ID: the validator looks for this in content documents, not in the NCX. */
function duplicateIds(container: EpubContainer): EpubIssue[] {
  return documents(container, /\.ncx$/i).flatMap(({ path, root }) => {
    const seen = new Map<string, number>()
    const issues: EpubIssue[] = []
    for (const element of descendants(root)) {
      const id = idOf(element)
      if (id === null) continue
      const first = seen.get(id)
      if (first === undefined) seen.set(id, element.line)
      else
        issues.push(
          epubIssue(
            'ids-are-unique',
            'error',
            path,
            `The id “${id}” is given twice, first in line ${first}. Give this element another.`,
            { line: element.line, element: `<${element.name} id="${id}">` },
          ),
        )
    }
    return issues
  })
}

function* documentsOf(container: EpubContainer, names: RegExp) {
  for (const path of container.entries.keys()) {
    if (!names.test(path)) continue
    const bytes = container.read(path)
    if (!bytes.ok) continue
    const parsed = parseXml(bytes.value, { file: path })
    if (parsed.ok) yield { path, root: parsed.root }
  }
}

const documents = (container: EpubContainer, names: RegExp) => [...documentsOf(container, names)]

/** Our reading and the validator may say the same of one place: the one that came first stays. */
function withoutRepetitions(issues: readonly EpubIssue[]): EpubIssue[] {
  const seen = new Set<string>()
  return issues.filter((issue) => {
    const key = [issue.rule, issue.file, issue.line, issue.line === null ? issue.message : ''].join('\n')
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}
