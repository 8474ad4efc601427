/**
 * All tests: those beside the code, each file in a process of its own, and at the same time the journeys, which share one
 * site and one browser, and wait for these more than they work. What is told of the journeys comes behind the rest, and a
 * last line counts both.
 *
 *   npm test [-- PATTERN…]      e.g. npm test -- 'src/catalogue/**'
 */
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { testServer } from '../src/platform/test-database.ts'

/** Where Node keeps what it compiled unless it is told otherwise: each file is a process, and most load the same program. */
const COMPILED = join(tmpdir(), 'node-compile-cache')

/** What its files share, see test-database.ts. */
const RUN = randomBytes(6).toString('hex')

type Count = { readonly passed: number; readonly failed: number }

const patterns = process.argv.slice(2).map((pattern) => pattern.replace(/\*\*$/, '**/*.test.ts'))
// One database server for the whole run: held open here, adopted by every file.
await testServer()
const beside =
  patterns.length > 0 ? patterns : ['src/**/*.test.ts', 'standards/*/src/**/*.test.ts', 'tools/**/*.test.ts']
const runs = [runTests([`--test-concurrency=${availableParallelism()}`, ...beside])]
if (patterns.length === 0) runs.push(runTests(['--test-isolation=none', 'journeys/**/*.test.ts'], runs[0]))
const counts = await Promise.all(runs)

const passed = counts.reduce((sum, one) => sum + one.passed, 0)
const failed = counts.reduce((sum, one) => sum + one.failed, 0)
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 || passed === 0 ? 1 : 0

/** Tells what it says when `before` has had its say. A run that breaks off without telling its counts has failed. */
async function runTests(args: readonly string[], before?: Promise<unknown>): Promise<Count> {
  const child = spawn(process.execPath, ['--test', '--test-reporter=spec', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { NODE_COMPILE_CACHE: COMPILED, CHAPTERHOUSE_TEST_RUN: RUN, ...process.env },
  })
  let tail = ''
  let held: string[] | null = before === undefined ? null : []
  const tell = before?.then(() => {
    process.stdout.write(held?.join('') ?? '')
    held = null
  })
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    if (held === null) process.stdout.write(text)
    else held.push(text)
    tail = (tail + text).slice(-100_000)
  })
  const code = await new Promise<number | null>((done) => child.on('close', done))
  await tell
  const told = (word: string): number => {
    const found = [...tail.matchAll(new RegExp(`^ℹ ${word} (\\d+)$`, 'gm'))].at(-1)
    return found === undefined ? 0 : Number(found[1])
  }
  const faults = told('fail') + told('cancelled')
  return { passed: told('pass'), failed: code === 0 ? faults : Math.max(1, faults) }
}
