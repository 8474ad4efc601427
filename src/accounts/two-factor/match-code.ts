/** Six digits of an authenticator app (RFC 6238), or a recovery code: each good once, and not to be guessed. */
import { randomBytes } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Desk } from '../desk.ts'
import { LIMITS } from '../guess-store.ts'
import { findTwoFactor, keepCodes } from './two-factor-store.ts'

export type CheckedCode =
  | { readonly kind: 'right' }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'too-often'; readonly seconds: number }

export async function matchCode(
  desk: Desk,
  request: FastifyRequest,
  accountId: string,
  text: string,
): Promise<CheckedCode> {
  const now = desk.now()
  const seconds = await desk.guesses.claim(LIMITS.code, accountId, now)
  if (seconds > 0) return { kind: 'too-often', seconds }
  const code = text.toLowerCase().replace(/[^0-9a-z]/g, '')
  const isRight = /^\d{6}$/.test(code)
    ? await isShown(desk, request, accountId, code)
    : await takeRecoveryCode(desk, request, accountId, code)
  if (!isRight) return { kind: 'wrong' }
  await desk.guesses.forgive(LIMITS.code, accountId)
  return { kind: 'right' }
}

async function isShown(
  desk: Desk,
  request: FastifyRequest,
  accountId: string,
  code: string,
): Promise<boolean> {
  const key = await readKey(desk, request, accountId)
  if (key === null) return false
  const { createOTP } = await import('@better-auth/utils/otp')
  if (!(await createOTP(key).verify(code))) return false
  return (await desk.guesses.claim(LIMITS.spent, `${accountId} ${code}`, desk.now())) === 0
}

async function takeRecoveryCode(
  desk: Desk,
  request: FastifyRequest,
  accountId: string,
  code: string,
): Promise<boolean> {
  const found = await findTwoFactor(desk.db, accountId)
  if (found === null || code.length < 8) return false
  const seals = await sealing(desk, request)
  const codes: readonly string[] = JSON.parse(await seals.open(found.backup_codes))
  if (!codes.some((one) => one.replace('-', '') === code)) return false
  const left = codes.filter((one) => one.replace('-', '') !== code)
  const after = await seals.seal(JSON.stringify(left))
  return keepCodes(desk.db, accountId, { before: found.backup_codes, after })
}

export async function readKey(
  desk: Desk,
  request: FastifyRequest,
  accountId: string,
): Promise<string | null> {
  const found = await findTwoFactor(desk.db, accountId)
  return found === null ? null : (await sealing(desk, request)).open(found.secret)
}

/** The key never lies open in the table. */
export async function sealing(desk: Desk, request: FastifyRequest) {
  const [{ symmetricDecrypt, symmetricEncrypt }, { secretConfig: key }] = await Promise.all([
    import('better-auth/crypto'),
    desk.engineOf(desk.siteOf(request)).then((engine) => engine.$context),
  ])
  return {
    seal: (data: string) => symmetricEncrypt({ key, data }),
    open: (data: string) => symmetricDecrypt({ key, data }),
  }
}

const SIGNS = 'abcdefghjkmnpqrstvwxyz23456789'

/** Ten of them, of about 49 bits each. */
export const newRecoveryCodes = (): readonly string[] =>
  Array.from({ length: 10 }, () => {
    const signs = [...randomBytes(40)]
      .filter((byte) => byte < SIGNS.length * 8)
      .map((byte) => SIGNS[byte % SIGNS.length])
    return `${signs.slice(0, 5).join('')}-${signs.slice(5, 10).join('')}`
  })

/** 32 random letters and digits; RFC 4226 §4 R6 asks for 128 bits. */
export const newKey = (): string => randomBytes(24).toString('base64url')
