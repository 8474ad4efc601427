/** The fields of a book, or of a chapter, in groups; what cannot be taken is told at its field. */
import { act, hidden } from '#accounts'
import { areaField, checkbox, type Html, html, type Part, type Place, selectField, textField } from '#web'
import type { EditField } from './fields.ts'
import { words } from './words.ts'

export type EditForm = {
  readonly place: Place
  readonly action: string
  readonly fields: readonly EditField[]
  readonly text: (key: string) => string
  readonly problems: Readonly<Record<string, string>>
  readonly note: string
  readonly language: string
}

export function renderEditForm(form: EditForm): Html {
  const t = words(form.place.language)
  const isChapter = form.fields.some(({ key }) => key === 'abstract')
  const groups = Object.groupBy(form.fields, groupOf)
  return html`<p>${t.editLead}</p>
<form method="post" action="${form.action}" novalidate>${hidden('changed', 'yes')}
${GROUPS.map(
  (group) =>
    groups[group] !== undefined &&
    html`<section aria-labelledby="group-${group}"><h2 id="group-${group}">${t.groups[group === 'about' && isChapter ? 'aboutChapter' : group]}</h2>
${groups[group].map((field) => renderField(form, field))}</section>\n`,
)}
<section>${textField({ id: 'note', name: 'note', label: t.editNote, hint: t.editNoteHint, value: form.note })}
${checkbox({ id: 'at-once', name: 'at-once', label: t.publishAtOnce, hint: t.publishAtOnceHint, checked: true })}
<p class="acts">${act(t.save)}</p></section></form>`
}

const GROUPS = ['text', 'about', 'numbers', 'rights', 'access'] as const

function groupOf({ key }: EditField): (typeof GROUPS)[number] {
  if (/^(title|subtitle|number|type|contributors)$/.test(key)) return 'text'
  if (/^(identifiers|doi|pages|print-year|edition|series)/.test(key)) return 'numbers'
  if (/^(rights|funding)/.test(key)) return 'rights'
  return /^(access|free-|embargo)/.test(key) ? 'access' : 'about'
}

function renderField({ place, text, problems }: EditForm, { key, kind, options }: EditField): Part {
  const t = words(place.language)
  const field = {
    ...{ id: idOf(key), name: key, label: t.fields[key] ?? key, value: text(key) },
    ...{ hint: t.hints[key] ?? null, problem: problems[key] ?? null },
  }
  switch (kind) {
    case 'line':
      return textField(field)
    case 'choice':
      return selectField({
        ...field,
        options: (options ?? []).map((value) => ({ value, label: t.choices[value] ?? value })),
      })
    case 'prose':
      return areaField({ ...field, rows: 8 })
    default:
      return areaField({ ...field, rows: Math.min(8, Math.max(2, field.value.split('\n').length + 1)) })
  }
}

export const idOf = (key: string): string => `field-${key.replace('.', '-')}`
