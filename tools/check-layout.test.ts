import assert from 'node:assert/strict'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { describe, it } from 'node:test'
import { layoutProblems } from './check-layout.ts'

const home = resolve(import.meta.dirname, '..')

/** A tree with one planted file; what the check says of it. */
function problemsWith(file: string, text: string): string[] {
  const root = mkdtempSync(join(tmpdir(), 'layout-'))
  try {
    mkdirSync(join(root, dirname(file)), { recursive: true })
    if (file.startsWith('standards/'))
      writeFileSync(
        join(root, 'standards/kbart/package.json'),
        '{"name":"@chapterhouse/kbart","dependencies":{}}',
      )
    writeFileSync(join(root, file), text)
    return layoutProblems(root)
  } finally {
    rmSync(root, { recursive: true })
  }
}

describe('the river', () => {
  it('is kept by every file of this repository', () => {
    assert.deepEqual(layoutProblems(home), [])
  })

  it('refuses an import that points downstream, a type import too', () => {
    assert.match(problemsWith('src/book/a.ts', "import type { X } from '#landing'\n").join(), /downstream/)
  })

  it('refuses to reach into a neighbour past its front door', () => {
    assert.match(
      problemsWith('src/landing/a.ts', "import { x } from '../book/chapter.ts'\n").join(),
      /front door/,
    )
  })

  it('refuses Node in a file named for a decision', () => {
    assert.match(problemsWith('src/access/decide-x.ts', "import fs from 'node:fs'\n").join(), /pure/)
  })

  it('refuses a standard that knows of the application', () => {
    assert.match(
      problemsWith('standards/kbart/src/a.ts', "import { x } from '#book'\n").join(),
      /package\.json/,
    )
  })

  it('refuses a folder that has no place', () => {
    assert.match(problemsWith('src/helpers/a.ts', '').join(), /in its place/)
  })
})

describe('ARCHITECTURE.md', () => {
  it('names only paths that exist under "Where is…?"', () => {
    const text = readFileSync(join(home, 'ARCHITECTURE.md'), 'utf8')
    const table = text.slice(text.indexOf('Where is'))
    const paths = [
      ...table.matchAll(/`((?:src|standards|docs|samples|tools|journeys|bench|bin)\/[^`*…]+)`/g),
    ].map((match) => String(match[1]))
    assert.ok(paths.length >= 12, 'the table has its answers')
    assert.deepEqual(
      paths.filter((path) => !existsSync(join(home, path))),
      [],
    )
  })
})
