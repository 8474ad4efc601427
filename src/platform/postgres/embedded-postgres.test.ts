import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { after, before, beforeEach, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { openEmbeddedPostgres, type ServerAddress } from './embedded-postgres.ts'
import { takeFolderLock } from './folder-lock.ts'
import { processesIn, readPostmasterFile, worksIn } from './postmaster.ts'

/** One data folder for all: making one takes a second, and each test leaves it whole. */
describe('the embedded PostgreSQL', () => {
  let above: string
  let home: string
  const children: ChildProcess[] = []

  before(async () => {
    above = mkdtempSync(join(tmpdir(), 'chapterhouse-pg-'))
    // As root's own folder is: nobody else comes through.
    chmodSync(above, 0o700)
    home = join(above, 'postgres')
    const server = await open()
    await ask(server.address, (sql) => sql`create table word (n int primary key)`)
    await server.close()
  })
  beforeEach(async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL')
  })
  after(async () => {
    for (const child of children) child.kill('SIGKILL')
    const server = await open()
    await server.close()
    rmSync(above, { recursive: true })
  })

  const open = (lasting = false) => openEmbeddedPostgres({ home, command: 'test', lasting })
  const dataFolder = () => join(home, '18')
  const postmaster = () => readPostmasterFile(dataFolder())?.pid ?? 0

  async function startKeeper(lasting = true) {
    const child = spawn(
      process.execPath,
      [join(import.meta.dirname, 'keeper.fixture.ts'), home, lasting ? 'lasting' : ''],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    )
    children.push(child)
    assert.ok(child.stdout)
    const [line] = await once(createInterface(child.stdout), 'line')
    const told: { how: string; address: ServerAddress } = JSON.parse(line)
    return { child, ...told }
  }

  async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
    const gone = once(child, 'exit')
    child.kill(signal)
    await gone
  }

  it('lies in a folder that nobody else may enter, and answers on a socket that nobody else may reach', async () => {
    const server = await open()
    assert.equal(statSync(home).mode & 0o777, 0o700)
    assert.equal(statSync(server.address.host).mode & 0o777, 0o700)
    const settings = await ask(
      server.address,
      (sql) => sql`select name, setting from pg_settings
      where name in ('fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums', 'listen_addresses') order by 1`,
    )
    assert.deepEqual(
      settings.map((row) => [row.name, row.setting]),
      [
        ['data_checksums', 'on'],
        ['fsync', 'on'],
        ['full_page_writes', 'on'],
        ['listen_addresses', ''],
        ['synchronous_commit', 'on'],
      ],
    )
    await server.close()
    assert.ok(!existsSync(server.address.host))
    assert.equal(readPostmasterFile(dataFolder()), null)
  })

  it('outlives a killed program, and the next one adopts it with all that was written', async () => {
    const keeper = await startKeeper()
    await ask(keeper.address, (sql) => sql`insert into word values (1)`)
    const pid = postmaster()
    await end(keeper.child, 'SIGKILL')
    assert.ok(worksIn(pid, dataFolder()))
    const next = await open()
    assert.equal(next.how, 'adopted')
    assert.equal(postmaster(), pid)
    assert.equal((await ask(next.address, (sql) => sql`select from word where n = 1`)).length, 1)
    await next.close()
    assert.ok(!worksIn(pid, dataFolder()))
  })

  it('starts after it was killed together with the program', async () => {
    const keeper = await startKeeper()
    await ask(keeper.address, (sql) => sql`insert into word values (2)`)
    process.kill(postmaster(), 'SIGKILL')
    await end(keeper.child, 'SIGKILL')
    const next = await open()
    assert.equal(next.how, 'started')
    assert.equal((await ask(next.address, (sql) => sql`select from word where n = 2`)).length, 1)
    await next.close()
  })

  it('is started again when it dies under a program that stays', async () => {
    const server = await open(true)
    const dead = postmaster()
    process.kill(dead, 'SIGKILL')
    const since = Date.now()
    for (;;) {
      try {
        await ask(server.address, (sql) => sql`select 1`)
        break
      } catch {
        assert.ok(Date.now() - since < 5000)
        await sleep(20)
      }
    }
    assert.notEqual(postmaster(), dead)
    await server.close()
    assert.deepEqual(processesIn(dataFolder()), [])
  })

  it('is shared by several programs, and stopped by the last one out', async () => {
    const keeper = await startKeeper(false)
    const guest = await open()
    assert.equal(guest.how, 'joined')
    const atWork = client(guest.address)
    await atWork`select 1`
    await end(keeper.child, 'SIGTERM')
    assert.equal((await atWork`select 1 as one`)[0]?.one, 1)
    await atWork.end()
    await guest.close()
    assert.deepEqual(processesIn(dataFolder()), [])
  })

  it('is taken over by a program that stays when its keeper leaves', async () => {
    const keeper = await startKeeper()
    const staying = await open(true)
    const atWork = client(staying.address)
    await atWork`select 1`
    await end(keeper.child, 'SIGTERM')
    await sleep(1000)
    const lock = await takeFolderLock(home, 'database', 'test')
    assert.equal(lock.kind === 'held' && lock.by?.pid, process.pid)
    await atWork.end()
    await staying.close()
  })

  it('starts when its lock names a process that is gone, or that is another’s by now', async () => {
    const once = await open()
    const lines = readFileSync(join(dataFolder(), 'postmaster.pid'), 'utf8').split('\n')
    await once.close()
    for (const pid of [2 ** 22 + 5, process.pid]) {
      writeFileSync(join(dataFolder(), 'postmaster.pid'), [pid, ...lines.slice(1)].join('\n'))
      const server = await open()
      assert.equal(server.how, 'started')
      await server.close()
    }
  })

  it('starts when its lock names a zombie that nobody reaps', async () => {
    const once = await open()
    const lines = readFileSync(join(dataFolder(), 'postmaster.pid'), 'utf8').split('\n')
    await once.close()
    const parent = spawn('sh', ['-c', 'sleep 0.01 & echo $!; exec sleep 60'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    children.push(parent)
    const zombie = Number(await new Promise((told) => parent.stdout.once('data', told)))
    await sleep(200)
    assert.match(readFileSync(`/proc/${zombie}/stat`, 'utf8'), /\) Z /)
    writeFileSync(join(dataFolder(), 'postmaster.pid'), [zombie, ...lines.slice(1)].join('\n'))
    const server = await open()
    assert.equal(server.how, 'started')
    await server.close()
  })

  it('says whose data folder it is when another purpose of the same kind holds it', async () => {
    const mine = await takeFolderLock(home, 'serve', 'serve')
    const theirs = await takeFolderLock(home, 'serve', 'serve')
    assert.equal(mine.kind, 'taken')
    assert.equal(theirs.kind === 'held' && theirs.by?.command, 'serve')
    if (mine.kind === 'taken') await mine.release()
    const now = await takeFolderLock(home, 'serve', 'serve')
    assert.equal(now.kind, 'taken')
    if (now.kind === 'taken') await now.release()
  })

  it('is made whole or not at all', async () => {
    const other = join(above, 'other')
    mkdirSync(join(other, 'making-dead'), { recursive: true })
    writeFileSync(join(other, 'making-dead', 'PG_VERSION'), '18')
    const server = await openEmbeddedPostgres({ home: other, command: 'test', lasting: false })
    assert.ok(!existsSync(join(other, 'making-dead')))
    await server.close()
  })
})

const client = (address: ServerAddress) =>
  postgres({ ...address, max: 1, connection: { application_name: 'a test' } })

async function ask<T>(address: ServerAddress, question: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = client(address)
  try {
    return await question(sql)
  } finally {
    await sql.end()
  }
}
