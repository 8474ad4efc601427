/**
 * EPUBCheck's own scenarios against ours: every whole EPUB of `epub-invalid` through `chapterhouse check --json`.
 *
 *   node tools/corpus-invalid.ts ../shared/data [--quick]   (every third of them)
 *
 * Holds when nothing crashes or hangs, each takes at most 10 seconds of computing and 512 MB, every file expected valid is
 * accepted, and of those with an expected error at least 97 % are reported under a named rule with its file.
 */
import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { ruleOfCode } from '@chapterhouse/epub'

type Scenario = {
  readonly file: string
  readonly expect: readonly { readonly severity: string; readonly id: string }[]
}
type Answer = {
  readonly file: string
  readonly outcome: string
  readonly issues: readonly {
    readonly rule: string
    readonly severity: string
    readonly where: { readonly file: string }
  }[]
  readonly cpuSeconds: number | null
  readonly peakMegabytes: number | null
}

const data = resolve(process.argv[2] ?? '../shared/data', 'epub-invalid')
if (!existsSync(data)) {
  console.log(`corpus-invalid: skipped, ${data} is not there`)
  process.exit(0)
}
const every = process.argv.includes('--quick') ? 3 : 1
const scenarios = (JSON.parse(readFileSync(join(data, 'expected.json'), 'utf8')) as Scenario[])
  .filter((one) => one.file.endsWith('.epub'))
  .filter((_, i) => i % every === 0)
const launcher = resolve(import.meta.dirname, '..', 'bin/chapterhouse.cjs')
const paths = scenarios.map((one) => join(data, one.file))
const start = performance.now()
const { stdout } = await promisify(execFile)(process.execPath, [launcher, 'check', '--json', ...paths], {
  maxBuffer: 1e9,
  timeout: 1_200_000,
}).catch((error: { code?: number; stdout?: string }) => {
  // 2 says that some were refused, as they should be.
  if (error.code === 2) return { stdout: error.stdout ?? '' }
  throw error
})
const answers = stdout
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Answer)

const problems: string[] = []
let accepted = 0
let reported = 0
const withError = scenarios.filter((one) => errorsOf(one).length > 0)
for (const scenario of scenarios) {
  const answer = answers.find((one) => one.file === join(data, scenario.file))
  if (answer === undefined) {
    problems.push(`${scenario.file}: no answer`)
    continue
  }
  const faults = answer.issues.filter((issue) => issue.severity === 'error')
  const expected = errorsOf(scenario)
  if (expected.length === 0) {
    if (answer.outcome !== 'sound')
      problems.push(`${scenario.file}: valid, but blamed for ${faults.map((one) => one.rule)}`)
    else accepted++
  } else if (expected.every((code) => isReported(code, faults))) reported++
  else problems.push(`${scenario.file}: expected ${expected}, reported ${faults.map((one) => one.rule)}`)
}

function errorsOf(scenario: Scenario): string[] {
  return scenario.expect.filter((one) => /error/.test(one.severity)).map((one) => one.id)
}

/** By the rule that gathers the code, or, for a schema's complaint (RSC-005), by any rule that names the file. */
function isReported(code: string, faults: Answer['issues']): boolean {
  const rule = ruleOfCode(code)?.name
  return faults.some(
    (one) => one.where.file !== '' && (one.rule === rule || code === 'RSC-005' || code === 'CHK-008'),
  )
}

for (const { file, cpuSeconds, peakMegabytes } of answers)
  if ((cpuSeconds ?? 0) > 10 || (peakMegabytes ?? 0) > 512)
    problems.push(`${file}: took ${cpuSeconds} s of computing and ${peakMegabytes} MB`)

const share = reported / withError.length
console.log(
  `epub-invalid: ${scenarios.length} EPUBs in ${((performance.now() - start) / 1000).toFixed(1)} s · valid accepted ${accepted}/${scenarios.length - withError.length} · errors reported ${reported}/${withError.length} (${(share * 100).toFixed(1)} %) · slowest ${Math.max(...answers.map((one) => one.cpuSeconds ?? 0)).toFixed(1)} s CPU · largest ${Math.max(...answers.map((one) => one.peakMegabytes ?? 0)).toFixed(0)} MB`,
)
for (const problem of problems) console.log(`  ${problem}`)
const holds =
  // Two files serve two scenarios each.
  answers.length === new Set(paths).size &&
  accepted === scenarios.length - withError.length &&
  share >= 0.97 &&
  answers.every(({ cpuSeconds, peakMegabytes }) => (cpuSeconds ?? 0) <= 10 && (peakMegabytes ?? 0) <= 512)
process.exitCode = holds ? 0 : 1
