import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'

const read = (path: string): string => readFileSync(join(import.meta.dirname, path), 'utf8')

const rows = read('failures.md')
  .split('\n')
  .flatMap((line) => (/^\| \d+ \|/.test(line) ? [line.split(' | ')] : []))

describe('the table of failures', () => {
  it('has a test for each of its 31 rows, which is there under its name', () => {
    assert.equal(rows.length, 31)
    for (const [number, fault, , , proofs] of rows) {
      const named = [...(proofs ?? '').matchAll(/`([^`]+)`: (.+?)(?=<br>| \|$)/g)]
      assert.ok(named.length > 0, `${number} ${fault}`)
      for (const [, path = '', title = ''] of named)
        assert.ok(read(join('../..', path)).includes(title), `${path}: ${title}`)
    }
  })
})
