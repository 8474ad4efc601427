/**
 * Everything an operator can set, in one place: checked at start, all faults told at once. Nothing else in the program reads
 * the environment.
 */
import { randomBytes } from 'node:crypto'
import {
  accessSync,
  constants,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { fail, ok, type Result } from '#base'
import { LOG_LEVELS, type LogLevel } from './log.ts'
import { parseMailAddress } from './mail/mail-message.ts'
import { OperatorError } from './operator-error.ts'
import { parseTrustedProxies, type TrustedProxies } from './trusted-proxies.ts'

export type Config = {
  readonly port: number
  readonly host: string
  readonly dataDir: string
  /** Null: the embedded one in `dataDir`. */
  readonly databaseUrl: string | null
  readonly databaseConnections: number
  /** `https://books.example.org`; null: whatever address the visitor used. */
  /** 0: none is kept. */
  readonly pageCacheMegabytes: number
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

type Variable = {
  readonly name: string
  /** As the handbook prints it; null when there is none. */
  readonly fallback: string | null
  readonly meaning: string
}

/** What the handbook tells operators; a test finds each of these in it. */
export const configurationTable: readonly Variable[] = [
  { name: 'PORT', fallback: '8080', meaning: 'The port the site answers on. 0 lets the system choose one.' },
  {
    name: 'HOST',
    fallback: '127.0.0.1',
    meaning: 'The address it listens on. 0.0.0.0 means every address of the machine.',
  },
  {
    name: 'DATA_DIR',
    fallback: './data',
    meaning: 'The folder in which everything is kept: database, files, secret, inbox.',
  },
  {
    name: 'DATABASE_URL',
    fallback: null,
    meaning: 'A PostgreSQL of your own, version 15 or later. Without it an embedded one is run in DATA_DIR.',
  },
  {
    name: 'DATABASE_CONNECTIONS',
    fallback: '10',
    meaning: 'How many connections to the database one process may hold.',
  },
  {
    name: 'PAGE_CACHE_MB',
    fallback: '64',
    meaning:
      'Memory in which pages are kept, compressed, until something on them changes. 0 keeps none: each is made anew.',
  },
  {
    name: 'PUBLIC_URL',
    fallback: null,
    meaning:
      'The address readers use, such as https://books.example.org. With it, requests for unknown hosts are refused.',
  },
  {
    name: 'TRUSTED_PROXIES',
    fallback: null,
    meaning:
      'Addresses or ranges of proxies whose X-Forwarded headers are believed, parted by commas; “loopback” and “private” stand for theirs.',
  },
  { name: 'LOG_LEVEL', fallback: 'info', meaning: `How much is logged: ${LOG_LEVELS.join(', ')}.` },
  {
    name: 'SECRET_KEY',
    fallback: null,
    meaning:
      'Signs what readers carry. At least 32 characters. Without it one is made and kept in DATA_DIR, readable by its owner alone.',
  },
  {
    name: 'INBOX',
    fallback: 'DATA_DIR/inbox',
    meaning: 'The folder whose files are added to the shelf without a command.',
  },
  {
    name: 'METRICS_TOKEN',
    fallback: null,
    meaning:
      'Whoever sends it as a bearer token may read /metrics from elsewhere; without it, only this machine may.',
  },
  {
    name: 'SAMPLES',
    fallback: 'yes',
    meaning: 'Whether the sample press is published when the shelf is empty at first start: yes or no.',
  },
  {
    name: 'USAGE_DAYS',
    fallback: '400',
    meaning:
      'For how many days single uses are kept, without a name or an address, until only what was counted of their month is left.',
  },
  {
    name: 'REQUEST_DAYS',
    fallback: '180',
    meaning:
      'For how many days after it is settled a request to a library, or for an accessible copy, keeps who asked and what they wrote; one that nobody settles keeps it for twice as long.',
  },
  {
    name: 'SMTP_URL',
    fallback: null,
    meaning:
      'The mail server, such as smtps://user:password@mail.example.org:465. Without it, messages are laid into DATA_DIR/outbox.',
  },
  {
    name: 'MAIL_FROM',
    fallback: 'books@ the host of PUBLIC_URL',
    meaning: 'The address the site writes from.',
  },
  {
    name: 'KINDLE_SENDER',
    fallback: null,
    meaning:
      'The address from which books are mailed to Kindles, and which readers approve at Amazon; a press may have its own. Needs SMTP_URL. Without it Kindle is not offered.',
  },
  {
    name: 'KINDLE_DOMAINS',
    fallback: 'free.kindle.com,kindle.com',
    meaning: 'The hosts of Kindle addresses, parted by commas. Nothing is ever mailed to another.',
  },
  {
    name: 'KINDLE_PER_SENDER',
    fallback: '200',
    meaning: 'How many messages one sender may hand to Amazon in a day.',
  },
  {
    name: 'BOUNCE_ADDRESS',
    fallback: null,
    meaning:
      'Where Kindle mail that cannot be brought comes back, such as bounces@press.example; “+” and a number are added before the @. Without it, it comes back to the sender and is not read.',
  },
  {
    name: 'BOUNCE_LISTEN',
    fallback: null,
    meaning:
      'Where the worker takes mail for BOUNCE_ADDRESS by SMTP, such as 127.0.0.1:2525, handed on by the mail server of that host.',
  },
  {
    name: 'BOUNCE_FOLDER',
    fallback: null,
    meaning: 'A Maildir in which mail for BOUNCE_ADDRESS is laid, instead of BOUNCE_LISTEN.',
  },
  {
    name: 'DKIM_SELECTOR',
    fallback: null,
    meaning:
      'The name under which the public key of DKIM_KEY_FILE stands in DNS. Needed only where the mail server does not sign.',
  },
  {
    name: 'DKIM_KEY_FILE',
    fallback: null,
    meaning: 'A private key (PEM) with which Kindle mail is signed, for the host of its sender.',
  },
  {
    name: 'SIGN_IN_PROVIDERS',
    fallback: null,
    meaning:
      'OpenID providers by which readers may sign in, as a JSON list: [{"provider":"orcid","clientId":"…","clientSecret":"…"}], or with “name” and “issuer” for any other.',
  },
  {
    name: 'PRIVATE_PROVIDERS',
    fallback: 'no',
    meaning:
      'Whether providers and federations may be asked at addresses of a private network, and by plain http: yes or no.',
  },
  {
    name: 'STRIPE_SECRET_KEY',
    fallback: null,
    meaning:
      'The secret key of an account at Stripe, sk_live_… or sk_test_…, by which books are sold. Without it nothing is offered for sale.',
  },
  {
    name: 'STRIPE_WEBHOOK_SECRET',
    fallback: null,
    meaning:
      'What Stripe signs its messages to /payments/stripe with, whsec_…; it belongs to STRIPE_SECRET_KEY.',
  },
  {
    name: 'STRIPE_API_BASE',
    fallback: null,
    meaning: 'Where Stripe answers, if not at its own address: for tests.',
  },
  {
    name: 'SECRET_KEY_BEFORE',
    fallback: null,
    meaning:
      'The SECRET_KEY of before, until “chapterhouse connection keys --change” has sealed anew what readers entrusted to it.',
  },
  {
    name: 'DROPBOX_CLIENT_ID',
    fallback: null,
    meaning: 'The “App key” of your app at Dropbox. Without it nothing is saved to Dropbox.',
  },
  {
    name: 'DROPBOX_CLIENT_SECRET',
    fallback: null,
    meaning: 'The “App secret” that belongs to DROPBOX_CLIENT_ID.',
  },
  {
    name: 'DROPBOX_API_BASE',
    fallback: null,
    meaning: 'Where Dropbox answers, if not at its own addresses: for tests.',
  },
  {
    name: 'GOOGLE_CLIENT_ID',
    fallback: null,
    meaning: 'The client id of your app at Google. Without it nothing is saved to Google Drive.',
  },
  {
    name: 'GOOGLE_CLIENT_SECRET',
    fallback: null,
    meaning: 'The client secret that belongs to GOOGLE_CLIENT_ID.',
  },
  {
    name: 'GOOGLE_API_BASE',
    fallback: null,
    meaning: 'Where Google answers, if not at its own addresses: for tests.',
  },
]

const variable = <T>(name: string, wanted: string, parse: (text: string) => T | null) =>
  z.string().transform((text, context) => {
    const value = parse(text.trim())
    if (value !== null) return value
    context.addIssue({ code: 'custom', message: `${name} must be ${wanted}; it is “${text}”.` })
    return z.NEVER
  })

const number = (name: string, from: number, to: number) =>
  variable(name, `a number from ${from} to ${to}`, (text) =>
    /^\d{1,6}$/.test(text) && Number(text) >= from && Number(text) <= to ? Number(text) : null,
  )

/** What is wrong with it is said without saying it. */
const secret = (name: string, shape: RegExp, example: string) =>
  z
    .string()
    .trim()
    .regex(shape, { error: `${name} must be a key as Stripe shows it: ${example}.` })
    .optional()

const URL_OF_SERVER = 'the bare address of a server, such as http://127.0.0.1:4242, without a path'
const URL_OF_DATABASE = 'an address such as postgres://user:password@host:5432/name'
const URL_OF_MAIL = 'an address such as smtps://user:password@mail.example.org:465'
const HOSTS_OF_KINDLE = 'host names parted by commas, such as free.kindle.com,kindle.com'
const URL_OF_SITE = 'the bare address of the site, such as https://books.example.org, without a path'

const environment = z.object({
  PORT: number('PORT', 0, 65_535).default(8080),
  HOST: variable('HOST', 'an address or a host name', (text) =>
    /^[\w.:-]+$/.test(text) ? text : null,
  ).default('127.0.0.1'),
  DATA_DIR: z.string().default('./data'),
  DATABASE_URL: variable('DATABASE_URL', URL_OF_DATABASE, parseDatabaseUrl).optional(),
  DATABASE_CONNECTIONS: number('DATABASE_CONNECTIONS', 4, 500).default(10),
  PAGE_CACHE_MB: number('PAGE_CACHE_MB', 0, 65_536).default(64),
  PUBLIC_URL: variable('PUBLIC_URL', URL_OF_SITE, parseOrigin).optional(),
  TRUSTED_PROXIES: z
    .string()
    .default('')
    .transform((text, context) => {
      const parsed = parseTrustedProxies(text)
      if (parsed.ok) return parsed.value
      context.addIssue({ code: 'custom', message: `TRUSTED_PROXIES: ${parsed.error}.` })
      return z.NEVER
    }),
  LOG_LEVEL: variable('LOG_LEVEL', `one of ${LOG_LEVELS.join(', ')}`, parseLogLevel).default('info'),
  SECRET_KEY: z
    .string()
    .min(32, {
      error: 'SECRET_KEY must have at least 32 characters; “openssl rand -hex 32” makes a good one.',
    })
    .optional(),
  INBOX: z.string().optional(),
  METRICS_TOKEN: z.string().min(16, { error: 'METRICS_TOKEN must have at least 16 characters.' }).optional(),
  SAMPLES: variable('SAMPLES', 'yes or no', parseYesNo).default(true),
  USAGE_DAYS: number('USAGE_DAYS', 62, 36_500).default(400),
  REQUEST_DAYS: number('REQUEST_DAYS', 1, 3650).default(180),
  SMTP_URL: variable('SMTP_URL', URL_OF_MAIL, parseSmtpUrl).optional(),
  MAIL_FROM: variable('MAIL_FROM', 'an e-mail address', parseMailAddress).optional(),
  KINDLE_SENDER: variable('KINDLE_SENDER', 'an e-mail address', parseMailAddress).optional(),
  KINDLE_DOMAINS: variable('KINDLE_DOMAINS', HOSTS_OF_KINDLE, parseHosts).default([
    'free.kindle.com',
    'kindle.com',
  ]),
  KINDLE_PER_SENDER: number('KINDLE_PER_SENDER', 1, 100_000).default(200),
  BOUNCE_ADDRESS: variable('BOUNCE_ADDRESS', 'an e-mail address without a “+”', parsePlainAddress).optional(),
  BOUNCE_LISTEN: variable(
    'BOUNCE_LISTEN',
    'an address and a port such as 127.0.0.1:2525',
    parseListen,
  ).optional(),
  BOUNCE_FOLDER: z.string().optional(),
  DKIM_SELECTOR: variable('DKIM_SELECTOR', 'a name of letters, digits and hyphens', (text) =>
    /^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$/.test(text) ? text : null,
  ).optional(),
  DKIM_KEY_FILE: z.string().optional(),
  SIGN_IN_PROVIDERS: variable('SIGN_IN_PROVIDERS', 'a list in JSON', parseJsonList).optional(),
  PRIVATE_PROVIDERS: variable('PRIVATE_PROVIDERS', 'yes or no', parseYesNo).default(false),
  STRIPE_SECRET_KEY: secret('STRIPE_SECRET_KEY', /^(sk|rk)_\w{8,}$/, 'sk_live_… or sk_test_…'),
  STRIPE_WEBHOOK_SECRET: secret('STRIPE_WEBHOOK_SECRET', /^whsec_\S{8,}$/, 'whsec_…'),
  STRIPE_API_BASE: variable('STRIPE_API_BASE', URL_OF_SERVER, parseOrigin).optional(),
  SECRET_KEY_BEFORE: z
    .string()
    .min(32, { error: 'SECRET_KEY_BEFORE must be the SECRET_KEY of before, as it was.' })
    .optional(),
  DROPBOX_CLIENT_ID: z.string().trim().optional(),
  DROPBOX_CLIENT_SECRET: z.string().trim().optional(),
  DROPBOX_API_BASE: variable('DROPBOX_API_BASE', URL_OF_SERVER, parseOrigin).optional(),
  GOOGLE_CLIENT_ID: z.string().trim().optional(),
  GOOGLE_CLIENT_SECRET: z.string().trim().optional(),
  GOOGLE_API_BASE: variable('GOOGLE_API_BASE', URL_OF_SERVER, parseOrigin).optional(),
})

const WHOLE_STRIPE =
  'STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET belong together: set both, or neither. Both stand in the settings of the account at Stripe, under “Developers”.'

const WHOLE_DKIM = 'DKIM_SELECTOR and DKIM_KEY_FILE belong together: set both, or neither.'
const WHOLE_KINDLE =
  'KINDLE_SENDER needs SMTP_URL: a Kindle is reached by mail alone. Set SMTP_URL, or leave KINDLE_SENDER out.'
const WHOLE_BOUNCES =
  'BOUNCE_LISTEN and BOUNCE_FOLDER need BOUNCE_ADDRESS, the address whose mail comes there.'

const wholeCloud = (name: 'DROPBOX' | 'GOOGLE'): string =>
  `${name}_CLIENT_ID and ${name}_CLIENT_SECRET belong together: set both, or neither.`

const toCloud = (id = '', secret = '', base: string | null = null): CloudAccess | null =>
  id === '' ? null : { clientId: id, clientSecret: secret, apiBase: base }

/** An empty variable counts as not set: that is how many a start file writes "none". */
export function parseConfig(
  variables: Readonly<Record<string, string | undefined>>,
  folder: string,
): Result<Config, readonly string[]> {
  const given = Object.fromEntries(
    configurationTable.flatMap(({ name }) => (variables[name]?.trim() ? [[name, variables[name]]] : [])),
  )
  const { success, data, error } = environment.safeParse(given)
  if (!success) return fail(error.issues.map((issue) => issue.message))
  if ((data.STRIPE_SECRET_KEY === undefined) !== (data.STRIPE_WEBHOOK_SECRET === undefined))
    return fail([WHOLE_STRIPE])
  const halves = (['DROPBOX', 'GOOGLE'] as const).filter(
    (name) => (data[`${name}_CLIENT_ID`] === undefined) !== (data[`${name}_CLIENT_SECRET`] === undefined),
  )
  if (halves.length > 0) return fail(halves.map(wholeCloud))
  if ((data.DKIM_SELECTOR === undefined) !== (data.DKIM_KEY_FILE === undefined)) return fail([WHOLE_DKIM])
  if (data.KINDLE_SENDER !== undefined && data.SMTP_URL === undefined) return fail([WHOLE_KINDLE])
  if ((data.BOUNCE_LISTEN ?? data.BOUNCE_FOLDER) !== undefined && data.BOUNCE_ADDRESS === undefined)
    return fail([WHOLE_BOUNCES])
  const dataDir = resolve(folder, data.DATA_DIR)
  return ok({
    port: data.PORT,
    host: data.HOST,
    dataDir,
    databaseUrl: data.DATABASE_URL ?? null,
    databaseConnections: data.DATABASE_CONNECTIONS,
    pageCacheMegabytes: data.PAGE_CACHE_MB,
    publicUrl: data.PUBLIC_URL ?? null,
    trustedProxies: data.TRUSTED_PROXIES,
    logLevel: data.LOG_LEVEL,
    secretKey: data.SECRET_KEY ?? null,
    inbox: data.INBOX === undefined ? join(dataDir, 'inbox') : resolve(folder, data.INBOX),
    metricsToken: data.METRICS_TOKEN ?? null,
    samples: data.SAMPLES,
    usageDays: data.USAGE_DAYS,
    requestDays: data.REQUEST_DAYS,
    smtpUrl: data.SMTP_URL ?? null,
    mailFrom: data.MAIL_FROM ?? `books@${new URL(data.PUBLIC_URL ?? 'http://localhost').hostname}`,
    outbox: join(dataDir, 'outbox'),
    kindleSender: data.KINDLE_SENDER ?? null,
    kindleDomains: data.KINDLE_DOMAINS,
    kindlePerSender: data.KINDLE_PER_SENDER,
    bounceAddress: data.BOUNCE_ADDRESS ?? null,
    bounceListen: data.BOUNCE_LISTEN ?? null,
    bounceFolder: data.BOUNCE_FOLDER === undefined ? null : resolve(folder, data.BOUNCE_FOLDER),
    dkimSelector: data.DKIM_SELECTOR ?? null,
    dkimKeyFile: data.DKIM_KEY_FILE === undefined ? null : resolve(folder, data.DKIM_KEY_FILE),
    signInProviders: data.SIGN_IN_PROVIDERS ?? null,
    privateProviders: data.PRIVATE_PROVIDERS,
    stripeSecretKey: data.STRIPE_SECRET_KEY ?? null,
    stripeWebhookSecret: data.STRIPE_WEBHOOK_SECRET ?? null,
    stripeApiBase: data.STRIPE_API_BASE ?? null,
    secretKeyBefore: data.SECRET_KEY_BEFORE ?? null,
    dropbox: toCloud(data.DROPBOX_CLIENT_ID, data.DROPBOX_CLIENT_SECRET, data.DROPBOX_API_BASE),
    googleDrive: toCloud(data.GOOGLE_CLIENT_ID, data.GOOGLE_CLIENT_SECRET, data.GOOGLE_API_BASE),
  })
}

export function loadConfig(): Config {
  const config = parseConfig(process.env, process.cwd())
  if (config.ok) return config.value
  throw new OperatorError(config.error.join('\n'))
}

/** Makes the data folder, which nobody else may enter: it holds closed books and the secret. */
export function makeDataDir({ dataDir }: Config): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    throw new OperatorError(
      `The data folder ${dataDir} cannot be used: ${error instanceof Error ? error.message : error}. ` +
        'Give this user the right to write there, or name another folder in DATA_DIR.',
    )
  }
}

/** The key given, else the one kept in the data folder, made when there is none. */
export function loadSecretKey(config: Config): string {
  if (config.secretKey !== null) return config.secretKey
  const path = join(config.dataDir, SECRET_FILE)
  if (!existsSync(path)) {
    const making = `${path}.${process.pid}`
    writeFileSync(making, randomBytes(32).toString('hex'), { mode: 0o600 })
    // A link is made whole or not at all, and never over another process's.
    if (!existsSync(path)) linkSync(making, path)
    rmSync(making)
  }
  const key = readFileSync(path, 'utf8').trim()
  if (key.length >= 32) return key
  throw new OperatorError(
    `The secret in ${path} is damaged. Restore the file from a backup, or set SECRET_KEY.`,
  )
}

export const SECRET_FILE = 'secret-key'

function parseDatabaseUrl(text: string): string | null {
  return /^postgres(ql)?:\/\//.test(text) && URL.canParse(text) ? text : null
}

function parseSmtpUrl(text: string): string | null {
  return /^smtps?:\/\//.test(text) && URL.canParse(text) ? text : null
}

function parseHosts(text: string): readonly string[] | null {
  const hosts = text
    .toLowerCase()
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')
  const isHost = (one: string) => /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/.test(one)
  return hosts.length > 0 && hosts.every(isHost) ? [...new Set(hosts)] : null
}

function parsePlainAddress(text: string): string | null {
  return text.includes('+') ? null : parseMailAddress(text)
}

function parseListen(text: string): string | null {
  const [, port = ''] = /^(?:\[[0-9a-fA-F:]+\]|[\w.-]+):(\d{1,5})$/.exec(text) ?? []
  return port !== '' && Number(port) <= 65_535 ? text : null
}

function parseJsonList(text: string): string | null {
  try {
    return Array.isArray(JSON.parse(text)) ? text : null
  } catch {
    return null
  }
}

function parseOrigin(text: string): string | null {
  if (!URL.canParse(text)) return null
  const url = new URL(text)
  const bare = url.pathname === '/' && url.search === '' && url.hash === '' && url.username === ''
  return /^https?:$/.test(url.protocol) && bare ? url.origin : null
}

function parseLogLevel(text: string): LogLevel | null {
  return LOG_LEVELS.find((level) => level === text) ?? null
}

function parseYesNo(text: string): boolean | null {
  if (/^(yes|true|on|1)$/i.test(text)) return true
  return /^(no|false|off|0)$/i.test(text) ? false : null
}
