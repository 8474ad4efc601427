/**
 * The scan statistic: of so many events scattered evenly over a time, how many does the fullest window hold? A window that was
 * chosen because it is full must be judged by this, never by the Poisson figure alone (Naus 1965; Glaz, Naus and Wallenstein
 * 2001). By seeded chance, so that the same question has the same digits everywhere.
 */
import { logFactorial } from './poisson.ts'
import { randomFrom } from './random.ts'

/** `share` of the whole time is the window. The answer: for each number, how often the fullest window held that many or more. */
export function scanTails({
  events,
  share,
  draws = 200_000,
  seed = 1,
}: {
  readonly events: number
  readonly share: number
  readonly draws?: number
  readonly seed?: number
}): readonly number[] {
  const random = randomFrom(seed)
  const fullest = new Float64Array(events + 1)
  const at = new Float64Array(events)
  for (let draw = 0; draw < draws; draw += 1) {
    scatter(at, random)
    const most = mostWithin(at, share)
    fullest[most] = (fullest[most] ?? 0) + 1
  }
  const tails: number[] = []
  let sum = 0
  for (let most = events; most >= 0; most -= 1) {
    sum += fullest[most] ?? 0
    tails.unshift(sum / draws)
  }
  return tails
}

/** In order, from 0 to 1: gaps that are exponential, shrunk to fit (Devroye 1986, V.2). */
function scatter(at: Float64Array, random: () => number): void {
  let sum = 0
  for (let i = 0; i < at.length; i += 1) {
    sum -= Math.log(1 - random())
    at[i] = sum
  }
  sum -= Math.log(1 - random())
  for (let i = 0; i < at.length; i += 1) at[i] = (at[i] ?? 0) / sum
}

/** The most of them, given in order, that lie within one window. */
export function mostWithin(inOrder: ArrayLike<number>, window: number): number {
  let most = 0
  let first = 0
  for (let last = 0; last < inOrder.length; last += 1) {
    while ((inOrder[last] ?? 0) - (inOrder[first] ?? 0) > window) first += 1
    if (last - first + 1 > most) most = last - first + 1
  }
  return most
}

/**
 * The same by a formula (Wallenstein and Neff 1987), which is good where it is small: it stands beside the figure by chance
 * as its check.
 */
export function scanByFormula(events: number, share: number, atLeast: number): number {
  const chance = (n: number): number =>
    Math.exp(
      logFactorial(events) -
        logFactorial(n) -
        logFactorial(events - n) +
        n * Math.log(share) +
        (events - n) * Math.log(1 - share),
    )
  let above = 0
  for (let n = atLeast + 1; n <= events; n += 1) above += chance(n)
  return Math.max(0, Math.min(1, (atLeast / share - events + 1) * chance(atLeast) + 2 * above))
}
