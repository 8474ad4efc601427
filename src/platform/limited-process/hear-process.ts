/** What a process says: its last words, for the operator's log and never for a page, and what it tells line by line. */
import type { Readable } from 'node:stream'

export function lastWords(stderr: Readable): () => string {
  let said = ''
  stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-8000)
  })
  return () => said
}

/** A line beyond a thousand characters is cut. */
export function followLines(pipe: Readable, onLine: (line: string) => void): void {
  let rest = ''
  pipe.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n')
    rest = (lines.pop() ?? '').slice(0, 1000)
    for (const line of lines) onLine(line)
  })
}
