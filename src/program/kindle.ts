/** What Kindle needs of a session: who mails, to which hosts, and what comes back. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  askRelay,
  followBounceFolder,
  type KindleDeps,
  listenForBounces,
  type RelaySettings,
  takeBounces,
} from '#delivery'
import { type Config, loadSecretKey, OperatorError } from '#platform'
import type { Press } from '#press'
import type { Session } from './session.ts'

type Needed = Pick<Session, 'db' | 'log' | 'config'>

/** Null: no mail server is configured. */
export function relayOf(config: Config): RelaySettings | null {
  const { smtpUrl, dkimSelector: selector, dkimKeyFile: file } = config
  if (smtpUrl === null) return null
  return {
    smtpUrl,
    dkim: selector === null || file === null ? null : { selector, privateKey: readKey(file) },
    folder: join(config.dataDir, 'derived', 'mail'),
  }
}

function readKey(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new OperatorError(
      `The key of DKIM_KEY_FILE (${path}) cannot be read: ${error instanceof Error ? error.message : error}.`,
    )
  }
}

export function kindleOf({ db, log, config }: Needed, presses: readonly Press[]): KindleDeps {
  const relay = relayOf(config)
  return {
    ...{ db, log, presses, relay, now: () => new Date(), secret: loadSecretKey(config) },
    ...{ sender: config.kindleSender, bounces: config.bounceAddress },
    ...{ domains: config.kindleDomains, perSender: config.kindlePerSender },
    relaySize: rememberSize(relay),
  }
}

const HOUR = 3_600_000

/** Asked behind the scenes, once in an hour in which anybody wants to know. */
function rememberSize(relay: RelaySettings | null): () => number | null {
  let size: number | null = null
  let asked = 0
  return () => {
    if (relay !== null && Date.now() - asked > HOUR) {
      asked = Date.now()
      void askRelay({ ...relay, patience: { connect: 10_000, answer: 10_000 } }).then(
        (answer) => {
          if (answer.kind === 'answers') size = answer.size
        },
        () => {},
      )
    }
    return size
  }
}

/** What a mail server tells later: by SMTP, in a folder, or both. */
export async function startBounces(
  session: Needed,
  presses: readonly Press[],
): Promise<{ stop(): Promise<void> }> {
  const { config, log } = session
  const how = { take: takeBounces(kindleOf(session, presses)), log }
  const { bounceAddress: address, bounceListen: listen, bounceFolder: folder } = config
  const listener =
    address !== null && listen !== null ? await listenForBounces({ listen, address }, how) : null
  const reader = folder !== null ? followBounceFolder(folder, how) : null
  return { stop: async () => void (await Promise.all([listener?.stop(), reader?.stop()])) }
}
