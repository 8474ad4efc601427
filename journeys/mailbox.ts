/** The outbox of a site without a mail server: what a reader would find in his mailbox. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The newest letter to an address whose subject fits; waits until the worker has laid it out. */
export async function letterTo(dataDir: string, address: string, subject: RegExp): Promise<string> {
  const outbox = join(dataDir, 'outbox')
  for (const deadline = Date.now() + 30_000; Date.now() < deadline; ) {
    const names = existsSync(outbox) ? readdirSync(outbox).filter((name) => name.endsWith('.eml')) : []
    for (const name of names.sort().reverse()) {
      const letter = readFileSync(join(outbox, name), 'utf8')
      if (letter.includes(`To: ${address}`) && subject.test(/^Subject: (.*)$/m.exec(letter)?.[1] ?? ''))
        return letter.replaceAll('=\r\n', '').replaceAll('=3D', '=')
    }
    await new Promise((later) => setTimeout(later, 100))
  }
  throw new Error(`no letter to ${address} about ${subject}`)
}

export const linkOf = (letter: string): string => /https?:\/\/\S+\/letters\/\S+/.exec(letter)?.[0] ?? ''
