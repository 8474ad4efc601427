/** Notes a use for each address that is asked for, and answers. Run by a test, to be killed. */
import { createServer } from 'node:http'
import { buildLine, buildTail } from './build-line.ts'
import { openSpoolWriter } from './spool-writer.ts'

const spool = openSpoolWriter(String(process.argv[2]), (error) => {
  throw error
})
const server = createServer((request, response) => {
  const now = Date.now()
  const id = String(request.url).slice(1)
  const tail = buildTail({
    ...{ kind: 'request', method: 'regular', press: 'aldine', bookId: 'b1', link: 'page' },
    items: [{ id, access: 'open' }],
  })
  spool.append(buildLine({ at: now, session: 'ada', robot: false, institutions: [] }, tail), now)
  response.end('ok')
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.stdout.write(`${typeof address === 'object' ? address?.port : ''}\n`)
})
