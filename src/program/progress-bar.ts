/** How far the work has come, on a terminal; elsewhere nothing. */
import { basename } from 'node:path'

export type ProgressBar = {
  show(task: string, fraction: number, what: string): void
  done(task: string): void
  end(): void
}

export function openProgressBar(to: NodeJS.WriteStream, tasks: number): ProgressBar | null {
  if (!to.isTTY) return null
  const underWay = new Map<string, number>()
  let finished = 0
  const draw = (text: string) => {
    const fraction =
      (finished + [...underWay.values()].reduce((sum, one) => sum + one, 0)) / Math.max(tasks, 1)
    const width = Math.min(30, Math.max(10, to.columns - 50))
    const full = Math.round(fraction * width)
    const bar = `${'█'.repeat(full)}${'░'.repeat(width - full)} ${finished}/${tasks} ${text}`
    to.write(`\r\x1b[2K${bar.slice(0, to.columns - 1)}`)
  }
  return {
    show(task, fraction, what) {
      underWay.set(task, fraction)
      draw(`${basename(task)}: ${what}`)
    },
    done(task) {
      underWay.delete(task)
      finished += 1
      to.write('\r\x1b[2K')
    },
    end: () => void to.write('\r\x1b[2K'),
  }
}
