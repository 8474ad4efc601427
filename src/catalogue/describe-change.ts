import { assertNever } from '#base'
import type { Language } from '#web'
import type { Change } from './change.ts'
import { catalogueMessages } from './messages.ts'

/** One change in one sentence, for a dry run, a report and the list of versions. */
export function describeChange(change: Change, language: Language): string {
  const says = catalogueMessages(language)
  switch (change.kind) {
    case 'shelved-again':
    case 'opened':
    case 'closed':
    case 'access-dates':
    case 'files':
    case 'order':
      return says[change.kind]
    case 'details':
      return says.details(says.fields[change.field])
    case 'chapter-added':
    case 'chapter-restored':
    case 'chapter-removed':
    case 'chapter-details':
    case 'chapter-opened':
    case 'chapter-closed':
    case 'chapter-access-dates':
      return says[change.kind](change.title)
    case 'chapter-retitled':
      return says['chapter-retitled'](change.from, change.title)
    case 'chapter-text':
      return says['chapter-text'](change.title, change.added, change.removed)
    case 'first-online-kept':
      return says['first-online-kept'](change.title, change.kept, change.given)
    default:
      return assertNever(change)
  }
}
