import { breadcrumbs } from './breadcrumbs.ts'

export const breadcrumbsExamples = {
  'book and part': breadcrumbs(
    [
      { label: 'Rooms for Reading Aloud', href: '#book', language: 'en' },
      { label: 'I. The Room', href: '#part', language: 'en' },
    ],
    'en',
  ),
  'a book from right to left': breadcrumbs(
    [{ label: 'بيت الحكمة وبيوت القراءة', href: '#book', language: 'ar', direction: 'rtl' }],
    'fr',
  ),
}
