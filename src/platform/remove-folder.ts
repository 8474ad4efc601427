import { rm } from 'node:fs/promises'

/**
 * With all that is in it, if it is there at all. A process that was told to end may still be writing into it: what it leaves
 * behind is removed when it is gone.
 */
export const removeFolder = (path: string): Promise<void> =>
  rm(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
