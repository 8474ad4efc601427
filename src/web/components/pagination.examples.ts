import { pagination } from './pagination.ts'

export const paginationExamples = {
  'in the middle of a list': pagination({ previous: '#previous', next: '#next' }, 'en'),
}
