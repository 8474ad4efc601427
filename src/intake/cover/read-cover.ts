/** The picture on the front: the file that book.yaml names, else the one that the EPUB marks as its cover. */
import { type EpubPackage, resolveHref } from '@chapterhouse/epub'
import type { Issue } from '#book'
import type { JobFolder } from '../child/job-folder.ts'
import type { BookYaml } from '../parse-book-yaml.ts'
import type { Parcel } from '../receive-parcel.ts'
import { issueFor } from '../rules/issue-for.ts'
import type { KeptCover } from './keep-cover.ts'

export async function readCover(
  parcel: Parcel,
  yaml: BookYaml | null,
  pkg: EpubPackage | null,
  folder: JobFolder,
): Promise<KeptCover> {
  const issues: Issue[] = []
  const found = await findCover(parcel, yaml, pkg, issues)
  if (found === null) return { cover: null, issues }
  const { keepCover } = await import('./keep-cover.ts')
  const kept = await keepCover({ ...found, alternativeText: yaml?.coverAlternative ?? '' }, folder)
  return { cover: kept.cover, issues: [...issues, ...kept.issues] }
}

type FoundCover = {
  readonly path: string
  readonly bytes: Uint8Array
  readonly beside: (href: string) => Uint8Array | null
}

async function findCover(
  parcel: Parcel,
  yaml: BookYaml | null,
  pkg: EpubPackage | null,
  issues: Issue[],
): Promise<FoundCover | null> {
  const named = yaml?.cover ?? null
  if (named !== null && parcel.files.paths.includes(named)) {
    const read = await parcel.files.read(named)
    if (read.ok) return { path: named, bytes: read.value, beside: () => null }
    issues.push(read.error)
  } else if (named !== null)
    issues.push(
      issueFor('book-yaml-file-is-in-the-parcel', {
        message: `The cover “${named}” is not in the parcel. Put it beside book.yaml, and send the folder that holds both.`,
        where: { file: parcel.bookYaml?.fileName ?? 'book.yaml', element: 'cover' },
      }),
    )
  const path = pkg?.coverImage ?? null
  if (pkg === null || path === null) return null
  const read = pkg.container.read(path)
  if (!read.ok) return null // told already: the manifest names a file that is not there
  return {
    path,
    bytes: read.value,
    beside: (href) => {
      const reference = resolveHref(path, href)
      const picture = reference.kind === 'inside' ? pkg.container.read(reference.path) : null
      return picture?.ok === true ? picture.value : null
    },
  }
}
