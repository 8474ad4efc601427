import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { withUsage } from '../usage.fixture.ts'
import { spoolFolder } from './segment.ts'

const SERVER = fileURLToPath(new URL('noting-server.fixture.ts', import.meta.url))

const startServer = async (folder: string): Promise<{ child: ChildProcess; port: number }> => {
  const child = spawn(process.execPath, [SERVER, spoolFolder(folder)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = await once(child.stdout, 'data')
  return { child, port: Number(String(line)) }
}

/** Asks until the server is gone; tells which were answered. */
async function askOn(port: number, prefix: string, onAnswer: (id: string) => void): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  for (let n = 0; ; n++) {
    const id = `${prefix}${n}`
    const answered = await new Promise<boolean>((told) => {
      request({ port, path: `/${id}`, agent }, (answer) =>
        answer
          .resume()
          .on('end', () => told(true))
          .on('error', () => told(false)),
      )
        .on('error', () => told(false))
        .end()
    })
    if (!answered) break
    onAnswer(id)
  }
  agent.destroy()
}

describe('a process that is killed', () => {
  it('has written down all that it had answered, and nothing twice', () =>
    withUsage(async ({ db, folder, move }) => {
      for (let round = 0; round < 3; round++) {
        const { child, port } = await startServer(folder)
        const gone = once(child, 'exit')
        const answered: string[] = []
        const enough = 200 + round * 150
        let kill = () => {}
        const killed = new Promise<void>((done) => {
          kill = () => {
            child.kill('SIGKILL')
            done()
          }
        })
        const asking = ['a', 'b', 'c', 'd'].map((one) =>
          askOn(port, `r${round}${one}`, (id) => {
            answered.push(id)
            if (answered.length === enough) kill()
          }),
        )
        // Somebody moves meanwhile.
        await Promise.all([move(), killed, gone, ...asking])
        await move()
        const { rows } = await sql<{ item: string; n: number }>`
          select item_id as item, count(*)::integer as n from usage_event where item_id like ${`r${round}%`}
          group by item_id`.execute(db)
        const noted = new Map(rows.map(({ item, n }) => [item, n]))
        assert.deepEqual(
          answered.filter((id) => noted.get(id) !== 1),
          [],
        )
        // One for each connection may have been noted whose answer did not come.
        assert.ok(noted.size <= answered.length + asking.length, `${noted.size} of ${answered.length}`)
      }
    }))
})
