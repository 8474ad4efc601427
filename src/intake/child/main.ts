/**
 * What the process that reads parcels answers. It is started with no environment, no network, no other programs, and may
 * write nowhere but to its own folder; see run-child.ts.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import './no-network.ts'
import { issueFor } from '../rules/issue-for.ts'
import { OutputTooLarge } from './job-folder.ts'
import {
  ANSWER_FILE,
  type Progress,
  type ReadingAnswer,
  type ReadingRequest,
  type Rehearsal,
} from './request.ts'

export async function answer(
  request: ReadingRequest | Rehearsal,
  tellLine: (line: string) => void,
): Promise<void> {
  if (request.purpose === 'rehearsal') return (await import('./rehearse.ts')).rehearse()
  const read = await readWithin(request, (progress) => tellLine(JSON.stringify(progress)))
  writeFileSync(join(request.jobFolder, ANSWER_FILE), JSON.stringify(read))
}

async function readWithin(
  request: ReadingRequest,
  tell: (progress: Progress) => void,
): Promise<ReadingAnswer> {
  try {
    const { makeDraft } = await import('./make-draft.ts')
    return await makeDraft(request, tell)
  } catch (error) {
    if (!(error instanceof OutputTooLarge)) throw error
    return {
      kind: 'refused',
      issues: [
        issueFor('parcel-is-read-within-limits', {
          message: 'The book would take more space than one book may. Make its pictures and films smaller.',
        }),
      ],
    }
  }
}
