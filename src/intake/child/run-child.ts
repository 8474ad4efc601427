/** Starts the reading process inside its limits, and tells of its progress. */
import { fileURLToPath } from 'node:url'
import { type ProcessEnd, type ProcessLimits, runLimited } from '#platform'
import type { Progress, ReadingRequest, Rehearsal } from './request.ts'

const REHEARSAL: Rehearsal = { purpose: 'rehearsal' }

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url))

export const runChild = (
  request: ReadingRequest,
  limits: ProcessLimits,
  options: {
    readonly signal?: AbortSignal | undefined
    readonly onProgress?: ((progress: Progress) => void) | undefined
  },
): Promise<ProcessEnd> =>
  runLimited({
    main: MAIN,
    request,
    rehearsal: REHEARSAL,
    reads: [request.path],
    folder: request.jobFolder,
    limits,
    signal: options.signal,
    onLine: (line) => {
      const progress = parseProgress(line)
      if (progress !== null) options.onProgress?.(progress)
    },
  })

function parseProgress(line: string): Progress | null {
  try {
    const { fraction, what }: { fraction?: unknown; what?: unknown } = JSON.parse(line)
    return typeof fraction === 'number' && typeof what === 'string'
      ? { fraction: Math.min(1, Math.max(0, fraction)), what: what.slice(0, 100) }
      : null
  } catch {
    return null // not ours: a line that a library printed
  }
}
