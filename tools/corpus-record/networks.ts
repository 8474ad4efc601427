/** A7: networks made by chance about a history that is known, with and without a contradiction planted in them. */
import type { Edge } from '../../src/record/dates/network.ts'
import { solveRules } from '../../src/record/dates/solve-rules.ts'
import { randomFrom } from '../../src/record/surge/random.ts'
import { promise } from './promise.ts'

const RUNS = 1000

export function checkNetworks(): void {
  const random = randomFrom(53)
  let outside = 0
  let invented = 0
  let found = 0
  let real = 0
  for (let run = 0; run < RUNS; run += 1) {
    const made = someNetwork(random)
    const sound = solveRules(made.days.length, made.edges, made.rules)
    if (sound.contradictions.length > 0) invented += 1
    if (
      made.days.some(
        (day, node) => day > (sound.latest.days[node] ?? 0) || -day > (sound.earliest.days[node] ?? 0),
      )
    )
      outside += 1
    const planted = plant(made, random)
    const { contradictions } = solveRules(made.days.length, planted, [...made.rules, { weight: 1 }])
    if (contradictions.length > 0) found += 1
    if (contradictions.every(({ edges }) => edges.reduce((sum, { days }) => sum + days, 0) < 0)) real += 1
  }
  promise(
    'A7 nothing invented',
    invented === 0,
    `${invented} contradictions in ${RUNS} sound networks`,
    'none',
  )
  promise(
    'A7 the true day lies within what is derived',
    outside === 0,
    `${RUNS - outside} of ${RUNS}`,
    'always',
  )
  promise(
    'A7 planted contradictions found',
    found === RUNS && real === RUNS,
    `${found} of ${RUNS}, each really short of days: ${real}`,
    '1000 of 1000',
  )
}

type Made = {
  readonly days: readonly number[]
  readonly edges: readonly Edge[]
  readonly rules: readonly { weight: number }[]
}

/** Sixty events and what may truly be said of them. */
function someNetwork(random: () => number): Made {
  const days = [0, ...Array.from({ length: 60 }, () => Math.floor(random() * 3000))]
  const edges: Edge[] = []
  let rule = 0
  const at = (node: number) => days[node] ?? 0
  for (let node = 1; node < days.length; node += 1) {
    if (random() > 0.5) continue
    edges.push({ from: 0, to: node, days: at(node) + Math.floor(random() * 90), rule })
    edges.push({ from: node, to: 0, days: -at(node) + Math.floor(random() * 90), rule })
    rule += 1
  }
  for (let i = 0; i < 150; i += 1, rule += 1) {
    const from = 1 + Math.floor(random() * 60)
    const to = 1 + Math.floor(random() * 60)
    edges.push({ from, to, days: at(to) - at(from) + Math.floor(random() * 60), rule })
  }
  return { days, edges, rules: Array.from({ length: rule }, () => ({ weight: 1 })) }
}

/** Something that cannot be said beside one of the rules that are there. */
function plant({ edges, rules }: Made, random: () => number): readonly Edge[] {
  const apart = edges.filter(({ from, to }) => from !== to)
  const against = apart[Math.floor(random() * apart.length)] as Edge
  return [
    ...edges,
    {
      from: against.to,
      to: against.from,
      days: -against.days - 1 - Math.floor(random() * 200),
      rule: rules.length,
    },
  ]
}
