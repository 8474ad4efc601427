/** Every rule by which a book may be judged, in one list: intake's own and those of the EPUB format. */
import { EPUB_RULES } from '@chapterhouse/epub'
import type { Issue } from '#book'
import { RULES } from './rules.ts'

export type RuleInfo = {
  readonly name: string
  readonly about: Issue['about']
  /** Null: each finding of the format says how grave it is. */
  readonly severity: Issue['severity'] | null
  readonly holds: string
  readonly why: string
  readonly mend: string
}

export const allRules = (): readonly RuleInfo[] => [
  ...Object.entries(RULES).map(([name, rule]) => ({ name, ...rule })),
  ...EPUB_RULES.filter(({ name }) => !Object.hasOwn(RULES, name)).map(
    ({ name, holds, mend, specification }) => ({
      name,
      about: 'content' as const,
      severity: null,
      holds,
      why: `${specification} asks for it.`,
      mend,
    }),
  ),
]
