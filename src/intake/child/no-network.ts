/** Nothing here asks the network for anything; should a library ever want to, it finds no way out. */
import dgram from 'node:dgram'
import dns from 'node:dns'
import { Server, Socket } from 'node:net'

const refuse = (): never => {
  throw new Error('The reading process has no network')
}

Socket.prototype.connect = refuse
Server.prototype.listen = refuse
dgram.createSocket = refuse
for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6'] as const)
  Object.assign(dns, { [name]: refuse })
