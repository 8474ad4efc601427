/**
 * A process that is told of a payment and dies over it: `node killed-teller.fixture.ts DATABASE_URL PLACE EVENT`. Before it sends
 * its PLACE-th statement to the database it kills itself as the machine would, without a word to anybody.
 */
import { connectDatabase } from '#platform'
import { hearEvent } from '../hear.ts'
import type { PaymentEvent } from '../provider.ts'
import { sellersOf } from '../seller.ts'
import { PRESS, SECRET, SILENT } from './silent-till.fixture.ts'

const [url = '', place = '0', text = ''] = process.argv.slice(2)
const event: PaymentEvent = JSON.parse(text)

let sent = 0
const pool = connectDatabase(url, 2)
const db = pool.db.withPlugin({
  transformQuery: ({ node }) => {
    sent += 1
    if (sent === Number(place)) process.kill(process.pid, 'SIGKILL')
    return node
  },
  transformResult: async ({ result }) => result,
})

const till = { db, secretKey: SECRET, now: () => new Date(), sellerOf: sellersOf([PRESS], PRESS) }
const heard = await hearEvent({ ...till, provider: SILENT }, event)
// It is all written down; only the answer is missing.
if (place === 'answer') process.kill(process.pid, 'SIGKILL')
process.stdout.write(`${heard.kind} ${sent}`)
await pool.close()
