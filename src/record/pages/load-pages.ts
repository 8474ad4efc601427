/** A record, or one thing in it, by its address. */
import { decideAccess, nextChange, toAccessProduct, type Visitor } from '#access'
import type { FoundChapter } from '#catalogue'
import type { Site } from '#web'
import type { RecordDeps } from '../deps.ts'
import {
  type Elsewhere,
  findAlike,
  findEntry,
  findSame,
  findStanding,
  findVersion,
  listVersions,
  type RecordVersion,
  type VersionLine,
} from '../keeping/find-record.ts'
import type { Standing } from '../keeping/version-store.ts'
import { buildView } from './build-view.ts'
import type { EntryPage, GatheredEntry } from './entry-page.ts'
import { audienceFor } from './load-section.ts'
import type { RecordView } from './view.ts'

type Deps = Pick<RecordDeps, 'db' | 'memory' | 'presses' | 'collectionsOf' | 'now'>

export type LoadedRecord = {
  readonly standing: Standing
  readonly version: RecordVersion
  readonly view: RecordView
  readonly versions: readonly VersionLine[]
  readonly found: Extract<FoundChapter, { kind: 'chapter' }>
  /** When what this visitor may see changes by itself. */
  readonly until: Date | null
}

export type Asked = {
  readonly site: Site
  readonly visitor: Visitor
  readonly record: string
  /** Null: the newest. */
  readonly version: number | null
}

/** Null: there is no such record here, or no such version; or its chapter is gone. */
export async function loadRecord(
  deps: Deps,
  { site, visitor, record, version }: Asked,
  on: 'section' | 'entry' = 'section',
): Promise<LoadedRecord | null> {
  const standing = await findStanding(deps.db, record)
  if (standing === null || (site.press !== null && site.press !== standing.press)) return null
  const found = await deps.memory.findChapter(standing.chapterId)
  if (found?.kind !== 'chapter') return null
  const now = deps.now()
  const access = decideAccess(visitor, toAccessProduct(found.product, deps.collectionsOf), 'read', now, [])
  const kept = await findVersion(deps.db, standing, audienceFor(access), version)
  if (kept === null) return null
  const place = {
    ...site.place,
    origin: deps.presses.originOf(standing.press, site.place.origin) ?? site.place.origin,
  }
  return {
    ...{ standing, version: kept, found },
    view: buildView({
      ...{ place, version: kept, chapter: found.chapter, contents: found.contents, on, section: null },
    }),
    versions: await listVersions(deps.db, record),
    until: nextChange(visitor, [found.product], now),
  }
}

export type LoadedEntry =
  | {
      readonly kind: 'entry'
      readonly page: EntryPage
      readonly loaded: LoadedRecord
      readonly gone: boolean
    }
  /** It is there, for readers of the chapter. */
  | { readonly kind: 'for-readers'; readonly loaded: LoadedRecord }

/** The newest version that holds it, or the one that was asked for. */
export async function loadEntry(
  deps: Deps,
  asked: Asked & { readonly id: string },
): Promise<LoadedEntry | null> {
  const entry = await findEntry(deps.db, asked.record, asked.id)
  if (entry === null) return null
  const standing = await findStanding(deps.db, asked.record)
  if (standing === null) return null
  const isGone = entry.last < standing.version
  const version = asked.version ?? (isGone ? entry.last : null)
  const loaded = await loadRecord(deps, { ...asked, version }, 'entry')
  if (loaded === null) return null
  if (!holds(loaded.view, asked.id)) {
    const isTheirs = loaded.view.isPartial && asked.version === null
    const within = asked.version === null || (asked.version >= entry.first && asked.version <= entry.last)
    return loaded.view.isPartial && (isTheirs || within) ? { kind: 'for-readers', loaded } : null
  }
  const gathers = asked.version === null && ['person', 'place', 'source', 'group'].includes(entry.kind)
  const which = { record: asked.record, id: asked.id, kind: entry.kind }
  const same = gathers ? await findSame(deps.db, which) : []
  const alike = gathers ? await findAlike(deps.db, which) : []
  const known = new Set(same.map(({ record, id }) => `${record}/${id}`))
  const page: EntryPage = {
    ...{ view: loaded.view, id: asked.id, isFixed: asked.version !== null, newest: standing.version },
    gone: isGone ? entry.last + 1 : null,
    recordWithdrawn: standing.isWithdrawn,
    versions: loaded.versions.filter(({ number }) => number >= entry.first && number <= entry.last),
    same: await gather(deps, asked.site, same),
    alike: await gather(
      deps,
      asked.site,
      alike.filter(({ record, id }) => !known.has(`${record}/${id}`)),
    ),
  }
  return { kind: 'entry', page, loaded, gone: isGone || standing.isWithdrawn }
}

const holds = ({ index, document }: RecordView, id: string): boolean =>
  [
    ...[index.claims, index.people, index.groups, index.places, index.events],
    ...[index.sources, index.mentions, index.series],
  ].some((one) => one.has(id)) || document.conflicts.some((answer) => answer.id === id)

/** With what everybody may see of them, and of chapters that are on the shelf. */
async function gather(
  deps: Deps,
  site: Site,
  entries: readonly Elsewhere[],
): Promise<readonly GatheredEntry[]> {
  const gathered: GatheredEntry[] = []
  for (const entry of entries) {
    if (site.press !== null && site.press !== entry.press) continue
    const found = await deps.memory.findChapter(entry.chapterId)
    const standing = await findStanding(deps.db, entry.record)
    if (found?.kind !== 'chapter' || standing === null) continue
    const version = await findVersion(deps.db, standing, 'everybody')
    if (version === null) continue
    const view = buildView({
      ...{ place: site.place, version, chapter: found.chapter, contents: found.contents },
      ...{ on: 'entry' as const, section: null },
    })
    gathered.push({ ...entry, view })
  }
  return gathered
}
