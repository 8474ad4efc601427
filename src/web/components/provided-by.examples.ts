import { html } from '../html.ts'
import { providedBy } from './provided-by.ts'

const fenwick = { id: 'f', name: 'Fenwick College', provides: true }
const union = { id: 'u', name: 'Union of Northern Libraries', provides: true }

export const providedByExamples = {
  'by one institution': html`${providedBy([fenwick], 'en')}`,
  'by two': html`${providedBy([fenwick, union], 'en')}`,
  'recognised, without a licence': html`${providedBy([{ ...fenwick, provides: false }], 'en')}`,
  'in French': html`${providedBy([fenwick], 'fr')}`,
}
