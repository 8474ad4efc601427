import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { enableCompileCache, getCompileCacheDir } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, describe, it } from 'node:test'
import { permissionFlags } from './permission-flags.ts'
import { type ProcessLimits, runLimited } from './run-limited.ts'

const root = await mkdtemp(join(tmpdir(), 'chapterhouse-limited-'))
after(() => rm(root, { recursive: true, force: true }))

const LIMITS: ProcessLimits = { cpuSeconds: 20, wallSeconds: 30, memoryMegabytes: 512, outputMegabytes: 8 }

let runs = 0
async function run(code: string, limits: Partial<ProcessLimits> = {}) {
  const folder = join(root, `run-${++runs}`)
  await mkdir(folder)
  const main = join(folder, 'main.mjs')
  await writeFile(main, code)
  const lines: string[] = []
  const end = await runLimited({
    main,
    request: { word: 'hello' },
    reads: [],
    folder,
    limits: { ...LIMITS, ...limits },
    onLine: (line) => lines.push(line),
  })
  return { end, folder, lines }
}

describe('runLimited', () => {
  it('hands over what is asked, and brings back what is written and told', async () => {
    const { end, folder, lines } = await run(
      `import { writeFileSync, writeSync } from 'node:fs'; writeSync(3, 'half\\n'); writeFileSync('answer', JSON.parse(process.argv[2]).word)`,
    )
    assert.equal(end.kind, 'answered')
    assert.equal(await readFile(join(folder, 'answer'), 'utf8'), 'hello')
    assert.deepEqual(lines, ['half'])
  })

  it('stops one that computes without end, and says by what', async () => {
    const { end } = await run('for (;;) {}', { cpuSeconds: 1 })
    assert.ok(end.kind === 'stopped' && end.by === 'cpu')
  })

  it('stops one that waits without end', async () => {
    const { end } = await run('setInterval(() => {}, 1000)', { wallSeconds: 1 })
    assert.ok(end.kind === 'stopped' && end.by === 'time')
  })

  it('stops one that takes all memory', async () => {
    const { end } = await run('const all = []; for (;;) all.push(Buffer.alloc(1e6, 1))', {
      memoryMegabytes: 200,
    })
    assert.ok(end.kind === 'stopped' && end.by === 'memory')
  })

  it('stops one that fills the disk', async () => {
    const { end } = await run(
      `import { writeFileSync } from 'node:fs'; writeFileSync('big', Buffer.alloc(4e6))`,
      { outputMegabytes: 1 },
    )
    assert.ok(end.kind === 'stopped' && end.by === 'output')
  })

  it('tells the last words of one that broke, for the log', async () => {
    const { end } = await run(`throw new Error('a fault of ours')`)
    assert.ok(end.kind === 'crashed' && /a fault of ours/.test(end.said))
  })

  it('starts it with code that a rehearsal compiled, of which each has a copy that is thrown away', async () => {
    enableCompileCache(join(root, 'cache'))
    const main = join(root, 'rehearsed.mjs')
    await writeFile(
      main,
      `import { readdirSync, writeFileSync, writeSync } from 'node:fs'
       const asked = JSON.parse(process.argv[2])
       const [inner] = readdirSync('.compiled')
       if (asked !== 'rehearsal') {
         const names = readdirSync('.compiled/' + inner)
         writeSync(3, names.length + ' compiled\\n')
         for (const name of names) writeFileSync('.compiled/' + inner + '/' + name, 'hostile')
         writeFileSync('.compiled/' + inner + '/more', 'hostile')
       }`,
    )
    const lines: string[] = []
    for (const request of ['one', 'two']) {
      const folder = join(root, `rehearsed-${request}`)
      await mkdir(folder)
      const asked = { main, request, rehearsal: 'rehearsal', reads: [main], folder, limits: LIMITS }
      const end = await runLimited({ ...asked, onLine: (line) => lines.push(line) })
      assert.equal(end.kind, 'answered', JSON.stringify(end))
      assert.deepEqual(readdirSync(folder), [])
    }
    assert.deepEqual(lines, ['1 compiled', '1 compiled'])
    // Where compiled code was kept already, that place stays.
    assert.ok(existsSync(join(dirname(getCompileCacheDir() ?? root), 'limited')))
  })

  it('lets it neither read nor write elsewhere, nor start programs', async () => {
    const folder = await mkdtemp(join(root, 'job-'))
    const flags = permissionFlags([], folder)
    const tries = {
      read: `require('node:fs').readFileSync('/etc/hostname')`,
      list: `require('node:fs').readdirSync(${JSON.stringify(root)})`,
      write: `require('node:fs').writeFileSync(${JSON.stringify(join(root, 'x'))}, 'x')`,
      link: `require('node:fs').symlinkSync('/etc/hostname', ${JSON.stringify(join(folder, 'x'))})`,
      run: `require('node:child_process').execFileSync('/bin/true')`,
      work: `new (require('node:worker_threads').Worker)('1', { eval: true })`,
    }
    for (const [what, code] of Object.entries(tries)) {
      const script = `try { ${code}; console.log('done') } catch (error) { console.log(error.code) }`
      const said = execFileSync(process.execPath, [...flags, '-e', script], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      }).trim()
      assert.equal(said, 'ERR_ACCESS_DENIED', what)
    }
  })
})
