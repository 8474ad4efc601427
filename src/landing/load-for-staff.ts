/** Asked for staff alone: their pages are kept by nobody, so that nothing of this reaches another reader. */
import type { Visitor } from '#access'
import { type Issue, isFault } from '#book'
import { listIssues } from '#catalogue'
import type { Database } from '#platform'
import { type Language, paths } from '#web'
import type { StaffIssue, StaffPanel } from './panels/staff-panel.ts'

/** Null: this visitor does not work for the press of this book. */
export async function loadStaffPanel(
  db: Database,
  visitor: Visitor,
  of: {
    readonly press: string
    readonly bookId: string
    readonly chapterId: string | null
    readonly language: Language
  },
): Promise<StaffPanel | null> {
  const { press, bookId, chapterId, language } = of
  if (!visitor.staff.some((one) => one.press === '*' || one.press === press)) return null
  const issues = (await listIssues(db, chapterId ?? bookId)).filter(isFault)
  const shown =
    chapterId === null
      ? issues.filter((issue) => issue.chapter === null || issue.about === 'content')
      : issues
  const say = await loadWords(shown.length, language)
  const own = `${paths.console}/books/${bookId}`
  const mend = chapterId === null ? `${own}/edit` : `${own}/chapters/${chapterId}`
  return {
    ...{ bookId, chapterId },
    issues: shown.map(({ about, rule, message }) => ({
      ...{ about, rule, said: say({ rule, message }) },
      mend: about === 'data' ? mend : null,
    })),
  }
}

/** A site that only answers need not know how books are read. */
async function loadWords(
  issues: number,
  language: Language,
): Promise<(issue: Pick<Issue, 'rule' | 'message'>) => StaffIssue['said']> {
  if (issues === 0 || language === 'en') return ({ message }) => ({ kind: 'found', text: message })
  const { describeIssue } = await import('#intake')
  return (issue) => describeIssue(issue, language)
}
