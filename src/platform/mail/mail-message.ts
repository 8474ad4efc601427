/** A message to one person, before it has an envelope. */
import type { Buffer } from 'node:buffer'

export type MailMessage = {
  readonly to: string
  /** Shown before the site's own address: the press that writes. */
  readonly fromName?: string | null
  readonly replyTo?: string | null
  readonly subject: string
  readonly text: string
  readonly html?: string | null
  readonly attachments?: readonly MailAttachment[]
}

export type MailAttachment = {
  readonly name: string
  readonly contentType: string
  readonly content: Buffer
}

/**
 * An address as people have them: one @, a dot in the domain or a bare host, nothing that could begin another header or name a
 * second recipient (RFC 5321 §4.5.3.1 for the lengths). Quoted local parts and comments are left to others.
 */
export function parseMailAddress(text: string): string | null {
  const address = text.trim()
  const [, local = '', domain = ''] = /^([^@]+)@([^@]+)$/.exec(address) ?? []
  if (address.length > 254 || local.length > 64) return null
  if (!/^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/.test(local)) return null
  if (
    !/^[\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?(\.[\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?)*$/u.test(domain)
  )
    return null
  // WHATWG's URL knows how an international name is written for the wire.
  const host = URL.parse(`http://${domain}/`)?.hostname
  return host === undefined || host === '' || host.startsWith('[') ? null : `${local}@${host}`
}
