/**
 * What readers feel of deliveries: the landing page at a fixed rate, alone and while deliveries are made and sent.
 *
 *   node bench/delivery.ts [deliveries]
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { Agent, get } from 'node:http'
import { join } from 'node:path'
import { printTable } from './measure.ts'
import { startBenchSite } from './site.ts'

const [deliveries = '100'] = process.argv.slice(2)
const PER_SECOND = 100

/** Asked on time, whether or not the answers before have come: a slow site is not spared. */
async function measure(url: string, until: Promise<unknown>): Promise<readonly number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  const times: number[] = []
  let over = false
  void until.then(() => {
    over = true
  })
  const begun = performance.now()
  const waiting: Promise<void>[] = []
  for (let i = 0; !over; i++) {
    const due = begun + (i * 1000) / PER_SECOND
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())))
    waiting.push(
      new Promise((resolve, reject) => {
        get(url, { agent, headers: { 'accept-encoding': 'br' } }, (answer) => {
          answer.on('end', () => {
            if (answer.statusCode !== 200) reject(new Error(`${url} answered ${answer.statusCode}`))
            times.push(performance.now() - due)
            resolve()
          })
          answer.resume()
        }).on('error', reject)
      }),
    )
  }
  await Promise.all(waiting)
  agent.destroy()
  return times.toSorted((a, b) => a - b)
}

const at = (sorted: readonly number[], share: number): string =>
  `${(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN).toFixed(1)} ms`

const site = await startBenchSite()
try {
  const url = site.origin + (await site.openChapter())
  const made = await site.run('account', 'create', 'bench@example.org', '--name', 'Bench')
  const accountId = /^([0-9a-z]{16})\b/m.exec(made.stdout)?.[1]
  if (accountId === undefined) throw new Error(`No account was made: ${made.stderr}`)
  const alone = await measure(url, new Promise((resolve) => setTimeout(resolve, 20_000)))
  const worker = fork(join(import.meta.dirname, 'delivery-worker.ts'), [accountId, deliveries], {
    env: { ...process.env, DATA_DIR: site.dataDir, LOG_LEVEL: 'warn' },
  })
  const said = (word: string) =>
    new Promise<void>((resolve, reject) => {
      worker.on('message', (message) => message === word && resolve())
      worker.once('exit', (code) =>
        code === 0 ? resolve() : reject(new Error(`The worker ended with ${code}`)),
      )
    })
  const done = said('done')
  await said('begun')
  const start = performance.now()
  const during = await measure(url, done)
  const seconds = (performance.now() - start) / 1000
  await once(worker, 'exit')
  printTable([
    [`${PER_SECOND} a second`, 'answers', 'p50', 'p95', 'p99'],
    ['alone', String(alone.length), at(alone, 0.5), at(alone, 0.95), at(alone, 0.99)],
    [
      `${deliveries} deliveries in ${seconds.toFixed(0)} s`,
      String(during.length),
      at(during, 0.5),
      at(during, 0.95),
      at(during, 0.99),
    ],
  ])
} finally {
  await site.stop()
}
