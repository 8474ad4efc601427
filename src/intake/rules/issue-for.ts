/** Makes an issue of a rule of the catalogue: the one way in which intake reports a fault. */
import type { Issue, Place } from '#book'
import { RULES, type RuleName } from './rules.ts'

export type Finding = {
  /** What was found, where, and what to do: one or two plain sentences. */
  readonly message: string
  readonly where?: Partial<Place>
  /** Index in the draft's chapters. */
  readonly chapter?: number | null
}

export const issueFor = (rule: RuleName, finding: Finding): Issue => ({
  rule,
  about: RULES[rule].about,
  severity: RULES[rule].severity,
  where: {
    file: finding.where?.file ?? '',
    line: finding.where?.line ?? null,
    element: finding.where?.element ?? null,
  },
  message: finding.message,
  chapter: finding.chapter ?? null,
})
