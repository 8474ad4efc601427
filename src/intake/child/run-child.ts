/** Starts reading processes inside their limits, and tells of their progress. */
import { fileURLToPath } from 'node:url'
import { type LimitedProcess, openLimited, type ProcessEnd, type ProcessLimits } from '#platform'
import type { Progress, ReadingRequest, Rehearsal } from './request.ts'

const REHEARSAL: Rehearsal = { purpose: 'rehearsal' }

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url))

export type AskingChild = {
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((progress: Progress) => void) | undefined
}

/** `reads`: the parcels that it may read. `folder`: the only one that it may write to. */
export const openChild = (
  reads: readonly string[],
  folder: string,
  limits: ProcessLimits,
): Promise<LimitedProcess> => openLimited({ main: MAIN, rehearsal: REHEARSAL, reads, folder, limits })

export const askChild = (
  child: LimitedProcess,
  request: ReadingRequest,
  { signal, onProgress }: AskingChild,
): Promise<ProcessEnd> =>
  child.ask(request, {
    signal,
    onLine: (line) => {
      const progress = parseProgress(line)
      if (progress !== null) onProgress?.(progress)
    },
  })

/** One process for one parcel. */
export async function runChild(
  request: ReadingRequest,
  limits: ProcessLimits,
  asking: AskingChild,
): Promise<ProcessEnd> {
  const child = await openChild([request.path], request.jobFolder, limits)
  try {
    return await askChild(child, request, asking)
  } finally {
    await child.close()
  }
}

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
