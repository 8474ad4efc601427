/** Who was meant: the author's reasons, the weighing's, and where they differ. Never a probability (record.md §3.2). */
import { assertNever } from '#base'
import { type Html, html, type Part } from '#web'
import type { Fact, Ground, Identification, WeighedCandidate } from '../identify/identification.ts'
import type { Candidate, Mention, Reason } from '../model/index.ts'
import { words } from '../words.ts'
import { placeIn, sure } from './claims-panel.ts'
import { inWords } from './people-panel.ts'
import { sayDay } from './say-dates.ts'
import { table } from './table.ts'
import { addressOf, hrefOf, langOf, markOf, nameOf, partHeading, type RecordView } from './view.ts'

export const meantPanel = (view: RecordView): Part => {
  const { mentions } = view.document
  if (mentions.length === 0) return null
  const t = words(view.place.language)
  return html`<section class="r-part r-wide" aria-labelledby="r-meant">${partHeading(view, 'r-meant', t.meant)}<div class="r-body">
<p class="r-lead">${t.meantLead}</p>
${mentions.map((mention) => html`<section class="mention" id="${markOf(mention.id)}">${mentionBody(view, mention, 4)}</section>\n`)}${jointReadings(view)}</div></section>
`
}

export const mentionBody = (view: RecordView, mention: Mention, level: 2 | 4): Html => {
  const t = words(view.place.language)
  const found = view.findings.identifications.mentions.find((one) => one.mention === mention.id)
  const at = mention.at === null ? '' : placeIn(view, mention.at)
  const heading = html`<a href="${addressOf(view, mention.id)}"><q>${mention.quote}</q></a>`
  return html`${level === 2 ? html`<p class="claim-says">${heading}</p>` : view.on === 'chapter' ? html`<h4>${heading}</h4>` : html`<h3 class="mention-head">${heading}</h3>`}
<p class="claim-foot"><a href="${hrefOf(view, mention.source)}">${nameOf(view, mention.source)}</a>${at !== '' && html`, ${at}`}</p>
${table({
  caption: t.candidate,
  hidden: true,
  head: [t.candidate, t.for, t.against, t.unknownColumn],
  rows: rowsOf(view, mention, found),
})}
${found !== undefined && verdictOf(view, found)}`
}

function rowsOf(view: RecordView, mention: Mention, found: Identification | undefined) {
  const t = words(view.place.language)
  const weighed = found?.candidates ?? []
  const named = new Map(mention.candidates.map((candidate) => [candidate.person, candidate]))
  const people = [
    ...mention.candidates.map(({ person }) => person),
    ...weighed.filter(({ person, score }) => !named.has(person) && score > 0).map(({ person }) => person),
  ]
  return people.map((person) => {
    const candidate = named.get(person) ?? null
    const own = weighed.find((one) => one.person === person) ?? null
    return {
      cells: [
        html`<a href="${hrefOf(view, person)}">${nameOf(view, person)}</a>${candidate === null ? html`<span class="soft">${t.weighedAlongside}</span>` : authorSays(view, candidate)}`,
        html`${reasons(view, candidate?.for ?? [])}${grounds(view, own?.for ?? [], false)}`,
        html`${reasons(view, candidate?.against ?? [])}${grounds(view, againstUnsaid(own, candidate), true)}`,
        own === null || own.unknown.length === 0
          ? t.nothingKnown
          : [...new Set(own.unknown.map((kind) => t.weighed[kind]))].join(', '),
      ],
    }
  })
}

/** What the author raises, the weighing need not raise again. */
const againstUnsaid = (own: WeighedCandidate | null, candidate: Candidate | null): readonly Ground[] => {
  const said = new Set(candidate?.against.map(({ feature }) => feature))
  return (own?.against ?? []).filter(({ feature }) => !said.has(feature))
}

const authorSays = (view: RecordView, { verdict, confidence, authorWords }: Candidate): Html => {
  const t = words(view.place.language)
  return html`<span class="verdict verdict-${verdict}">${t.verdict[verdict]}${confidence !== null && html`, ${sure(view, confidence)}`}</span>${authorWords !== null && html`<span class="soft"${langOf(view)}>${authorWords}</span>`}`
}

const reasons = (view: RecordView, given: readonly Reason[]): Part => {
  const t = words(view.place.language)
  return (
    given.length > 0 &&
    html`<ul class="reasons"${langOf(view)}>${given.map(
      ({ feature, text, answer }) =>
        html`<li>${feature !== 'other' && html`<b>${t.feature[feature] ?? feature}</b> `}${text}${answer !== null && html`<span class="answer"><b>${t.answer}:</b> ${answer}</span>`}</li>`,
    )}</ul>`
  )
}

/** What is asked of a date twice, and answered twice alike, is said once. */
const grounds = (view: RecordView, given: readonly Ground[], against: boolean): Part => {
  const t = words(view.place.language)
  const said = new Map(
    given.map(({ kind, has, asked }) => {
      const own = sayFact(view, has)
      const sentence = against
        ? t.versus(own || t.noEvent, sayFact(view, asked))
        : own || sayFact(view, asked)
      return [`${t.weighed[kind]} ${sentence}`, html`<li><b>${t.weighed[kind]}</b> ${sentence}</li>`]
    }),
  )
  return said.size > 0 && html`<ul class="grounds">${[...said.values()]}</ul>`
}

function sayFact(view: RecordView, fact: Fact): string {
  const { language } = view.place
  const t = words(language)
  switch (fact.kind) {
    case 'words':
      return fact.words
    case 'place':
      return nameOf(view, fact.place)
    case 'org':
      return nameOf(view, fact.org)
    case 'days': {
      const from = fact.earliest === null ? t.unlimited : sayDay(fact.earliest, language)
      const to = fact.latest === null ? t.unlimited : sayDay(fact.latest, language)
      return t.dateRange(from, to)
    }
    case 'none':
      return ''
    default:
      return assertNever(fact)
  }
}

const verdictOf = (view: RecordView, { verdict, agrees, together }: Identification): Html => {
  const t = words(view.place.language)
  const said =
    verdict.kind === 'fits-best'
      ? t.fitsBest(nameOf(view, verdict.person), verdict.margin)
      : verdict.kind === 'not-decidable'
        ? t.notDecidable(
            inWords(
              verdict.people.map((id) => nameOf(view, id)),
              view,
            ),
          )
        : t.nobodyFits
  return html`<p class="weighing"><b>${t.weighing}:</b> ${said}${agrees !== null && html` ${agrees ? t.agrees : t.disagrees}`}${together.length > 0 && html` <span class="soft">${t.together(together.length)}</span>`}</p>`
}

const jointReadings = (view: RecordView): Part => {
  const t = words(view.place.language)
  return view.findings.identifications.joint.map(
    ({ mentions, people, margin }) => html`<div class="joint"><p>${t.joint(mentions.length)}</p>
<ul>${mentions.map((mention, i) => html`<li><q>${nameOf(view, mention)}</q> <span aria-hidden="true">→</span> <a href="${hrefOf(view, people[i] ?? '')}">${nameOf(view, people[i] ?? '')}</a></li>`)}</ul>
<p class="soft">${t.jointMargin(margin)}</p></div>
`,
  )
}
