/** `chapterhouse check`: reads parcels as `add` would, and keeps the judgement alone. Needs neither database nor data folder. */
import { mkdtemp } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type CheckedParcel, checkParcel, openReaders } from '#intake'
import { loadConfig, openLog, removeFolder } from '#platform'
import { eachInTurn } from './each-in-turn.ts'
import { findParcels } from './find-parcels.ts'
import { openProgressBar } from './progress-bar.ts'
import { onStop } from './signals.ts'
import { count, toIssueJson, toIssueLines } from './to-outcome.ts'

export async function check(files: readonly string[], options: { readonly json?: boolean }): Promise<number> {
  const parcels = await findParcels(files)
  const log = openLog(loadConfig().logLevel)
  const jobs = await mkdtemp(join(tmpdir(), 'chapterhouse-check-'))
  const interrupted = new AbortController()
  const forget = onStop(() => interrupted.abort())
  const bar = options.json ? null : openProgressBar(process.stderr, parcels.length)
  const readers = openReaders(
    join(jobs, 'readers'),
    parcels.map((file) => resolve(file)),
  )
  let faulty = 0
  try {
    await eachInTurn([...parcels.entries()], availableParallelism(), async ([number, file]) => {
      const checked = await checkParcel(file, {
        jobFolder: join(jobs, String(number)),
        ...{ openness: 'open', readers },
        signal: interrupted.signal,
        onProgress: ({ fraction, what }) => bar?.show(file, fraction, what),
        onCrash: (said) => log.error({ file, said }, 'The reading process crashed'),
      })
      if (!isSound(checked)) faulty += 1
      bar?.done(file)
      process.stdout.write(
        options.json ? `${JSON.stringify(toJson(file, checked))}\n` : toText(file, checked),
      )
    })
  } finally {
    bar?.end()
    forget()
    await readers.close()
    await removeFolder(jobs)
  }
  return faulty > 0 ? 2 : 0
}

const isSound = ({ accepted, issues }: CheckedParcel): boolean =>
  accepted && !issues.some((issue) => issue.severity === 'error')

const toJson = (file: string, checked: CheckedParcel) => ({
  file,
  outcome: isSound(checked) ? 'sound' : checked.accepted ? 'faulty' : 'refused',
  accepted: checked.accepted,
  title: checked.title,
  chapters: checked.chapters,
  issues: checked.issues.map(toIssueJson),
  cpuSeconds: checked.usage?.cpuSeconds ?? null,
  peakMegabytes: checked.usage?.peakMegabytes ?? null,
})

function toText(file: string, checked: CheckedParcel): string {
  const { accepted, title, chapters, issues } = checked
  const what = accepted ? `${title} (${count(chapters, 'chapter')})` : file
  const verdict = isSound(checked) ? 'sound  ' : accepted ? 'faulty ' : 'refused'
  return `${[`${verdict}  ${what}`, ...toIssueLines(issues)].join('\n')}\n`
}
