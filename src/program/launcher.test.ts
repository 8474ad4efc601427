import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { after, before, describe, it } from 'node:test'

const ROOT = join(import.meta.dirname, '..', '..')

/** The system's own Node, when it is older than the one we need. */
function findOlderNode(): string | null {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const node = join(folder, 'node')
    if (!existsSync(node)) continue
    const { stdout } = spawnSync(node, ['-p', 'process.versions.node'], { encoding: 'utf8' })
    if (Number.parseInt(stdout, 10) < 24) return node
  }
  return null
}

describe('the launcher', () => {
  const older = findOlderNode()
  const skip = older === null ? 'there is no older Node here' : false
  let folder: string
  let launcher: string

  /** The launcher beside a program that says what it is given, and does what it is told. */
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'chapterhouse-launcher-'))
    launcher = join(folder, 'bin', 'chapterhouse.cjs')
    mkdirSync(join(folder, 'src', 'program'), { recursive: true })
    cpSync(join(ROOT, 'bin'), join(folder, 'bin'), { recursive: true })
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
    writeFileSync(
      join(folder, 'src', 'program', 'main.ts'),
      `const [word, ...args]: string[] = process.argv.slice(2)
       if (word === 'say') console.log(process.versions.node, JSON.stringify(args))
       if (word === 'end') process.exitCode = Number(args[0])
       if (word === 'stay') { process.on('SIGTERM', () => process.exit(7)); setInterval(() => {}, 1000); console.log('staying') }`,
    )
  })
  after(() => rmSync(folder, { recursive: true }))

  for (const [name, node] of [
    ['this Node', process.execPath],
    ['an older Node', older ?? ''],
  ] as const) {
    const only = name === 'this Node' ? {} : { skip }
    it(`runs the program on Node 24 or later, from ${name}, with its arguments and exit code`, only, () => {
      const said = spawnSync(node, [launcher, 'say', 'a b', '“c”'], { encoding: 'utf8' })
      assert.match(said.stdout, /^(2[4-9]|[3-9]\d)\.\S+ \["a b","“c”"\]\n$/)
      assert.equal(said.stderr, '')
      assert.equal(spawnSync(node, [launcher, 'end', '2']).status, 2)
    })

    it(`passes signals on, from ${name}`, only, async () => {
      const child = spawn(node, [launcher, 'stay'], { stdio: ['ignore', 'pipe', 'inherit'] })
      await once(child.stdout, 'data')
      child.kill('SIGTERM')
      assert.deepEqual(await once(child, 'exit'), [7, null])
    })
  }

  it('says what is missing where there is no newer Node', { skip }, () => {
    rmSync(join(folder, 'node_modules'))
    const said = spawnSync(older ?? '', [launcher, 'say'], { encoding: 'utf8' })
    assert.equal(said.status, 1)
    assert.match(
      said.stderr,
      /^Chapterhouse needs Node 24 or later\. This is Node \d+\.\d+\.\d+, .*\nRun “npm ci” again/s,
    )
  })
})
