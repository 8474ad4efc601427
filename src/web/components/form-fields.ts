/**
 * Fields of forms: a label above, a hint under it, the problem in words right where it is. A problem is told by a word, a
 * line and `aria-invalid`, never by colour alone.
 */
import { type Html, html, type Part } from '../html.ts'

export type Field = {
  readonly id: string
  readonly name: string
  readonly label: string
  readonly hint?: string | null
  readonly problem?: string | null
}

export const textField = (
  field: Field & {
    readonly value?: string
    readonly type?: 'text' | 'email' | 'search' | 'password'
    readonly autocomplete?: string
    readonly required?: boolean
  },
): Html => html`<div class="field${problemClass(field)}">
<label for="${field.id}">${field.label}</label>
${notes(field)}<input id="${field.id}" name="${field.name}" type="${field.type ?? 'text'}" value="${field.value ?? ''}"${field.autocomplete !== undefined && html` autocomplete="${field.autocomplete}"`}${field.required && html` required`}${described(field)}>
</div>`

/** For more than a line. */
export const areaField = (field: Field & { readonly value?: string; readonly rows?: number }): Html =>
  html`<div class="field${problemClass(field)}">
<label for="${field.id}">${field.label}</label>
${notes(field)}<textarea id="${field.id}" name="${field.name}" rows="${String(field.rows ?? 4)}"${described(field)}>${field.value ?? ''}</textarea>
</div>`

export type Option = { readonly value: string; readonly label: string; readonly hint?: string | null }

export const selectField = (
  field: Field & { readonly options: readonly Option[]; readonly value?: string },
): Html => html`<div class="field${problemClass(field)}">
<label for="${field.id}">${field.label}</label>
${notes(field)}<select id="${field.id}" name="${field.name}"${described(field)}>
${field.options.map(({ value, label }) => html`<option value="${value}"${value === field.value && html` selected`}>${label}</option>\n`)}</select>
</div>`

/** One choice among several, each with what it entails bound to it. */
export const radioGroup = (
  field: Field & { readonly options: readonly Option[]; readonly value?: string },
): Html => html`<fieldset class="field${problemClass(field)}"${described(field)}>
<legend>${field.label}</legend>
${notes(field)}${field.options.map((option, i) => choice('radio', field, option, `${field.id}-${i + 1}`, option.value === field.value))}</fieldset>`

export const checkbox = (field: Field & { readonly checked?: boolean }): Html =>
  html`<div class="field${problemClass(field)}">
${problem(field)}${choice('checkbox', field, { value: 'yes', label: field.label, hint: field.hint ?? null }, field.id, field.checked === true)}</div>`

/** Any number among several. Each is sent as `name-value`, so that a form stays a list of fields with one value each. */
export const checkboxGroup = (
  field: Field & { readonly options: readonly Option[]; readonly checked: readonly string[] },
): Html => html`<fieldset class="field${problemClass(field)}"${described(field)}>
<legend>${field.label}</legend>
${notes(field)}${field.options.map(({ value, label, hint }) =>
  choice(
    'checkbox',
    { ...field, name: `${field.name}-${value}` },
    { value: 'yes', label, hint: hint ?? null },
    `${field.id}-${value}`,
    field.checked.includes(value),
  ),
)}</fieldset>`

const choice = (
  type: 'radio' | 'checkbox',
  field: Field,
  option: Option,
  id: string,
  checked: boolean,
): Html =>
  html`<div class="choice"><input type="${type}" id="${id}" name="${field.name}" value="${option.value}"${checked && html` checked`}${option.hint != null && html` aria-describedby="${id}-hint"`}><label for="${id}">${option.label}</label>${option.hint != null && html`<p class="hint" id="${id}-hint">${option.hint}</p>`}</div>
`

const notes = (field: Field): Part => [
  field.hint != null && html`<p class="hint" id="${field.id}-hint">${field.hint}</p>\n`,
  problem(field),
]

const problem = (field: Field): Part =>
  field.problem != null && html`<p class="problem" id="${field.id}-problem">${field.problem}</p>\n`

const problemClass = (field: Field): string => (field.problem == null ? '' : ' field-problem')

function described(field: Field): Part {
  const ids = [
    ...(field.hint == null ? [] : [`${field.id}-hint`]),
    ...(field.problem == null ? [] : [`${field.id}-problem`]),
  ]
  return [
    ids.length > 0 && html` aria-describedby="${ids.join(' ')}"`,
    field.problem != null && html` aria-invalid="true"`,
  ]
}
