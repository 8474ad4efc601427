/** What a disk refuses to a command is the operator's to mend: a sentence, where a fault of the program has its trace. */
import { dirname } from 'node:path'
import { OperatorError } from '#platform'

const WHY = new Map([
  ['ENOSPC', 'the disk is full. Make room, or name a place on another one.'],
  ['EDQUOT', 'this user has no more room there. Make some, or name another place.'],
  ['EFBIG', 'no file may grow so large there. Lift the limit, or name another place.'],
  ['EROFS', 'nothing can be written to that disk. Name another place.'],
  ['EACCES', 'this user may not write there. Grant the right, or name another place.'],
  ['EPERM', 'this user may not write there. Grant the right, or name another place.'],
  ['ENOTDIR', 'a file stands where a folder is named. Name another place.'],
])

/** Does `write`, whose result is to stand at `path`; trouble with the disk ends the command in a sentence. */
export async function writingTo<T>(path: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    const why = WHY.get(codeOf(error))
    throw why === undefined ? error : new OperatorError(`${path} is not written: ${why}`)
  }
}

/** As `writingTo`, for a file that is opened: that its folder is not there can be told from nothing else missing. */
export const opening = <T>(path: string, open: () => Promise<T>): Promise<T> =>
  writingTo(path, async () => {
    try {
      return await open()
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error
      throw new OperatorError(`${path} is not written: there is no folder ${dirname(path)}. Make it first.`)
    }
  })

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
