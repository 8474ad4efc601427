/**
 * What an EPUB's package says about the book, in our words. Nothing is invented: what it does not say is null, and the
 * rules report what is missing.
 */
import type { EpubMetadata, EpubPackage, EpubTitle } from '@chapterhouse/epub'
import { normalizeSpace } from '#base'
import type { BookMetadata, Issue, Openness, Series } from '#book'
import { parseIssn } from './identifiers/parse-issn.ts'
import { parseLanguage } from './identifiers/parse-language.ts'
import { romanNumber } from './identifiers/parse-pages.ts'
import { buildAccessibility } from './metadata/build-accessibility.ts'
import { buildContributors } from './metadata/build-contributors.ts'
import { buildDates } from './metadata/build-dates.ts'
import { buildIdentifiers } from './metadata/build-identifiers.ts'
import { buildRights } from './metadata/build-rights.ts'
import { buildSubjects } from './metadata/build-subjects.ts'
import { directionOf } from './metadata/direction-of.ts'
import { parseDescription } from './metadata/parse-description.ts'
import { sortTitle } from './metadata/sort-title.ts'
import { issueFor } from './rules/issue-for.ts'

/** `languages` may be empty here and `title` blank; the rules say so. */
export function buildMetadata(
  book: Pick<EpubPackage, 'metadata' | 'path' | 'pageList' | 'layout'>,
  openness: Openness,
): { readonly metadata: BookMetadata; readonly issues: readonly Issue[] } {
  const { metadata, path } = book
  const languages = buildLanguages(metadata, path)
  const { main, subtitle, edition } = pickTitles(metadata.titles)
  const title = main === undefined ? '' : normalizeSpace(main.value)
  const contributors = buildContributors(metadata, path)
  const identifiers = buildIdentifiers(metadata, path)
  const language = languages.tags[0] ?? 'und'
  const paragraphs = metadata.descriptions.flatMap(parseDescription)
  return {
    metadata: {
      title,
      subtitle: subtitle === undefined ? null : normalizeSpace(subtitle.value),
      sortTitle:
        main?.sortAs ?? metadata.properties.get('calibre:title_sort')?.[0] ?? sortTitle(title, language),
      languages: languages.tags,
      direction: main?.direction ?? directionOf(language),
      contributors: contributors.contributors,
      identifiers: identifiers.identifiers,
      edition: edition?.value ?? metadata.properties.get('schema:bookEdition')?.[0] ?? null,
      series: buildSeries(metadata),
      subjects: buildSubjects(metadata),
      imprint: metadata.publisher === null ? null : normalizeSpace(metadata.publisher) || null,
      ...buildDates(metadata),
      summary: paragraphs.length === 0 ? { kind: 'none' } : { kind: 'abstract', paragraphs, language: null },
      rights: buildRights(metadata),
      funding: [],
      accessibility: buildAccessibility(metadata),
      pageCount: countPages(book),
      openness,
      prices: [],
      cover: null,
      layout: book.layout === 'pre-paginated' ? 'fixed' : 'reflowable',
    },
    issues: [...languages.issues, ...contributors.issues, ...identifiers.issues],
  }
}

/** EPUB 3.3 §5.5.3.1.2: the first title is the main one unless another says so. */
function pickTitles(titles: readonly EpubTitle[]) {
  const ofType = (type: string) => titles.find((title) => title.type === type)
  return {
    main: ofType('main') ?? titles.find((title) => title.type === null) ?? titles[0],
    subtitle: ofType('subtitle'),
    edition: ofType('edition'),
  }
}

function buildLanguages(metadata: EpubMetadata, file: string) {
  const parsed = metadata.languages.map((written) => ({ written, parsed: parseLanguage(written) }))
  const tags = parsed.flatMap(({ parsed }) => {
    if (parsed.ok) return [parsed.value]
    return parsed.error.suggestion === null ? [] : [parsed.error.suggestion]
  })
  const issues = parsed.flatMap(({ written, parsed }) =>
    parsed.ok
      ? []
      : [
          issueFor('language-tag-is-valid', {
            message: `“${written}” is no language tag. ${
              parsed.error.suggestion === null
                ? 'Write one of BCP 47, such as en or pt-BR.'
                : `It is taken for “${parsed.error.suggestion}”; write that.`
            }`,
            where: { file, element: 'dc:language' },
          }),
        ],
  )
  return { tags: [...new Set(tags)], issues }
}

function buildSeries(metadata: EpubMetadata): readonly Series[] {
  const series = metadata.collections
    .filter(({ type }) => type === 'series' || type === null)
    .map(({ title, position, identifier }) => {
      const issn = identifier === null ? null : parseIssn(identifier)
      return { title: normalizeSpace(title), issn: issn?.ok === true ? issn.value : null, volume: position }
    })
  const titled = metadata.titles
    .filter(
      ({ type, value }) =>
        type === 'collection' && !series.some(({ title }) => title === normalizeSpace(value)),
    )
    .map(({ value }) => ({ title: normalizeSpace(value), issn: null, volume: null }))
  return [...series, ...titled]
}

/** As told by schema:numberOfPages, else the highest number of the page list. */
function countPages(book: Pick<EpubPackage, 'metadata' | 'pageList'>): number | null {
  const told = Number(book.metadata.properties.get('schema:numberOfPages')?.[0] ?? Number.NaN)
  if (Number.isInteger(told) && told > 0 && told < 100_000) return told
  const labels = book.pageList.map(({ label }) => label.trim())
  const arabic = labels.filter((label) => /^\d{1,5}$/.test(label)).map(Number)
  const roman = labels.map(romanNumber).filter((number) => number !== null)
  const highest = arabic.length > 0 ? arabic : roman
  return highest.length === 0 ? null : highest.reduce((most, number) => Math.max(most, number), 0) || null
}
