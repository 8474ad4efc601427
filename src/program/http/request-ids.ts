import { newId } from '#base'

/**
 * An id for each request: half drawn when the program starts, half counted, since drawing costs more than answering. It leads
 * to a line of the log and opens nothing.
 */
export function requestIds(): () => string {
  const ours = newId().slice(0, 8)
  let count = 0
  return () => {
    count = (count + 1) % 32 ** 8
    return ours + count.toString(32).padStart(8, '0')
  }
}
