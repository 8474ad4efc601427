/**
 * The process that reads one parcel and ends. It is started with no environment, no network, no other programs, and may
 * write nowhere but to its job folder; see run-child.ts.
 */
import { writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import './no-network.ts'
import { issueFor } from '../rules/issue-for.ts'
import { OutputTooLarge } from './job-folder.ts'
import {
  ANSWER_FILE,
  PROGRESS_FD,
  type Progress,
  type ReadingAnswer,
  type ReadingRequest,
  type Rehearsal,
} from './request.ts'

const request: ReadingRequest | Rehearsal = JSON.parse(process.argv[2] ?? '')

const tell = (progress: Progress): void => {
  writeSync(PROGRESS_FD, `${JSON.stringify(progress)}\n`)
}

if (request.purpose === 'rehearsal') await (await import('./rehearse.ts')).rehearse()
else writeFileSync(join(request.jobFolder, ANSWER_FILE), JSON.stringify(await read(request)))

async function read(request: ReadingRequest): Promise<ReadingAnswer> {
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
