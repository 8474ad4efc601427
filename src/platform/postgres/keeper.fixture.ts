/** A program that opens the embedded database and stays: what the tests kill. `node keeper.fixture.ts HOME [lasting]` */
import { openEmbeddedPostgres } from './embedded-postgres.ts'

const [home = '', lasting] = process.argv.slice(2)
const server = await openEmbeddedPostgres({ home, command: 'fixture', lasting: lasting === 'lasting' })
process.stdout.write(`${JSON.stringify({ how: server.how, address: server.address })}\n`)
const stay = setInterval(() => {}, 1000)
process.once('SIGTERM', async () => {
  await server.close()
  clearInterval(stay)
})
