import { html } from '../html.ts'
import { checkbox, checkboxGroup, radioGroup, selectField, textField } from './form-fields.ts'

export const formFieldsExamples = {
  'a text field': textField({ id: 'ex-name', name: 'name', label: 'Name', autocomplete: 'name' }),
  'a text field with a hint and a problem': textField({
    id: 'ex-email',
    name: 'email',
    label: 'E-mail address',
    type: 'email',
    value: 'reader@',
    autocomplete: 'email',
    hint: 'It is used to answer you, and for nothing else.',
    problem: 'Give the whole address, such as reader@library.example.',
  }),
  'one of a list': selectField({
    id: 'ex-format',
    name: 'format',
    label: 'Format',
    value: 'epub',
    options: [
      { value: 'epub', label: 'EPUB' },
      { value: 'pdf', label: 'PDF' },
    ],
  }),
  'one of a few': radioGroup({
    id: 'ex-of',
    name: 'of',
    label: 'What do you want to keep?',
    value: 'chapter',
    options: [
      { value: 'chapter', label: 'This chapter', hint: '0.4 MB' },
      { value: 'book', label: 'The whole book', hint: '6.3 MB' },
    ],
  }),
  'any of a few': checkboxGroup({
    id: 'ex-forms',
    name: 'forms',
    label: 'What you need',
    options: [
      { value: 'text', label: 'A file for a screen reader', hint: 'Such as EPUB or Word.' },
      { value: 'braille', label: 'Braille' },
    ],
    checked: ['braille'],
  }),
  'a tick and two acts': html`${checkbox({ id: 'ex-agree', name: 'agree', label: 'I have read the usage policy', problem: 'Tick it to go on.' })}<p><button type="button" class="act">Send</button> <button type="button" class="quiet"><span>Leave it</span></button></p>`,
}
