/** A6: dates, as `npm run corpus:edtf` holds them against the dossier and two other libraries. */
import { spawnSync } from 'node:child_process'
import { dirname } from 'node:path'
import { promise } from './promise.ts'

/** Quickly: five thousand made-up dates, not a hundred thousand. */
export function checkDates(folder: string, isQuick: boolean): void {
  const wanted = isQuick ? '5000' : '100000'
  const { stdout, status } = spawnSync(process.execPath, ['tools/corpus-edtf.ts', dirname(folder), wanted], {
    encoding: 'utf8',
  })
  const vectors = /vectors of the dossier: (\d+ of \d+)/.exec(stdout)?.[1] ?? 'none'
  const made = /made up: (.*);/.exec(stdout)?.[1] ?? 'none'
  const unexplained = stdout.split('\n').filter((line) => line.startsWith('✗'))
  promise('A6 vectors', vectors === '42 of 42', vectors, '42 of 42')
  promise(
    'A6 against two other libraries',
    status === 0 && made !== 'none',
    `${made}; ${unexplained.length} without a reason ${unexplained[0] ?? ''}`,
    `${wanted} dates, every disagreement explained`,
  )
}
