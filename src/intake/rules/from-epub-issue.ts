/** A fault of the EPUB format, as a content issue. */
import type { EpubIssue } from '@chapterhouse/epub'
import type { Issue } from '#book'

export const fromEpubIssue = ({ rule, severity, file, line, element, message }: EpubIssue): Issue => ({
  rule,
  about: 'content',
  severity,
  where: { file, line, element },
  message,
  chapter: null,
})
