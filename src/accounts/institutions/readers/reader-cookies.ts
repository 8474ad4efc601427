/**
 * What a browser keeps of its institutions: that it was on campus once (a secret of the device), through whom the reader signed
 * in (signed by us, and short-lived), and which institution was chosen in the finder (nothing but its id). Each is set when the
 * reader has pressed a button, and never else.
 */
import { createHmac } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { isId } from '#base'
import { cookieNames, giveCookie, readCookie, readSigned, signValue } from '../../session-cookie.ts'
import type { Affiliation } from '../institution.ts'
import { isPairingToken } from './pairing-store.ts'

export const readPairingToken = (request: FastifyRequest, origin: string): string | null => {
  const token = readCookie(request, nameOf(origin, 'campus'))
  return token !== null && isPairingToken(token) ? token : null
}

export const givePairingToken = (reply: FastifyReply, origin: string, token: string, days: number): void =>
  giveCookie(reply, origin, nameOf(origin, 'campus'), token, days * 86_400)

export const takePairingToken = (reply: FastifyReply, origin: string): void =>
  giveCookie(reply, origin, nameOf(origin, 'campus'), '', 0)

export const readChoice = (request: FastifyRequest, origin: string): string | null => {
  const id = readCookie(request, nameOf(origin, 'institution'))
  return id !== null && isId(id) ? id : null
}

const HALF_A_YEAR = 182 * 86_400

export const giveChoice = (reply: FastifyReply, origin: string, id: string): void =>
  giveCookie(reply, origin, nameOf(origin, 'institution'), id, HALF_A_YEAR)

export const takeChoice = (reply: FastifyReply, origin: string): void =>
  giveCookie(reply, origin, nameOf(origin, 'institution'), '', 0)

export type KeptSignIn = {
  readonly institutionId: string
  readonly through: 'saml' | 'oidc'
  readonly affiliation: Affiliation
  readonly until: Date
}

export function giveSignIn(
  reply: FastifyReply,
  origin: string,
  secret: string,
  { institutionId, through, affiliation, until }: KeptSignIn,
  now: Date,
): void {
  const value = [institutionId, through, affiliation, until.getTime().toString(36)].join('~')
  const seconds = Math.floor((until.getTime() - now.getTime()) / 1000)
  giveCookie(reply, origin, nameOf(origin, 'reader'), signValue(value, keyOf(secret, origin)), seconds)
}

export const takeSignIn = (reply: FastifyReply, origin: string): void =>
  giveCookie(reply, origin, nameOf(origin, 'reader'), '', 0)

export function readSignIn(
  request: FastifyRequest,
  origin: string,
  secret: string,
  now: Date,
): KeptSignIn | null {
  const text = readCookie(request, nameOf(origin, 'reader'))
  if (text === null) return null
  const [institutionId = '', through, affiliation, end = ''] =
    readSigned(text, keyOf(secret, origin))?.split('~') ?? []
  const until = new Date(Number.parseInt(end, 36))
  if (!isId(institutionId) || !(until > now)) return null
  if (through !== 'saml' && through !== 'oidc') return null
  if (affiliation !== 'member' && affiliation !== 'alum' && affiliation !== 'walk-in') return null
  return { institutionId, through, affiliation, until }
}

/** What is signed for one purpose, or for one host, says nothing elsewhere. */
const keyOf = (secret: string, origin: string): string =>
  createHmac('sha256', secret).update(`reader of an institution at ${origin}`).digest('base64')

const nameOf = (origin: string, what: 'campus' | 'institution' | 'reader'): string =>
  `${cookieNames(origin).prefix}-${what}`
