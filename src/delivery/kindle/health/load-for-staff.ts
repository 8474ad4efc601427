/** How Kindles fare, for those who look after a press: each sender, whether it pauses, and each edition that gave trouble. */
import { quiet } from '#accounts'
import { findBook } from '#catalogue'
import { html, type Part } from '#web'
import type { ForStaff, StaffSection } from '../../deliveries/destination.ts'
import { writeMoment } from '../../my-deliveries/write-moment.ts'
import { type KindleDeps, pressOf } from '../kindle-deps.ts'
import { words } from '../words.ts'
import { findPause, type KindleHealth, loadKindleHealth, type Pause } from './health-store.ts'

const MOST_EDITIONS = 30

export async function loadKindleForStaff(
  deps: Pick<KindleDeps, 'db' | 'presses' | 'sender' | 'now'>,
  staff: ForStaff,
): Promise<readonly StaffSection[]> {
  const { db, now } = deps
  const about = { presses: staff.presses, now: now() }
  const [senders, editions] = await Promise.all([
    loadKindleHealth(db, 'sender', about),
    loadKindleHealth(db, 'book', about),
  ])
  const own = new Set(staff.presses.flatMap((press) => pressOf(deps, press).sender ?? []))
  const known = new Set(senders.map(({ of }) => of))
  const all = [...senders, ...[...own].filter((sender) => !known.has(sender)).map(untried)]
  if (all.length === 0) return []
  const pauses = new Map<string, Pause>()
  for (const { of } of all) {
    const pause = await findPause(db, of, now())
    if (pause !== null) pauses.set(of, pause)
  }
  return [senderSection(staff, all, pauses), await editionSection(deps, staff, editions)]
}

const untried = (sender: string): KindleHealth => ({
  ...{ of: sender, handed: 0, arrived: 0, missing: 0, refused: 0, bounced: 0, codes: [] },
})

const figures = ({ handed, arrived, missing, refused, bounced, codes }: KindleHealth): readonly Part[] => [
  ...[handed, arrived, missing, refused, bounced].map((count) => html`<span class="number">${count}</span>`),
  codes.join(', ') || '–',
]

function senderSection(
  staff: ForStaff,
  senders: readonly KindleHealth[],
  pauses: ReadonlyMap<string, Pause>,
): StaffSection {
  const t = words(staff.place.language).staff
  const [paused] = pauses.values()
  return {
    ...{ id: 'kindle-senders', title: t.senders, lead: t.sendersLead, empty: t.sendersNone },
    alarm: paused === undefined ? null : `${t.why[paused.why]} ${t.toDo[paused.why]}`,
    head: [t.sender, t.state, ...t.figures],
    rows: senders.map((health) => [
      html`<code>${health.of}</code>`,
      stateOf(staff, health.of, pauses.get(health.of) ?? null),
      ...figures(health),
    ]),
  }
}

function stateOf({ place, resumeAddress }: ForStaff, sender: string, pause: Pause | null): Part {
  const t = words(place.language).staff
  if (pause === null) return t.sends
  const address = resumeAddress(sender)
  return html`<div>${t.pausesSince} ${writeMoment(pause.since, place.language)}, ${t.until} ${writeMoment(pause.until, place.language)}${
    address !== null &&
    html`<form method="post" action="${address}"><input type="hidden" name="sender" value="${sender}">${quiet(t.goOn)}</form>`
  }</div>`
}

/** Of those where all is well nobody wants to hear. */
async function editionSection(
  { db }: Pick<KindleDeps, 'db'>,
  { place, bookAddress }: ForStaff,
  editions: readonly KindleHealth[],
): Promise<StaffSection> {
  const t = words(place.language).staff
  const ailing = editions
    .filter(({ missing, refused, bounced }) => missing + refused + bounced > 0)
    .slice(0, MOST_EDITIONS)
  const rows = await Promise.all(
    ailing.map(async (health) => [
      html`<a href="${bookAddress(health.of)}">${(await titleOf(db, health.of)) ?? health.of}</a>`,
      ...figures(health),
    ]),
  )
  return {
    ...{ id: 'kindle-editions', title: t.editions, lead: t.editionsLead, empty: t.editionsNone, rows },
    alarm: null,
    head: [t.edition, ...t.figures],
  }
}

async function titleOf(db: KindleDeps['db'], bookId: string): Promise<string | null> {
  const found = await findBook(db, bookId)
  return found?.kind === 'book' ? found.book.title : null
}
