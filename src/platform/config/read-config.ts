/** The variables of an environment as settings: checked together, all faults told at once. */
import { join, resolve } from 'node:path'
import { fail, ok, type Result } from '#base'
import type { CloudAccess, Config } from './config.ts'
import { configurationTable } from './configuration-table.ts'
import { environment } from './environment.ts'

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
