/**
 * better-auth as the machinery behind our own front door: its tables, its hashing of passwords, its ceremonies of passkeys and
 * of codes. None of its addresses is open to the web, and none of its pages is shown: what a reader sends comes to the routes of
 * this slice, which decide, and ask here.
 *
 * It is heavy (some hundred milliseconds of CPU) and loaded when somebody first signs in or up. Nothing else in this slice
 * imports it.
 */

import { kyselyAdapter } from '@better-auth/kysely-adapter'
import { passkey } from '@better-auth/passkey'
import { APIError } from 'better-auth/api'
import { betterAuth } from 'better-auth/minimal'
import { twoFactor } from 'better-auth/plugins/two-factor'
import { newId } from '#base'
import type { Database, Log } from '#platform'
import { cookieNames, SESSION_SECONDS } from './session-cookie.ts'

export type EngineSettings = {
  readonly db: Database
  readonly secret: string
  /** Cookies and passkeys belong to one host: each has an engine. */
  readonly origin: string
  readonly siteName: string
  readonly log: Log
}

export type Engine = ReturnType<typeof openEngine>

const times = { createdAt: 'created_at', updatedAt: 'updated_at' } as const

export function openEngine(settings: EngineSettings) {
  const names = cookieNames(settings.origin)
  const secure = settings.origin.startsWith('https:')
  return betterAuth({
    appName: settings.siteName,
    baseURL: settings.origin,
    // None of these addresses is routed; they only have to be somewhere.
    basePath: '/account/machinery',
    secret: settings.secret,
    database: kyselyAdapter(settings.db, { type: 'postgres', transaction: true }),
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    logger: {
      level: 'warn',
      log: (level, message) => settings.log[level === 'error' ? 'error' : 'debug']({ machinery: message }),
    },
    emailAndPassword: { enabled: true, disableSignUp: true, autoSignIn: false },
    user: { modelName: 'account_user', fields: { ...times, emailVerified: 'email_verified' } },
    session: {
      modelName: 'account_session',
      fields: {
        ...times,
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        userId: 'user_id',
      },
      additionalFields: { factor: { type: 'string', required: true, defaultValue: 'owed', input: false } },
      expiresIn: SESSION_SECONDS,
      disableSessionRefresh: true,
      freshAge: FRESH_SECONDS,
      cookieCache: { enabled: false },
    },
    account: {
      modelName: 'account_credential',
      fields: {
        ...times,
        accountId: 'account_id',
        providerId: 'provider_id',
        userId: 'user_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
      },
    },
    verification: {
      modelName: 'account_verification',
      fields: { ...times, expiresAt: 'expires_at' },
    },
    advanced: {
      database: { generateId: newId },
      cookiePrefix: names.prefix,
      useSecureCookies: false,
      cookies: { session_token: { name: names.session } },
      defaultCookieAttributes: { secure, httpOnly: true, sameSite: 'lax', path: '/' },
      // No address of a reader is kept.
      ipAddress: { disableIpTracking: true },
    },
    plugins: [
      twoFactor({
        issuer: settings.siteName,
        allowPasswordless: true,
        schema: {
          user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
          twoFactor: {
            modelName: 'account_two_factor',
            fields: {
              backupCodes: 'backup_codes',
              userId: 'user_id',
              failedVerificationCount: 'failed_verification_count',
              lockedUntil: 'locked_until',
            },
          },
        },
      }),
      passkey({
        rpID: new URL(settings.origin).hostname,
        rpName: settings.siteName,
        origin: settings.origin,
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        authentication: {
          afterVerification: ({ verification }) => mustKnowWho(verification.authenticationInfo),
        },
        registration: {
          afterVerification: ({ verification }) => mustKnowWho(verification.registrationInfo),
        },
        schema: {
          passkey: {
            modelName: 'account_passkey',
            fields: {
              publicKey: 'public_key',
              userId: 'user_id',
              credentialID: 'credential_id',
              deviceType: 'device_type',
              backedUp: 'backed_up',
              createdAt: 'created_at',
            },
          },
        },
      }),
    ],
  })
}

/** What is hard to undo is done by somebody who has proven himself within the hour. */
const FRESH_SECONDS = 3600

/**
 * A passkey counts as two proofs (the device, and whoever unlocks it: WebAuthn §1.3, user verification). One that was used
 * without unlocking is none.
 */
async function mustKnowWho(told: { readonly userVerified: boolean } | undefined): Promise<undefined> {
  if (told?.userVerified !== true)
    throw new APIError('UNAUTHORIZED', { message: 'The passkey was not unlocked' })
}
