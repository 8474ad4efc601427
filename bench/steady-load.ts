/**
 * A page asked for at a fixed rate, whether or not the answers before have come: a slow site is not spared. What does not answer
 * in time counts as that long, so that a run always comes to its end.
 */
import { Agent, get } from 'node:http'

export type SteadyLoad = {
  readonly answers: number
  readonly late: number
  /** Milliseconds from asking to the end of the answer. */
  at(share: number): number
}

const LATE_MS = 10_000

export async function askSteadily(
  url: string,
  perSecond: number,
  until: Promise<unknown>,
): Promise<SteadyLoad> {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  const waiting: Promise<number>[] = []
  let over = false
  const ended = until.finally(() => {
    over = true
  })
  const begun = performance.now()
  for (let asked = 0; !over; asked += 1) {
    const due = begun + (asked * 1000) / perSecond
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())))
    waiting.push(ask(url, agent))
  }
  const times = (await Promise.all(waiting)).toSorted((a, b) => a - b)
  agent.destroy()
  await ended
  return {
    answers: times.length,
    late: times.filter((time) => time >= LATE_MS).length,
    at: (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN,
  }
}

function ask(url: string, agent: Agent): Promise<number> {
  const started = performance.now()
  return new Promise((resolve, reject) => {
    const request = get(url, { agent, headers: { 'accept-encoding': 'br' } }, (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`${url} answered ${answer.statusCode}`))
      answer.on('end', () => resolve(performance.now() - started))
      answer.on('error', () => resolve(LATE_MS))
      answer.resume()
    })
    request.setTimeout(LATE_MS, () => request.destroy())
    request.on('error', () => resolve(LATE_MS))
  })
}
