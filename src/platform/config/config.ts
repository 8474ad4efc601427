/** Everything an operator can set, read once at start. Nothing else in the program reads the environment. */
import type { LogLevel } from '../log.ts'
import { OperatorError } from '../operator-error.ts'
import type { TrustedProxies } from '../trusted-proxies.ts'
import { parseConfig } from './read-config.ts'

export type Config = {
  readonly port: number
  readonly host: string
  readonly dataDir: string
  /** Null: the embedded one in `dataDir`. */
  readonly databaseUrl: string | null
  readonly databaseConnections: number
  /** 0: none is kept. */
  readonly pageCacheMegabytes: number
  /** `https://books.example.org`; null: whatever address the visitor used. */
  readonly publicUrl: string | null
  readonly trustedProxies: TrustedProxies
  readonly logLevel: LogLevel
  /** Given, or null: the one kept in `dataDir`. See `loadSecretKey`. */
  readonly secretKey: string | null
  readonly inbox: string
  readonly metricsToken: string | null
  readonly samples: boolean
  /** How long single uses are kept; what was counted of them is kept for ever. */
  readonly usageDays: number
  /** How long it is kept who asked a library or a press for something, once that is settled. */
  readonly requestDays: number
  /** Null: messages are laid into `outbox`. */
  readonly smtpUrl: string | null
  readonly mailFrom: string
  readonly outbox: string
  /** Who Kindle mail comes from, where a press has no sender of its own; null: nobody, and Kindle is not offered. */
  readonly kindleSender: string | null
  readonly kindleDomains: readonly string[]
  /** How many messages one sender may hand to Amazon in a day. */
  readonly kindlePerSender: number
  /** `bounces@press.example`: with `+` and a delivery's id before the @, what is sent comes back there. */
  readonly bounceAddress: string | null
  /** `127.0.0.1:2525` */
  readonly bounceListen: string | null
  /** A Maildir. */
  readonly bounceFolder: string | null
  readonly dkimSelector: string | null
  readonly dkimKeyFile: string | null
  /** As given; `accounts` reads it. */
  readonly signInProviders: string | null
  /** Who signs readers in may stand in a private network, and answer by plain http. */
  readonly privateProviders: boolean
  /** Null: nothing is sold by card; then all three are. */
  readonly stripeSecretKey: string | null
  readonly stripeWebhookSecret: string | null
  /** Null: Stripe's own. */
  readonly stripeApiBase: string | null
  /** What may still be sealed with it is read with it. */
  readonly secretKeyBefore: string | null
  /** Null: nothing is saved there. */
  readonly dropbox: CloudAccess | null
  readonly googleDrive: CloudAccess | null
}

/** What a cloud knows this installation by; `apiBase` null: the cloud's own addresses. */
export type CloudAccess = {
  readonly clientId: string
  readonly clientSecret: string
  readonly apiBase: string | null
}

export function loadConfig(): Config {
  const config = parseConfig(process.env, process.cwd())
  if (config.ok) return config.value
  throw new OperatorError(config.error.join('\n'))
}
