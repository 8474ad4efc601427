/** What became of a parcel, for people and for programs. */
import type { Issue } from '#book'

export type ToldOutcome = {
  readonly file: string
  readonly issues: readonly Issue[]
  readonly url: string | null
  readonly dryRun: boolean
} & (
  | { readonly kind: 'refused' }
  | (Product & { readonly kind: 'unchanged' })
  | (Product & { readonly kind: 'shelved'; readonly isNew: boolean; readonly changes: readonly string[] })
)

type Product = { readonly bookId: string | null; readonly title: string; readonly chapters: number }

/** One line of `add --json`. The keys are a contract with scripts; new ones may be added. */
export const toOutcomeJson = (told: ToldOutcome) => ({
  file: told.file,
  outcome: told.kind,
  id: told.kind === 'refused' ? null : told.bookId,
  url: told.url,
  title: told.kind === 'refused' ? null : told.title,
  chapters: told.kind === 'refused' ? 0 : told.chapters,
  issues: told.issues.map(toIssueJson),
  ...(told.kind === 'shelved' ? { new: told.isNew, changes: told.changes } : {}),
  ...(told.dryRun ? { dryRun: true } : {}),
})

export const toIssueJson = ({ rule, about, severity, where, message, chapter }: Issue) => ({
  rule,
  about,
  severity,
  where,
  message,
  chapter,
})

export function toOutcomeText(told: ToldOutcome): string {
  const lines = [headline(told), ...details(told), ...toIssueLines(told.issues.filter(isTold(told)))]
  const untold = told.issues.filter((issue) => !isTold(told)(issue)).length
  if (untold > 0) lines.push(`  ${count(untold, 'note')} besides; “chapterhouse check” tells them`)
  return `${lines.join('\n')}\n`
}

function headline(told: ToldOutcome): string {
  if (told.kind === 'refused') return `refused    ${told.file}`
  const what = `${told.title} (${count(told.chapters, 'chapter')})`
  if (told.kind === 'unchanged') return `unchanged  ${what}`
  if (told.dryRun) return `would be ${told.isNew ? 'new' : 'updated'}  ${what}`
  return `${told.isNew ? 'shelved   ' : 'updated   '} ${what}`
}

const details = (told: ToldOutcome): readonly string[] => [
  ...(told.url === null ? [] : [`  ${told.url}`]),
  ...(told.kind === 'shelved' ? told.changes.map((change) => `  ${change}`) : []),
]

/** A refusal tells why; a book on the shelf tells what is wrong with it. */
const isTold = (told: ToldOutcome) => (issue: Issue) =>
  told.kind === 'refused' ? issue.severity === 'error' : told.kind === 'shelved' && issue.severity !== 'note'

/** A rule that does not hold for every chapter would hide the others: a few of its lines, and how many there are more. */
export function toIssueLines(issues: readonly Issue[]): readonly string[] {
  const byRule = Map.groupBy(issues, ({ rule }) => rule)
  return [...byRule].flatMap(([rule, of]) => {
    if (of.length <= FEW + 1) return of.map(toIssueLine)
    return [
      ...of.slice(0, FEW).map(toIssueLine),
      `          and ${of.length - FEW} more of ${rule}; --json tells all`,
    ]
  })
}

const FEW = 3

export const toIssueLine = ({ severity, rule, message, where }: Issue): string =>
  `  ${severity.padEnd(7)} ${rule}: ${message} [${toPlace(where)}]`

const toPlace = ({ file, line, element }: Issue['where']): string =>
  `${file}${line === null ? '' : `:${line}`}${element === null ? '' : ` ${element}`}`

export const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`
