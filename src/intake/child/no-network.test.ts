import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

it('lets nothing out, by whatever way', async () => {
  let visits = 0
  const server = createServer((_request, response) => {
    visits += 1
    response.end('hello')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const ways = [
    `fetch('http://127.0.0.1:${port}')`,
    `new Promise((resolve, reject) => process.getBuiltinModule('http').get('http://127.0.0.1:${port}', resolve).on('error', reject))`,
    `(async () => process.getBuiltinModule('net').connect(${port}, '127.0.0.1'))()`,
    `(async () => process.getBuiltinModule('dgram').createSocket('udp4'))()`,
    `(async () => process.getBuiltinModule('dns').lookup('localhost', () => {}))()`,
  ]
  const guard = fileURLToPath(new URL('./no-network.ts', import.meta.url))
  for (const way of ways) {
    const { stdout } = await promisify(execFile)(process.execPath, [
      '--import',
      guard,
      '-e',
      `${way}.then(() => console.log('out'), () => console.log('kept'))`,
    ])
    assert.equal(stdout.trim(), 'kept', way)
  }
  server.close()
  assert.equal(visits, 0)
})
