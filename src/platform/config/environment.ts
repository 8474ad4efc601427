/** What each variable may say: a fault is a sentence that names the variable and what it must be. */
import { z } from 'zod'
import { LOG_LEVELS } from '../log.ts'
import { parseMailAddress } from '../mail/mail-message.ts'
import { parseTrustedProxies } from '../trusted-proxies.ts'
import {
  parseDatabaseUrl,
  parseHosts,
  parseJsonList,
  parseListen,
  parseLogLevel,
  parseOrigin,
  parsePlainAddress,
  parseSmtpUrl,
  parseYesNo,
} from './parse-values.ts'

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

export const environment = z.object({
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
