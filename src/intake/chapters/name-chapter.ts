/** What a chapter is and what it is called: type, label, title, subtitle. */
import { type EpubPackage, findElement, textOf, type XmlElement } from '@chapterhouse/epub'
import { normalizeSpace } from '#base'
import type { ChapterType } from '#book'
import {
  isBackMatter,
  isFrontMatter,
  matterOfTerms,
  nameOfType,
  typeOfTerms,
  typeOfTitle,
} from './classify-chapter.ts'
import { bareWords, type HeadingLine } from './heading-block.ts'
import { type ParsedTitle, parseLabel } from './parse-label.ts'
import {
  comparePoints,
  extentBetween,
  ownTypeAt,
  type Spine,
  type SpinePoint,
  termsAt,
} from './place-entries.ts'
import type { ChapterPlan } from './plan-chapters.ts'
import { type Context, nextPoint, type Planned } from './planned-chapter.ts'

type Naming = Context & {
  readonly lines: readonly HeadingLine[]
  readonly root: XmlElement | null
  readonly end: SpinePoint | null
}

export function nameChapter(
  one: Planned,
  context: Naming,
): Pick<ChapterPlan, 'type' | 'label' | 'title' | 'subtitle'> {
  const { lines, language } = context
  const source = one.node?.title ?? ''
  const parsed = source === '' ? null : confirmed(parseLabel(source, language), one, language)
  const type = typeOf(one, source, parsed, context)
  if (parsed === null) {
    const heading = lines.filter((line) => line.role === 'heading').map((line) => line.text)
    const title = pageTitle(type, heading, context)
    return { type, label: null, title, subtitle: null }
  }
  const fromHeading = parsed.label === null ? labelInHeading(parsed.title, lines, language) : null
  const { title, subtitle } = withoutSubtitle(parsed.title, lines)
  const isNumbered = isFrontMatter(type) || isBackMatter(type) ? parsed.kind !== null : true
  const label = parsed.label ?? fromHeading
  return isNumbered
    ? { type, label, title, subtitle }
    : { type, label: null, title: parsed.evidence === 'alone' ? source : title, subtitle }
}

/**
 * A number before a title is a label when a word says so, or when its neighbours count on: "10 Downing Street" and
 * "D. H. Lawrence" are titles.
 */
function confirmed(parsed: ParsedTitle, one: Planned, language: string): ParsedTitle {
  if (parsed.value === null || parsed.evidence === 'word' || parsed.evidence === 'alone') return parsed
  const siblings = one.outlined?.siblings ?? []
  const { value } = parsed
  const others = siblings.filter((node) => node !== one.node).map((node) => parseLabel(node.title, language))
  const alike = others.filter((other) => other.evidence === parsed.evidence)
  const counts = others.some((other) => other.value !== null && Math.abs(other.value - value) === 1)
  const alone = parsed.evidence === 'sign' && value === 1 && /^(1|I)$/.test(parsed.label ?? '')
  // One number too many or too few does not make a title of a label.
  if (counts || alone || (parsed.evidence === 'sign' && alike.length >= 3)) return parsed
  return { label: null, title: one.node?.title ?? parsed.title, kind: null, value: null, evidence: null }
}

function typeOf(one: Planned, source: string, parsed: ParsedTitle | null, context: Naming): ChapterType {
  const { spine, points, lines, pkg } = context
  if (one.point === null) return 'part'
  const next = nextPoint(points, one.point)
  const own = ownTypeAt(spine, one.point, next) ?? landmarkType(pkg, spine, one.point)
  const heading = lines.find((line) => line.role === 'heading')?.text ?? ''
  const title = parsed?.title ?? (source === '' ? heading : source)
  const byTitle = typeOfTitle(title) ?? (one.node === null ? typeOfTitle(heading) : null)
  if (own !== null && own !== 'chapter') return own
  if (one.type === 'notes') return 'notes'
  if (own === null && byTitle !== null && parsed?.label == null) return byTitle
  if (own === 'chapter' && byTitle !== null && REFINED.has(byTitle) && parsed?.label == null) return byTitle
  if (one.kind === 'part' || parsed?.kind === 'part') return 'part'
  if (parsed?.kind === 'appendix') return 'appendix'
  if (own === 'chapter' || (parsed?.label != null && parsed.kind !== null)) return 'chapter'
  if (one.kind === 'page' && one.node !== null)
    return extentBetween(spine, one.point, next) <= TITLE_PAGE ? 'half-title' : 'front-matter'
  if (one.node === null && one.point.spine === 0 && isPictureAlone(spine, one.point)) return 'cover'
  const matter = matterOfTerms(termsAt(spine, one.point, next))
  if (matter === 'front' || one.type === 'front-matter') return 'front-matter'
  if (matter === 'back') return 'back-matter'
  const { firstOfBody } = context
  if (matter === null && firstOfBody !== null && comparePoints(one.point, firstOfBody) < 0)
    return 'front-matter'
  return 'chapter'
}

/** What a page with a title and a name may hold. */
const TITLE_PAGE = 300

const isPictureAlone = (spine: Spine, point: SpinePoint): boolean => spine.indexOf(point.spine).total <= 45

/** Makers of files mark whatever is not a list as a chapter; its title knows better. */
const REFINED: ReadonlySet<ChapterType> = new Set<ChapterType>([
  ...([
    'introduction',
    'conclusion',
    'prologue',
    'epilogue',
    'foreword',
    'preface',
    'afterword',
    'appendix',
  ] as const),
])

function landmarkType(pkg: EpubPackage, spine: Spine, point: SpinePoint): ChapterType | null {
  for (const landmark of pkg.landmarks) {
    if (spine.placeOf(landmark.target.path) !== point.spine) continue
    const fragment = landmark.target.fragment
    if (fragment === null ? point.start !== 0 : fragment !== point.id && point.start !== 0) continue
    const type = landmark.types.map((term) => term.toLowerCase()).find((term) => !GENERAL.has(term))
    const found = type === undefined ? null : typeOfTerms([type])
    if (found !== null) return found
  }
  return null
}

const GENERAL = new Set(['bodymatter', 'frontmatter', 'backmatter', 'text', 'start', 'other'])

/** Front pages have no title of their own to show; anything else has its heading, or its file's title. */
function pageTitle(type: ChapterType, heading: readonly string[], { pkg, root, language }: Naming): string {
  if (UNTITLED.has(type)) return nameOfType(type, language)
  const joined = heading.join('. ')
  if (joined !== '' && joined.length <= 200) return joined
  const element = root === null ? null : findElement(root, 'title')
  const title = element === null ? '' : normalizeSpace(textOf(element))
  const ofBook = bareWords(pkg.metadata.titles[0]?.value ?? '')
  return title === '' ||
    title.length > 200 ||
    bareWords(title) === ofBook ||
    /^[\w-]+\.x?html?$|^untitled|^unknown$/i.test(title)
    ? nameOfType(type, language)
    : title
}

const UNTITLED: ReadonlySet<ChapterType> = new Set<ChapterType>(['cover', 'title-page', 'half-title'])

/** The contents say "The Treaty" where the page says "Chapter IV" above it. */
function labelInHeading(title: string, lines: readonly HeadingLine[], language: string): string | null {
  const heading = lines.filter((line) => line.role === 'heading')
  const [first, second] = heading
  if (first === undefined) return null
  const parsed = parseLabel(first.text, language)
  if (parsed.label === null || parsed.evidence === 'bare') return null
  const rest = second === undefined ? parsed.title : second.text
  return bareWords(rest) === bareWords(title) && parsed.evidence !== null ? parsed.label : null
}

/** "Origins. A Prelude", where the page has "A Prelude" as its subtitle. */
function withoutSubtitle(
  title: string,
  lines: readonly HeadingLine[],
): { readonly title: string; readonly subtitle: string | null } {
  const subtitle = lines.find((line) => line.role === 'subtitle')?.text ?? null
  if (subtitle === null) return { title, subtitle: null }
  if (bareWords(title) === bareWords(subtitle)) return { title, subtitle: null }
  if (!title.endsWith(subtitle)) return { title, subtitle }
  const main = title.slice(0, -subtitle.length).replace(/[\s:.,–—-]+$/, '')
  return { title: main === '' ? title : main, subtitle }
}
