import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { enableCompileCache, getCompileCacheDir } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { openLimited, runLimited } from './open-limited.ts'
import { permissionFlags } from './permission-flags.ts'
import type { ProcessLimits } from './process-limits.ts'

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

describe('a limited process', () => {
  it('hands over what is asked, and brings back what is written and told', async () => {
    const { end, folder, lines } = await run(
      `import { writeFileSync } from 'node:fs'
       export function answer({ word }, tell) { tell('half'); writeFileSync('answer', word) }`,
    )
    assert.equal(end.kind, 'answered')
    assert.equal(await readFile(join(folder, 'answer'), 'utf8'), 'hello')
    assert.deepEqual(lines, ['half'])
  })

  it('stops one that computes without end, and says by what', async () => {
    const { end } = await run('export function answer() { for (;;) {} }', { cpuSeconds: 1 })
    assert.ok(end.kind === 'stopped' && end.by === 'cpu')
  })

  it('is held to its time by the system too, should nobody watch', {
    skip: !existsSync('/proc/self/limits'),
  }, async () => {
    const folder = join(root, `run-${++runs}`)
    await mkdir(folder)
    const main = join(folder, 'main.mjs')
    await writeFile(
      main,
      `import { readFileSync } from 'node:fs'; export const answer = (_, tell) => tell(readFileSync('/proc/self/limits', 'utf8').match(/cpu time +(\\d+) +(\\d+)/).slice(1).join(' '))`,
    )
    const lines: string[] = []
    const asked = { main, request: null, reads: ['/proc/self/limits'], folder, limits: LIMITS }
    const end = await runLimited({ ...asked, onLine: (line) => lines.push(line) })
    assert.equal(end.kind, 'answered', JSON.stringify(end))
    assert.deepEqual(lines, ['50 55'])
  })

  it('stops one that waits without end', async () => {
    const { end } = await run('export const answer = () => new Promise(() => {})', { wallSeconds: 1 })
    assert.ok(end.kind === 'stopped' && end.by === 'time')
  })

  it('stops one that takes all memory', async () => {
    const { end } = await run(
      'export function answer() { const all = []; for (;;) all.push(Buffer.alloc(1e6, 1)) }',
      {
        memoryMegabytes: 200,
      },
    )
    assert.ok(end.kind === 'stopped' && end.by === 'memory')
  })

  it('stops one that fills the disk', async () => {
    const { end } = await run(
      `import { writeFileSync } from 'node:fs'; export const answer = () => writeFileSync('big', Buffer.alloc(4e6))`,
      { outputMegabytes: 1 },
    )
    assert.ok(end.kind === 'stopped' && end.by === 'output')
  })

  it('tells the last words of one that broke, for the log', async () => {
    const { end } = await run(`export function answer() { throw new Error('a fault of ours') }`)
    assert.ok(end.kind === 'crashed' && /a fault of ours/.test(end.said))
  })

  describe('asked more than once', () => {
    async function open(code: string, limits: Partial<ProcessLimits> = {}) {
      const folder = join(root, `run-${++runs}`)
      await mkdir(folder)
      const main = join(folder, 'main.mjs')
      await writeFile(main, code)
      return openLimited({ main, reads: [], folder, limits: { ...LIMITS, ...limits } })
    }
    const COUNTING = `let times = 0; export const answer = (request, tell) => tell(request + ' ' + ++times)`

    it('answers one request after the other, and says what each took', async () => {
      const process = await open(COUNTING)
      const lines: string[] = []
      for (const request of ['one', 'two'])
        assert.equal((await process.ask(request, { onLine: (line) => lines.push(line) })).kind, 'answered')
      assert.deepEqual(lines, ['one 1', 'two 2'])
      assert.ok(process.isFit)
      await process.close()
      assert.ok(!process.isFit)
    })

    it('is given the same time for each', async () => {
      const code = `export const answer = () => { const end = Date.now() + 700; while (Date.now() < end); }`
      const process = await open(code, { cpuSeconds: 1 })
      for (let i = 0; i < 3; i++) {
        const end = await process.ask(i)
        assert.equal(end.kind, 'answered')
        assert.ok(end.usage === null || end.usage.cpuSeconds < 1.5, JSON.stringify(end))
      }
      await process.close()
    })

    it('has done its part after so many', async () => {
      const process = await open(COUNTING)
      let asked = 0
      for (; process.isFit && asked < 100; asked++) await process.ask(asked)
      assert.equal(asked, 32)
      await process.close()
    })

    it('is not asked again when it has held much memory', async () => {
      const code = `export const answer = () => { globalThis.held = Buffer.alloc(150e6, 1) }`
      const process = await open(code, { memoryMegabytes: 250 })
      assert.equal((await process.ask('hold')).kind, 'answered')
      assert.ok(!process.isFit)
      await process.close()
    })

    it('is not asked again when it broke or was stopped', async () => {
      for (const [request, kind] of [
        ['break', 'crashed'],
        ['hang', 'stopped'],
      ] as const) {
        const process = await open(
          `export const answer = (request) => { if (request === 'break') throw new Error(request); return new Promise(() => {}) }`,
          { wallSeconds: 1 },
        )
        assert.equal((await process.ask(request)).kind, kind)
        assert.ok(!process.isFit)
        await process.close()
      }
    })
  })

  describe('with code that a rehearsal compiled', () => {
    before(() => void enableCompileCache(join(root, 'cache')))

    /** Runs the same program twice after its rehearsal; it says what it finds, and does with it as `act` has it. */
    async function runTwice(name: string, act: string): Promise<readonly string[]> {
      const main = join(root, `${name}.mjs`)
      await writeFile(
        main,
        `import { readdirSync, writeFileSync } from 'node:fs'
         export async function answer(request, tell) {
           if (request === 'rehearsal') return
           const copy = process.env.NODE_COMPILE_CACHE
           const [inner] = readdirSync(copy)
           const names = readdirSync(copy + '/' + inner)
           tell(names.length + ' compiled in ' + copy)
           ${act}
         }`,
      )
      const lines: string[] = []
      for (const request of ['one', 'two']) {
        const folder = join(root, `${name}-${request}`)
        await mkdir(folder)
        const asked = { main, request, rehearsal: 'rehearsal', reads: [main], folder, limits: LIMITS }
        const end = await runLimited({ ...asked, onLine: (line) => lines.push(line) })
        assert.equal(end.kind, 'answered', JSON.stringify(end))
        assert.deepEqual(readdirSync(folder), [])
      }
      assert.equal(lines.length, 2)
      for (const line of lines) assert.match(line, /^\d+ compiled in /)
      return lines
    }

    it('lends a copy that nobody has touched again', async () => {
      const [first, second] = await runTwice('modest', '')
      assert.equal(first, second)
      // Where compiled code was kept already, that place stays.
      assert.ok(existsSync(join(dirname(getCompileCacheDir() ?? root), 'limited')))
    })

    for (const [what, act] of [
      ['written', `for (const name of names) writeFileSync(copy + '/' + inner + '/' + name, 'hostile')`],
      ['joined by another', `writeFileSync(copy + '/' + inner + '/more', 'hostile')`],
      [
        'written and made to look old',
        `const { statSync, readFileSync, utimesSync } = await import('node:fs')
         const file = copy + '/' + inner + '/' + names[0]
         const { atime, mtime } = statSync(file)
         writeFileSync(file, Buffer.alloc(readFileSync(file).length, 1))
         utimesSync(file, atime, mtime)`,
      ],
    ] as const)
      it(`throws away a copy in which something was ${what}`, async () => {
        const [first, second] = await runTwice(what.replaceAll(' ', '-'), act)
        assert.notEqual(first, second)
      })
  })

  it('lets it neither read nor write elsewhere, nor start programs', async () => {
    const folder = await mkdtemp(join(root, 'job-'))
    const flags = permissionFlags([], [folder])
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
