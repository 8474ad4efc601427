/** To the press, whose contact may read any language: in English, as everything that operators are told by mail. */
import { words } from '../words.ts'
import type { PauseReason } from './health-store.ts'

export function buildPauseEmail(sender: string, reason: PauseReason) {
  const { why, toDo } = words('en').staff
  return {
    subject: `Saving to Kindle pauses (${sender})`,
    text: `Saving to Kindle by ${sender} pauses.\n\n${why[reason]}\n\n${toDo[reason]}\n\nIt goes on by itself after a day (an hour when the password was wrong), or at once by “Go on now” on the console’s page of deliveries, or with\n\n  npx chapterhouse delivery resume-kindle ${sender}\n\nReaders are offered the download meanwhile.\n`,
  }
}
