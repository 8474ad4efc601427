import { html } from '../html.ts'
import type { Place } from '../place.ts'
import { providedBy } from './provided-by.ts'

const fenwick = { id: 'f', name: 'Fenwick College', provides: true }
const union = { id: 'u', name: 'Union of Northern Libraries', provides: true }

const place: Place = { origin: 'https://books.example', base: '', language: 'en' }

export const providedByExamples = {
  'by one institution': html`${providedBy([fenwick], place)}`,
  'by two': html`${providedBy([fenwick, union], place)}`,
  'recognised, without a licence': html`${providedBy([{ ...fenwick, provides: false }], place)}`,
  'in French': html`${providedBy([fenwick], { ...place, language: 'fr' })}`,
}
