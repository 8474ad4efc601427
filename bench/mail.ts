/**
 * How much memory it takes to mail a book of 44 MB to a Kindle, signed: one process sends, another is the mail server.
 *
 *   node bench/mail.ts
 */
import { spawn } from 'node:child_process'
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openMailServer } from '../src/delivery/mail/mail-server.fixture.ts'
import { handOver } from '../src/delivery/mail/relay.ts'

const MEGABYTES = 44
const [, , url, folder] = process.argv

if (url !== undefined && folder !== undefined) await send(url, folder)
else await measure()

async function send(smtpUrl: string, folder: string): Promise<void> {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const start = performance.now()
  const dkim = {
    ...{ domain: 'press.example', selector: 'k1' },
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
  const end = await handOver(
    { smtpUrl, folder, dkim },
    {
      ...{ messageId: '<kindle-bench@press.example>', date: new Date(), to: 'reader@kindle.com' },
      from: { name: 'Aldine', address: 'kindle@press.example' },
      ...{ subject: 'A book', text: 'A book' },
      attachment: {
        path: join(folder, 'book.epub'),
        name: 'book.epub',
        contentType: 'application/epub+zip',
      },
      envelope: { returnTo: 'bounces@press.example', id: 'bench' },
    },
    { onSent: async () => {}, beforeEnd: async () => {}, signal: AbortSignal.timeout(300_000) },
  )
  const peak = process.resourceUsage().maxRSS / 1024
  const seconds = (performance.now() - start) / 1000
  console.log(
    `${MEGABYTES} MB mailed (${end.kind}) in ${seconds.toFixed(1)} s with at most ${peak.toFixed(0)} MB of memory`,
  )
  process.exitCode = end.kind === 'taken' && peak <= 200 ? 0 : 1
}

async function measure(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'chapterhouse-mail-'))
  writeFileSync(join(folder, 'book.epub'), randomBytes(MEGABYTES * 1e6))
  const server = await openMailServer()
  try {
    const child = spawn(process.execPath, [process.argv[1] ?? '', server.url, folder], { stdio: 'inherit' })
    process.exitCode = await new Promise<number>((done) => child.on('close', (code) => done(code ?? 1)))
  } finally {
    await server.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
