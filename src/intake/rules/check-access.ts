/** Rights, licences and prices, and whether they agree with who may read. */
import type { Issue, Price } from '#book'
import { nameOf, ofBook, ofChapter, type RuleCheck } from './rule-check.ts'

export const checkAccess: RuleCheck = (draft, context) => {
  const { rights, openness, prices } = draft.metadata
  const issues: Issue[] = []
  const isPublic = rights.licence?.startsWith('https://creativecommons.org/') === true
  if (rights.statement === null && rights.licence === null && rights.holder === null)
    issues.push(
      ofBook(
        context,
        'book-has-rights',
        'The book says neither who holds its rights nor under which licence it stands. Give “rights” in book.yaml.',
        'rights',
      ),
    )
  else if (openness === 'open' && rights.licence === null)
    issues.push(
      ofBook(
        context,
        'open-book-has-a-licence',
        'Anybody may read the book, but it names no public licence, so nobody can tell what else is allowed. Give “licence” under “rights” in book.yaml.',
        'rights.licence',
      ),
    )
  if (openness === 'closed' && isPublic)
    issues.push(
      ofBook(
        context,
        'access-agrees-with-licence',
        `The book is closed, but stands under ${rights.licence}. Set “access: open”, or correct the licence.`,
        'access',
      ),
    )
  const doubled = twice(prices)
  if (doubled !== null)
    issues.push(
      ofBook(context, 'price-currency-once', `The book has two prices in ${doubled}. Remove one.`, 'price'),
    )
  if (
    openness === 'open' &&
    prices.length > 0 &&
    draft.chapters.every(({ metadata }) => metadata.openness === 'open')
  )
    issues.push(
      ofBook(
        context,
        'price-is-for-closed-products',
        'The book is open to all and has a price. Remove the price, or set “access: closed”.',
        'price',
      ),
    )
  for (const [index, chapter] of draft.chapters.entries()) {
    const currency = twice(chapter.metadata.prices)
    if (currency !== null)
      issues.push(
        ofChapter(
          draft,
          context,
          index,
          'price-currency-once',
          `${nameOf(chapter, index)} has two prices in ${currency}. Remove one.`,
        ),
      )
    if (chapter.metadata.openness === 'open' && chapter.metadata.prices.length > 0)
      issues.push(
        ofChapter(
          draft,
          context,
          index,
          'price-is-for-closed-products',
          `${nameOf(chapter, index)} is open to all and has a price. Remove the price, or set “access: closed”.`,
        ),
      )
  }
  return issues
}

const twice = (prices: readonly Price[]): string | null =>
  prices.find((price, i) => prices.findIndex(({ currency }) => currency === price.currency) !== i)
    ?.currency ?? null
