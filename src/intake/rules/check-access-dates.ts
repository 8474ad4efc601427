/** Whether the dates of free reading can mean what they say. */
import type { AccessDates, Openness } from '#book'
import { nameOf, ofBook, ofChapter, type RuleCheck } from './rule-check.ts'
import type { RuleName } from './rules.ts'

type Product = { readonly openness: Openness; readonly accessDates?: AccessDates }

/** A chapter that only inherits its dates is not told again what its book was told. */
export const checkAccessDates: RuleCheck = (draft, context) => [
  ...faultsOf(draft.metadata, 'The book').map(({ rule, message }) =>
    ofBook(context, rule, message, 'free-from'),
  ),
  ...draft.chapters.flatMap((chapter, index) =>
    isInherited(chapter.metadata, draft.metadata)
      ? []
      : faultsOf(chapter.metadata, nameOf(chapter, index)).map(({ rule, message }) =>
          ofChapter(draft, context, index, rule, message),
        ),
  ),
]

function faultsOf(
  { openness, accessDates }: Product,
  name: string,
): readonly { readonly rule: RuleName; readonly message: string }[] {
  const { freeFrom = null, freeUntil = null } = accessDates ?? {}
  if (freeFrom !== null && freeUntil !== null && freeUntil <= freeFrom)
    return [
      {
        rule: 'access-dates-in-order',
        message: `${name} ceases to be free to read before it begins. Correct “free-from” or “free-until”.`,
      },
    ]
  if (openness === 'open' && (freeFrom !== null || freeUntil !== null))
    return [
      {
        rule: 'free-dates-are-for-closed-products',
        message: `${name} is open to all, so the dates of free reading change nothing. Set “access: closed”, or remove them.`,
      },
    ]
  return []
}

const isInherited = (chapter: Product, book: Product): boolean =>
  chapter.accessDates?.freeFrom === book.accessDates?.freeFrom &&
  chapter.accessDates?.freeUntil === book.accessDates?.freeUntil
