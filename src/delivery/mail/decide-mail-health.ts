/**
 * Whether mail from a sender is what receivers believe: SPF (RFC 7208), DKIM (RFC 6376), DMARC (RFC 7489), and a server that
 * takes books. Pure: what DNS and the server said comes in; each goes out as a sentence that says what to do.
 */
import type { RelayAnswer } from './ask-relay.ts'
import { fileBytesOf, mailBytesOf } from './outgoing-mail.ts'

export type Finding = { readonly kind: 'well' | 'note' | 'care'; readonly sentence: string }

const well = (sentence: string): Finding => ({ kind: 'well', sentence })
const note = (sentence: string): Finding => ({ kind: 'note', sentence })
const care = (sentence: string): Finding => ({ kind: 'care', sentence })

/** TXT records of a name; null: DNS did not answer. */
export type Txt = readonly string[] | null

const silent = (name: string): Finding =>
  care(`DNS says nothing about ${name} at the moment. Try again, or look at the resolver of this machine.`)

export function decideSpf(domain: string, txt: Txt): Finding {
  if (txt === null) return silent(domain)
  const records = txt.filter((record) => /^v=spf1(\s|$)/i.test(record))
  if (records.length === 0)
    return care(
      `${domain} has no SPF record. Publish a TXT record such as “v=spf1 include:<your mail server> -all”; Amazon distrusts mail without it.`,
    )
  if (records.length > 1)
    return care(`${domain} has ${records.length} SPF records, which counts as none. Join them into one.`)
  const [record = ''] = records
  if (/\+?all\b/i.test(record) && !/[-~?]all\b/i.test(record) && /(^|\s)\+?all\b/i.test(record))
    return care(`The SPF record of ${domain} lets the whole world send in its name. End it with “-all”.`)
  return /[-~]all\b|redirect=/i.test(record)
    ? well(`${domain} says by SPF who may send in its name.`)
    : note(`The SPF record of ${domain} does not say what of all others. End it with “-all”.`)
}

/** `publicKey`: of the key we sign with, as base64; null: the mail server signs. */
export function decideDkim(
  domain: string,
  dkim: { readonly selector: string; readonly publicKey: string } | null,
  txt: Txt,
): Finding {
  if (dkim === null)
    return note(
      `Mail is not signed here (DKIM_SELECTOR, DKIM_KEY_FILE). That is well if the mail server signs for ${domain}; send yourself a chapter and look for “dkim=pass” in its headers.`,
    )
  const name = `${dkim.selector}._domainkey.${domain}`
  if (txt === null) return silent(name)
  const published = txt
    .map((record) => /(?:^|;)\s*p=([^;]*)/i.exec(record)?.[1]?.replace(/\s+/g, ''))
    .find((key) => key !== undefined)
  if (published === undefined)
    return care(
      `${name} holds no DKIM key, so that every signature counts as false. Publish a TXT record “v=DKIM1; k=rsa; p=${dkim.publicKey.slice(0, 12)}…” with the whole public key.`,
    )
  if (published === '') return care(`The DKIM key at ${name} is withdrawn. Publish the one of DKIM_KEY_FILE.`)
  return published === dkim.publicKey
    ? well(`Mail is signed with the DKIM key at ${name}.`)
    : care(`The DKIM key at ${name} is not that of DKIM_KEY_FILE: every signature counts as false.`)
}

export function decideDmarc(domain: string, txt: Txt): Finding {
  const name = `_dmarc.${domain}`
  if (txt === null) return silent(name)
  const record = txt.find((one) => /^v=DMARC1\s*;/i.test(one))
  if (record === undefined)
    return care(
      `${domain} has no DMARC record. Publish a TXT record at ${name}: “v=DMARC1; p=quarantine; rua=mailto:postmaster@${domain}”.`,
    )
  const policy = /;\s*p=\s*(\w+)/i.exec(record)?.[1]?.toLowerCase() ?? ''
  return policy === 'quarantine' || policy === 'reject'
    ? well(`${domain} asks by DMARC that false mail be kept out (p=${policy}).`)
    : note(
        `The DMARC record of ${domain} only watches (p=${policy || 'none'}). Raise it to quarantine when reports are clean.`,
      )
}

/** Amazon takes fifty megabytes in one mail. */
const WANTED = 50_000_000
const megabytes = (bytes: number): string => `${Math.floor(bytes / 1e6)} MB`

export function decideRelay(answer: RelayAnswer): readonly Finding[] {
  switch (answer.kind) {
    case 'away':
      return [care(`The mail server of SMTP_URL cannot be reached (${answer.said}).`)]
    case 'refuses-login':
      return [care(`The mail server refuses the user or password of SMTP_URL (${answer.said}).`)]
    case 'answers':
      return [
        well('The mail server of SMTP_URL answers and lets us in.'),
        answer.hasTls
          ? well('The way to the mail server is encrypted.')
          : note(
              'The way to the mail server is not encrypted. That is well on this machine alone; else use smtps:// or STARTTLS.',
            ),
        sizeFinding(answer.size),
        answer.hasDsn
          ? well('The mail server tells what becomes of a mail (DSN), so that doubts are settled.')
          : note(
              'The mail server does not offer DSN (RFC 3461): that Amazon took a mail is then told by nobody.',
            ),
      ]
  }
}

function sizeFinding(size: number | null): Finding {
  if (size === null) return note('The mail server does not say how large a mail it takes.')
  return size >= mailBytesOf(WANTED)
    ? well(`The mail server takes mails of ${megabytes(size)}, enough for whatever Amazon takes.`)
    : note(
        `The mail server takes mails of ${megabytes(size)}: files up to ${megabytes(fileBytesOf(size))} can go to a Kindle, larger ones are offered as downloads. Amazon would take ${megabytes(WANTED)}; for these the server has to take ${megabytes(mailBytesOf(WANTED))}.`,
      )
}
