/**
 * Notifications of a real mail server (Debian's exim4), read as ours are: it relays to a double of Amazon that refuses, mistrusts
 * or takes, and its reports come back to our own listener.
 *
 *   node tools/corpus-dsn.ts
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { decideBounce } from '../src/delivery/mail/bounces/decide-bounce.ts'
import { listenForBounces } from '../src/delivery/mail/bounces/listen.ts'
import { parseDsn } from '../src/delivery/mail/bounces/parse-dsn.ts'
import { type MailFault, openMailServer } from '../src/delivery/mail/mail-server.fixture.ts'
import { handOver } from '../src/delivery/mail/relay.ts'
import { openLog } from '../src/platform/index.ts'

const EXIM = '/usr/sbin/exim4'
if (!existsSync(EXIM) || process.getuid?.() !== 0) {
  console.log('corpus-dsn: skipped, exim4 is not installed, or this user may not start it')
  process.exit(0)
}

const wanted: readonly (readonly [MailFault | null, string])[] = [
  ['recipient-unknown', 'bounced recipient'],
  ['recipient-refused-by-policy', 'bounced policy'],
  ['message-refused', 'bounced policy'],
  ['message-too-large', 'bounced size'],
  [null, 'accepted'],
]

const folder = mkdtempSync(join(tmpdir(), 'chapterhouse-exim-'))
const amazon = await openMailServer()
const got = new Map<string, string>()
const log = openLog('silent')
const address = 'bounces@press.example'
const take = async (raw: string, to: readonly string[]): Promise<void> => {
  const dsn = parseDsn(raw)
  const bounce = dsn === null ? null : decideBounce(dsn, to)
  if (bounce === null) return
  const { said } = bounce
  got.set(bounce.deliveryId, said.kind === 'bounced' ? `bounced ${said.why}` : said.kind)
}
const listener = await listenForBounces({ listen: '127.0.0.1:0', address }, { take, log })
let exim: ChildProcess | null = null
try {
  const port = await freePort()
  exim = startExim(port)
  await untilOpen(port)
  const file = join(folder, 'chapter.epub')
  writeFileSync(file, 'PK a chapter')
  let wrong = 0
  for (const [n, [fault, expected]] of wanted.entries()) {
    const id = `${n}`.padStart(16, '0')
    if (fault !== null) amazon.fault(fault)
    await handOver(
      { smtpUrl: `smtp://127.0.0.1:${port}`, dkim: null, folder: join(folder, 'mail') },
      {
        ...{ messageId: `<kindle-${id}@press.example>`, date: new Date(), to: 'ines_42@kindle.com' },
        from: { name: 'Aldine', address: 'kindle@press.example' },
        ...{ subject: 'A chapter', text: 'A chapter' },
        attachment: { path: file, name: 'chapter.epub', contentType: 'application/epub+zip' },
        envelope: { returnTo: `bounces+${id}@press.example`, id },
      },
      { onSent: async () => {}, beforeEnd: async () => {}, signal: AbortSignal.timeout(60_000) },
    )
    for (let tries = 0; !got.has(id) && tries < 300; tries++) await sleep(100)
    const said = got.get(id) ?? 'nothing'
    if (said !== expected) wrong += 1
    console.log(`${said === expected ? '✓' : '✗'} ${fault ?? 'taken'}: ${said}`)
  }
  console.log(`${wanted.length} notifications of exim4, ${wrong} read otherwise than meant`)
  process.exitCode = wrong === 0 ? 0 : 1
} finally {
  exim?.kill('SIGTERM')
  await listener.stop()
  await amazon.close()
  rmSync(folder, { recursive: true, force: true })
}

function startExim(port: number): ChildProcess {
  const amazonPort = new URL(amazon.url).port
  mkdirSync(join(folder, 'spool'))
  mkdirSync(join(folder, 'log'))
  const config = join(folder, 'exim.conf')
  writeFileSync(
    config,
    `primary_hostname = mx.press.example
spool_directory = ${folder}/spool
log_file_path = ${folder}/log/%s.log
pid_file_path = ${folder}/exim.pid
daemon_smtp_ports = ${port}
local_interfaces = 127.0.0.1
tls_advertise_hosts =
host_lookup =
message_size_limit = 70M
dsn_advertise_hosts = *
acl_smtp_rcpt = all
acl_smtp_data = all
keep_environment =
begin acl
all:
  accept
begin routers
bounces:
  driver = manualroute
  domains = press.example
  transport = inbound
  route_list = * 127.0.0.1
  self = send
others:
  driver = manualroute
  domains = *
  transport = kindle
  route_list = * 127.0.0.1
  self = send
begin transports
kindle:
  driver = smtp
  port = ${amazonPort}
  hosts_avoid_tls = *
  allow_localhost
inbound:
  driver = smtp
  port = ${listener.port}
  hosts_avoid_tls = *
  allow_localhost
begin retry
* * F,2h,1m
`,
  )
  // Debian's exim runs as a user of its own.
  const { uid, gid } = eximUser()
  for (const path of [folder, join(folder, 'spool'), join(folder, 'log')]) chownSync(path, uid, gid)
  return spawn(EXIM, ['-bdf', '-q1m', '-C', config], { stdio: 'ignore' })
}

function eximUser(): { readonly uid: number; readonly gid: number } {
  const line = /^Debian-exim:[^:]*:(\d+):(\d+):/m.exec(readFileSync('/etc/passwd', 'utf8'))
  return { uid: Number(line?.[1] ?? 0), gid: Number(line?.[2] ?? 0) }
}

function freePort(): Promise<number> {
  const server = createServer()
  return new Promise((done) =>
    server.listen(0, '127.0.0.1', () => {
      const at = server.address()
      server.close(() => done(typeof at === 'object' && at !== null ? at.port : 0))
    }),
  )
}

async function untilOpen(port: number): Promise<void> {
  const { connect } = await import('node:net')
  for (let tries = 0; tries < 200; tries++) {
    const open = await new Promise<boolean>((done) => {
      const socket = connect(port, '127.0.0.1')
      socket.on('connect', () => done(true)).on('error', () => done(false))
      socket.on('connect', () => socket.destroy())
    })
    if (open) return
    await sleep(50)
  }
  throw new Error('exim4 does not answer')
}
