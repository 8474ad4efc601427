/** What the author concludes, apart from what the sources say. */
import { type Html, href, html, type Part, paths, time } from '#web'
import type { Claim, Confidence, Evidence, Locator, Stance } from '../model/index.ts'
import { words } from '../words.ts'
import {
  addressOf,
  type ChapterLink,
  clipped,
  hrefOf,
  isAuthors,
  langOf,
  markOf,
  nameOf,
  partHeading,
  passageHref,
  quotable,
  type RecordView,
  shortOf,
} from './view.ts'

export const conclusionsPanel = (view: RecordView): Part => {
  const t = words(view.place.language)
  const claims = view.document.claims.filter((claim) => isAuthors(view, claim))
  return voice(view, { id: 'r-concludes', heading: t.concludes, lead: t.concludesLead, claims }, claimList)
}

/** Source by source, so that nobody can take what one of them says for anybody else's word. */
export const sourcesSayPanel = (view: RecordView): Part => {
  const t = words(view.place.language)
  const claims = view.document.claims.filter((claim) => !isAuthors(view, claim))
  const bySource = Map.groupBy(claims, ({ by }) => by ?? '')
  return voice(view, { id: 'r-sources-say', heading: t.sourcesSay, lead: t.sourcesSayLead, claims }, () =>
    [...bySource].map(
      ([source, said]) => html`<section class="voice">${voiceHeading(view, source)}
${claimList(view, said)}</section>
`,
    ),
  )
}

const voiceHeading = (view: RecordView, source: string): Html => {
  const t = words(view.place.language)
  const sentence = html`<a href="${hrefOf(view, source)}">${nameOf(view, source)}</a> ${t.saysColon}`
  return view.on === 'chapter' ? html`<h4>${sentence}</h4>` : html`<h3 class="mention-head">${sentence}</h3>`
}

type Voice = {
  readonly id: string
  readonly heading: string
  readonly lead: string
  readonly claims: readonly Claim[]
}

const voice = (
  view: RecordView,
  { id, heading, lead, claims }: Voice,
  list: (view: RecordView, claims: readonly Claim[]) => Part,
): Part =>
  claims.length > 0 &&
  html`<section class="r-part ${id}" aria-labelledby="${id}">${partHeading(view, id, heading)}<div class="r-body">
<p class="r-lead">${lead}</p>
${list(view, claims)}</div></section>
`

const claimList = (view: RecordView, claims: readonly Claim[]): Html => html`<ol class="claims">
${claims.map((claim) => html`<li class="claim${claim.status !== 'asserted' && ' claim-gone'}" id="${markOf(claim.id)}">${claimBody(view, claim)}</li>\n`)}</ol>`

export const claimBody = (view: RecordView, claim: Claim): Html =>
  html`<p class="claim-says"${langOf(view)}>${claim.says}</p>
${claimGrounds(view, claim)}`

/** All but the sentence itself: on its own page that is the title. */
export const claimGrounds = (view: RecordView, claim: Claim): Html =>
  html`${sureness(view, claim)}${gone(view, claim)}${evidenceList(view, claim.evidence)}${replyLines(view, claim)}<p class="claim-foot">${foot(view, claim)}</p>`

const sureness = (view: RecordView, { confidence, why }: Claim): Part =>
  (confidence !== null || why !== null) &&
  html`<p class="claim-why">${confidence !== null && sure(view, confidence)}${why !== null && html` <span${langOf(view)}>${why}</span>`}</p>
`

/** The word, with five strokes of which so many are filled: never the strokes alone. */
export const sure = ({ place }: Pick<RecordView, 'place'>, confidence: Confidence): Html =>
  html`<span class="sure sure-${confidence}">${words(place.language).confidence[confidence]}</span>`

const gone = (view: RecordView, { status, supersededBy, changedOn, reason }: Claim): Part => {
  if (status === 'asserted') return null
  const t = words(view.place.language)
  return html`<p class="claim-status"><strong>${t.status[status]}</strong>${changedOn !== null && html`, ${isDay(changedOn) ? time(changedOn, view.place.language) : changedOn}`}${reason !== null && html`. <span${langOf(view)}>${reason}</span>`}${supersededBy !== null && html` ${t.supersededBy}: <a href="${hrefOf(view, supersededBy)}">${nameOf(view, supersededBy)}</a>`}</p>
`
}

const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text)

export const evidenceList = (view: RecordView, evidence: readonly Evidence[]): Part =>
  evidence.length > 0 &&
  html`<ul class="evidence">${evidence.map((one) => evidenceLine(view, one))}</ul>
`

const SIGNS: Readonly<Record<Stance, string>> = {
  supports: '+',
  contradicts: '−',
  qualifies: '±',
  silent: '○',
}

const evidenceLine = (view: RecordView, { source, stance, at, quote, note }: Evidence): Html => {
  const t = words(view.place.language)
  const words_ = quote ?? at?.quote ?? null
  return html`<li class="stance-${stance}"><span class="stance" aria-hidden="true">${SIGNS[stance]}</span> <a href="${hrefOf(view, source)}">${nameOf(view, source)}</a> ${t.stance[stance]}${at !== null && place(at) !== '' && html` (${placeIn(view, at)})`}${words_ !== null && html`: <q>${words_}</q>`}${note !== null && html`${words_ === null && ':'} <span class="note"${langOf(view)}>${note}</span>`}</li>`
}

const place = ({ page, line, folio }: Locator): string => [page, line, folio].filter(Boolean).join()

export const placeIn = (view: RecordView, { page, line, folio }: Locator): string => {
  const t = words(view.place.language)
  return [
    page === null ? null : t.page(page),
    folio === null ? null : t.folio(folio),
    line === null ? null : t.line(line),
  ]
    .filter((part) => part !== null)
    .join(', ')
}

const replyLines = (view: RecordView, { replies }: Claim): Part => {
  const t = words(view.place.language)
  return replies.map(({ claim, source, stance }) => {
    const id = claim ?? source
    return (
      id !== null &&
      html`<p class="claim-reply">${t.replies[stance]}: <a href="${hrefOf(view, id)}">${nameOf(view, id)}</a></p>
`
    )
  })
}

function foot(view: RecordView, claim: Claim): readonly Part[] {
  const t = words(view.place.language)
  const { id } = claim
  const parts: Part[] = []
  const spoken = isAuthors(view, claim)
  if (!spoken && claim.by !== null) {
    const source = view.index.sources.get(claim.by)
    const at = claim.at === null ? '' : placeIn(view, claim.at)
    const quote = claim.at?.quote ?? null
    // In the list of what sources say, its source stands above it.
    const named =
      view.on === 'entry' &&
      html`<a href="${hrefOf(view, claim.by)}">${source === undefined ? claim.by : shortOf(source)}</a>`
    if (named !== false || at !== '' || quote !== null)
      parts.push(
        html`${named}${at !== '' && html`${named !== false && ', '}${at}`}${quote !== null && html`${(named !== false || at !== '') && ': '}<q>${quote}</q>`}`,
      )
  }
  const passage = whereInChapter(view, claim)
  if (passage !== null) parts.push(passage)
  for (const series of claim.testedBy)
    parts.push(
      html`<a href="${hrefOf(view, series)}">${t.testedBy}: ${clipped(nameOf(view, series), 44)}</a>`,
    )
  const conflict = view.index.conflicts.get(id)
  if (conflict !== undefined) parts.push(html`<a href="${conflictHref(view, conflict)}">${t.inConflict}</a>`)
  parts.push(
    html`<a href="${addressOf(view, id)}">${id}</a>`,
    html`<a href="${href(view.place, paths.recordCite(view.id, id))}" aria-label="${t.citeOf(id)}">${t.cite}</a>`,
  )
  return parts.map((part) => html`<span>${part}</span> `)
}

export const conflictMark = (view: RecordView, i: number): string =>
  markOf(view.findings.chronology.conflicts[i]?.answer ?? `conflict-${i + 1}`)

const conflictHref = (view: RecordView, i: number): string => {
  const answer = view.findings.chronology.conflicts[i]?.answer ?? null
  if (view.on !== 'entry') return `#${conflictMark(view, i)}`
  return answer === null
    ? `${href(view.place, paths.record(view.id))}#${conflictMark(view, i)}`
    : addressOf(view, answer)
}

/** Null: it is no claim of the author's, or it points nowhere. */
export function whereInChapter(view: RecordView, claim: Claim): Html | null {
  const t = words(view.place.language)
  const anchor = view.anchors[claim.id]
  if (anchor === undefined || !isAuthors(view, claim)) return null
  const quote = claim.at?.quote ?? null
  if (anchor.kind === 'lost')
    return html`<span class="lost">${quote !== null && html`<q>${quotable(quote)}</q> `}${t.lost}</span>`
  const where = anchor.anchor.startsWith('summary')
    ? t.theSummary
    : anchor.number === null
      ? t.theText
      : t.paragraph(anchor.number)
  const other = anchor.chapterId === view.chapter.id ? null : (view.chapters.get(anchor.chapterId) ?? null)
  const link = html`<a href="${passageHref(view, anchor)}">${other === null ? where : t.ofOther(where, numbered(view, other))}</a>`
  return quote === null ? link : html`<q>${quotable(quote)}</q> ${link}`
}

const numbered = (view: RecordView, { label, title }: ChapterLink): string => {
  const t = words(view.place.language)
  if (label === null) return t.quoted(title)
  return /^[\dIVXLC]+$/.test(label) ? t.chapterNumbered(label, title) : `${label}, ${t.quoted(title)}`
}
