import { html } from '../html.ts'
import { definitionList } from './definition-list.ts'

export const definitionListExamples = {
  facts: definitionList([
    { term: 'Publisher', values: [html`<a href="#imprint">Aldine House</a>`] },
    { term: 'ISBN', values: ['9780000000019 (hardback)', '9780000000026 (EPUB)'] },
    { term: 'Left out, since nothing is known', values: [] },
  ]),
}
