/** How this site is called and addressed, outside of a request. */
import { join } from 'node:path'
import type { ParcelOutcome } from '#catalogue'
import { findBook } from '#catalogue'
import { type Config, OperatorError } from '#platform'
import { loadPresses, sitePress } from '#press'
import { paths } from '#web'
import type { Lane } from './inbox/inbox.ts'
import type { Session } from './session.ts'

/** What the site is reached by: what its operator says, else where it listens. */
export function siteOrigin({ publicUrl, host, port }: Config): string {
  if (publicUrl !== null) return publicUrl
  const everywhere = host === '0.0.0.0' || host === '::'
  const name = everywhere ? 'localhost' : host.includes(':') ? `[${host}]` : host
  return `http://${name}:${port}`
}

export async function siteAddress({ config, db }: Session, outcome: ParcelOutcome): Promise<string | null> {
  if (outcome.kind === 'refused' || outcome.bookId === null) return null
  const found = await findBook(db, outcome.bookId)
  if (found?.kind !== 'book') return null
  const { press } = found.book
  const host = (await pressesOf(config)).find(({ slug }) => slug === press)?.host ?? null
  const origin = host === null ? siteOrigin(config) : `${new URL(siteOrigin(config)).protocol}//${host}`
  return `${origin}${paths.book(found.book)}`
}

/** Those configured; a press with a fault is left out, and its fault is told. */
export async function pressesOf({ dataDir }: Config, onProblem: (sentence: string) => void = () => {}) {
  const { presses, problems } = await loadPresses(join(dataDir, PRESSES_FOLDER))
  for (const problem of problems) onProblem(problem)
  return presses
}

export const PRESSES_FOLDER = 'presses'

/** What can be made again from what is kept: no backup needs it. */
export const derivedFolder = ({ dataDir }: Config): string => join(dataDir, 'derived')

/** Files that came in by the browser, until they are read. */
export const handedInFolder = ({ dataDir }: Config): string => join(dataDir, 'handed-in')

/** The press that is meant: the one named, or the one there is. */
export async function choosePress(config: Config, slug: string | undefined): Promise<string> {
  const problems: string[] = []
  const presses = await pressesOf(config, (problem) => problems.push(problem))
  const slugs = presses.length === 0 ? [sitePress([]).slug] : presses.map((press) => press.slug)
  if (slug !== undefined && slugs.includes(slug)) return slug
  if (slug === undefined && slugs.length === 1 && problems.length === 0) return slugs[0] ?? ''
  const wrong =
    slug === undefined ? 'Name the press that publishes it with --press' : `There is no press “${slug}”`
  throw new OperatorError(
    [`${wrong}; there ${slugs.length === 1 ? 'is' : 'are'}: ${slugs.join(', ')}.`, ...problems].join('\n'),
  )
}

/** The inbox itself is for the one press there is; where there are several, each has a folder of its name in it. */
export async function inboxLanes(config: Config): Promise<readonly Lane[]> {
  const slugs = (await pressesOf(config)).map((press) => press.slug)
  const lanes = slugs.map((press) => ({ folder: join(config.inbox, press), press }))
  if (lanes.length > 1) return lanes
  return [{ folder: config.inbox, press: slugs[0] ?? sitePress([]).slug }]
}
