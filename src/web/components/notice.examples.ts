import { notice } from './notice.ts'

export const noticeExamples = {
  'a word to everyone': notice(
    'The reading room moves to new shelves on Saturday: pages may be slow between 08.00 and 10.00 UTC.',
    'en',
  ),
}
