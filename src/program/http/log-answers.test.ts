import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { Answered } from './answered.ts'

const MODULES = ['../../platform/log.ts', './log-answers.ts'].map(
  (path) => new URL(path, import.meta.url).href,
)

const ANSWERED: Answered = {
  ...{ id: 'abcdefgh00000001', method: 'GET', url: '/fr/books/Ω"quoted"\\', host: 'press.example:8080' },
  ...{ route: 'kept', status: 200, milliseconds: 0.123, page: 'kept', age: 7 },
}

/** As the log of a program of its own, since a log goes where its process writes. */
async function logOf(answers: readonly Answered[], level: string): Promise<Record<string, unknown>[]> {
  const [platform, own] = MODULES
  const code = `
    import { openLog } from '${platform}'
    import { logAnswers } from '${own}'
    const answers = ${JSON.stringify(answers)}
    const log = openLog('${level}')
    logAnswers(log)(answers)
    for (const { page, milliseconds, ...one } of answers)
      log.info({ ...one, milliseconds: Math.round(milliseconds * 100) / 100, kept: true })`
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    cwd: fileURLToPath(new URL('.', import.meta.url)),
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const [written] = await Promise.all([text(child.stderr), once(child, 'exit')])
  return written
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
}

describe('the line of an answer', () => {
  it('has the form of every other line of the log', async () => {
    const [kept, second, alone] = (await logOf([ANSWERED, { ...ANSWERED, age: 8 }], 'info')).map(
      ({ time, ...line }) => {
        assert.match(String(time), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
        return line
      },
    )
    assert.deepEqual(kept, alone)
    assert.equal(kept?.url, ANSWERED.url)
    assert.equal(second?.age, 8)
  })

  it('is not written where nobody wants it', async () => {
    assert.deepEqual(await logOf([ANSWERED], 'warn'), [])
  })
})
