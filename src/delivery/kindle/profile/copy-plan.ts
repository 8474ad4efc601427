/** What the copy will be, decided before anything is written: which files move, which go, what is shared. */
import { type EpubPackage, relativeHref, resolveHref } from '@chapterhouse/epub'
import type { DocumentFacts } from './document-facts.ts'
import type { KindleFinding } from './kindle-rules.ts'

/** `plain`: also what Amazon's converter is only suspected of is left out, after a copy has failed. */
export type KindleManner = 'lossless' | 'plain'

export type CopyPlan = {
  readonly book: EpubPackage
  readonly manner: KindleManner
  readonly facts: ReadonlyMap<string, DocumentFacts>
  /** Old path → new path, of pictures whose name told something else. */
  readonly moved: ReadonlyMap<string, string>
  readonly gone: ReadonlySet<string>
  /** The path of the style sheet that stands for this text in the documents of this folder. */
  readonly shared: ReadonlyMap<string, string>
  readonly mended: (finding: KindleFinding) => void
}

export const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1)

export const sharedKey = (path: string, text: string): string => `${folderOf(path)}\n${text}`

/** Where a file of the copy is; null: it is not there. */
export function placeOf(plan: CopyPlan, path: string): string | null {
  if (plan.gone.has(path)) return null
  return plan.moved.get(path) ?? (plan.book.container.entries.has(path) ? path : null)
}

/** The address of a resource as it is written in the file at `from`; null: there is none. */
export function addressOf(plan: CopyPlan, from: string, href: string): string | null {
  const reference = resolveHref(from, href)
  if (reference.kind === 'outside') return href
  if (reference.kind === 'invalid') return null
  const place = placeOf(plan, reference.path)
  if (place === null) return null
  return place === reference.path ? href : relativeHref(from, place, reference.fragment)
}

/** A link: as `addressOf`, and to something that is there. */
export function linkOf(plan: CopyPlan, from: string, href: string): string | null {
  const reference = resolveHref(from, href)
  if (reference.kind === 'outside') return /^(javascript|vbscript|file)$/.test(reference.scheme) ? null : href
  if (reference.kind === 'invalid') return null
  const { path, fragment } = reference
  const facts = plan.facts.get(path)
  if (facts === undefined) return addressOf(plan, from, href)
  if (fragment === null) return href
  if (fragment === facts.bodyId) {
    plan.mended({
      rule: 'links-do-not-name-the-body',
      file: from,
      message: `A link to the body of ${path} now leads to the file.`,
    })
    return relativeHref(from, path, null)
  }
  if (facts.ids.has(fragment)) return href
  plan.mended({
    rule: 'links-lead-somewhere',
    file: from,
    message: `A link led to ${path}#${fragment}, which is not there.`,
  })
  return path === from ? null : relativeHref(from, path, null)
}
