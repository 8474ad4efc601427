/** What counts of what a provider says of a reader: a row for each word, and what it means here. */
import { type AttributeRules, act, hidden, type Institution } from '#accounts'
import { checkbox, type Html, html, type Place, selectField } from '#web'
import { at } from '../console-page.ts'
import type { ShownWay } from './load-sign-in.ts'
import { words } from './words.ts'

type Meaning = AttributeRules['unsaid']

/** eduPersonAffiliation's own words (eduPerson 202208, §2.2.1), and the one that libraries added. */
export const AFFILIATION_WORDS = [
  'member',
  'student',
  'faculty',
  'staff',
  'employee',
  'affiliate',
  'alum',
  'library-walk-in',
] as const

const MEANINGS: readonly Meaning[] = ['member', 'alum', 'walk-in', 'nobody']

export const toMeaning = (text: string): Meaning => MEANINGS.find((one) => one === text) ?? 'nobody'

/** What a form says, over what stands: words that it does not show stay as they are. */
export function parseRules(typed: (name: string) => string, before: AttributeRules): AttributeRules {
  const shown = new Set<string>(AFFILIATION_WORDS)
  const kept = Object.entries(before.affiliations).filter(([word]) => !shown.has(word))
  const said = AFFILIATION_WORDS.flatMap((word) => {
    const meaning = toMeaning(typed(`means-${word}`))
    return meaning === 'nobody' ? [] : [[word, meaning] as const]
  })
  return {
    ...before,
    affiliations: Object.fromEntries([...kept, ...said]),
    unscoped: typed('unscoped') === 'yes',
    unsaid: toMeaning(typed('unsaid')),
  }
}

export function renderRules({
  place,
  institution,
  way,
  i,
  isOpen,
}: {
  readonly place: Place
  readonly institution: Institution
  readonly way: ShownWay & { readonly rules: AttributeRules }
  readonly i: number
  readonly isOpen: boolean
}): Html {
  const t = words(place.language).sso
  const options = MEANINGS.map((value) => ({ value, label: t.meanings[value] }))
  const choice = (name: string, label: string, value: Meaning) =>
    selectField({ id: `${name}-${i}`, name, label, options, value })
  return html`<details${isOpen && html` open`}><summary>${t.rules}</summary><p>${t.rulesText}</p>
<form method="post" action="${at(place, 'institutions', institution.id, 'sign-in', 'rules')}">${hidden('entity', way.entityId)}
<div class="console-columns">${AFFILIATION_WORDS.map((word) => choice(`means-${word}`, word, way.rules.affiliations[word] ?? 'nobody'))}</div>
${choice('unsaid', t.unsaid, way.rules.unsaid)}
${checkbox({ id: `unscoped-${i}`, name: 'unscoped', label: t.unscoped, hint: t.unscopedHint, checked: way.rules.unscoped })}
<p class="acts">${act(t.setRules)}</p></form></details>`
}
