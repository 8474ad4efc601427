/**
 * `chapterhouse doctor delivery`: whether what readers save can leave: mail that Amazon believes, a mail server that takes books,
 * clouds that know us, a clock that is right. It sends nothing and changes nothing.
 */
import { createPublicKey } from 'node:crypto'
import { Resolver } from 'node:dns/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  askRelay,
  type DeliveryFinding,
  decideDkim,
  decideDmarc,
  decideRelay,
  decideSpf,
  endPause,
  kindlePressOf,
  loadKindleHealth,
} from '#delivery'
import type { Press } from '#press'
import { cloudsOf } from './clouds.ts'
import { changing } from './deeds.ts'
import { kindleOf } from './kindle.ts'
import { inSession, type Session } from './session.ts'
import { pressesOf } from './site.ts'

/** What lies outside: given by tests. */
export type Outside = {
  readonly resolveTxt: (name: string) => Promise<readonly string[] | null>
  readonly fetch: typeof fetch
}

const well = (sentence: string): DeliveryFinding => ({ kind: 'well', sentence })
const note = (sentence: string): DeliveryFinding => ({ kind: 'note', sentence })
const care = (sentence: string): DeliveryFinding => ({ kind: 'care', sentence })

const SIGNS = { well: '✓', note: '·', care: '✗' } as const

/** The exit code: 0 all is well, 2 something needs care. */
export const doctorDelivery = (): Promise<number> =>
  inSession('doctor', async (session) => {
    const findings = await examineDelivery(session, await pressesOf(session.config), world)
    for (const { kind, sentence } of findings) process.stdout.write(`${SIGNS[kind]} ${sentence}\n`)
    return findings.some(({ kind }) => kind === 'care') ? 2 : 0
  })

const world: Outside = { resolveTxt: askDns, fetch }

async function askDns(name: string): Promise<readonly string[] | null> {
  try {
    return (await new Resolver({ timeout: 5_000, tries: 2 }).resolveTxt(name)).map((parts) => parts.join(''))
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    return code === 'ENODATA' || code === 'ENOTFOUND' ? [] : null
  }
}

export async function examineDelivery(
  session: Pick<Session, 'db' | 'log' | 'config'>,
  presses: readonly Press[],
  outside: Outside,
): Promise<readonly DeliveryFinding[]> {
  return [
    ...(await mailFindings(session, presses, outside)),
    ...(await cloudFindings(session, presses, outside)),
    ...(await healthFindings(session)),
  ]
}

async function mailFindings(
  session: Pick<Session, 'db' | 'log' | 'config'>,
  presses: readonly Press[],
  { resolveTxt }: Outside,
): Promise<readonly DeliveryFinding[]> {
  const { config } = session
  const deps = kindleOf(session, presses)
  if (deps.relay === null)
    return [note('SMTP_URL is not set: Kindle is not offered, and letters are laid into the outbox.')]
  const patient = { ...deps.relay, patience: { connect: 10_000, answer: 10_000 } }
  const relay = decideRelay(await askRelay(patient))
  const slugs = presses.length === 0 ? [''] : presses.map(({ slug }) => slug)
  const senders = new Set(slugs.flatMap((slug) => kindlePressOf(deps, slug).sender ?? []))
  if (senders.size === 0)
    return [...relay, note('KINDLE_SENDER is not set, and no press names a sender: Kindle is not offered.')]
  const domains = new Set([...senders].map((sender) => sender.slice(sender.lastIndexOf('@') + 1)))
  const findings: DeliveryFinding[] = [...relay]
  for (const domain of domains) {
    const { dkim } = deps.relay
    const selector = dkim?.selector ?? null
    findings.push(
      decideSpf(domain, await resolveTxt(domain)),
      decideDkim(
        domain,
        dkim === null ? null : { selector: dkim.selector, publicKey: publicKeyOf(dkim.privateKey) },
        selector === null ? [] : await resolveTxt(`${selector}._domainkey.${domain}`),
      ),
      decideDmarc(domain, await resolveTxt(`_dmarc.${domain}`)),
    )
  }
  const comesBack = config.bounceListen ?? config.bounceFolder
  return [
    ...findings,
    config.bounceAddress === null || comesBack === null
      ? note('What comes back is not read: set BOUNCE_ADDRESS, and BOUNCE_LISTEN or BOUNCE_FOLDER.')
      : well(`What comes back to ${config.bounceAddress} is read from ${comesBack}.`),
  ]
}

const publicKeyOf = (privateKey: string): string =>
  createPublicKey(privateKey).export({ type: 'spki', format: 'der' }).toString('base64')

async function cloudFindings(
  session: Pick<Session, 'db' | 'log' | 'config'>,
  presses: readonly Press[],
  { fetch: ask }: Outside,
): Promise<readonly DeliveryFinding[]> {
  const { clouds } = cloudsOf(session, presses)
  if (clouds.length === 0)
    return [note('Neither Dropbox nor Google Drive is configured, so neither is offered.')]
  const findings: DeliveryFinding[] = []
  for (const { label, clientId, clientSecret, tokenAddress } of clouds) {
    // A grant that nobody gave: whoever knows us says that it holds no longer, whoever does not says so.
    const body = new URLSearchParams({
      ...{
        grant_type: 'refresh_token',
        refresh_token: 'none',
        client_id: clientId,
        client_secret: clientSecret,
      },
    })
    const answer = await Promise.race([
      ask(tokenAddress, { method: 'POST', body, redirect: 'manual' }).catch(() => null),
      sleep(10_000, null, { ref: false }),
    ])
    if (answer === null) {
      findings.push(care(`${label} cannot be reached at ${new URL(tokenAddress).origin}.`))
      continue
    }
    const told = clockFinding(label, answer.headers.get('date'))
    const said = await answer.text().catch(() => '')
    findings.push(
      /invalid_client|unauthorized_client/.test(said) || answer.status === 401
        ? care(`${label} does not know us: its client id or secret is not right.`)
        : /invalid_grant/.test(said)
          ? well(`${label} answers, and knows us.`)
          : note(`${label} answers (${answer.status}), and does not say whether it knows us.`),
      ...(told === null ? [] : [told]),
    )
  }
  return findings
}

/** OAuth and signatures of mail hold for minutes: a clock that is off by more breaks them. */
function clockFinding(label: string, date: string | null): DeliveryFinding | null {
  const theirs = date === null ? Number.NaN : Date.parse(date)
  if (Number.isNaN(theirs)) return null
  const apart = Math.round(Math.abs(Date.now() - theirs) / 1000)
  return apart <= 60
    ? well(`The clock of this machine and that of ${label} agree.`)
    : care(
        `The clock of this machine is ${apart} seconds off from that of ${label}. Let it follow a time server.`,
      )
}

async function healthFindings({ db }: Pick<Session, 'db'>): Promise<readonly DeliveryFinding[]> {
  const senders = await loadKindleHealth(db, 'sender', { presses: null, now: new Date() })
  return senders.map(({ of, handed, arrived, missing, refused, bounced, codes }) => {
    const sentence = `${of}: of ${handed} handed to Amazon in 90 days, readers say ${arrived} arrived and ${missing} did not${codes.length > 0 ? ` (${codes.join(', ')})` : ''}; ${bounced} came back, ${refused} were refused.`
    return missing + refused + bounced > Math.max(2, handed / 10) ? care(sentence) : well(sentence)
  })
}

/** `chapterhouse delivery resume-kindle` */
export async function resumeKindle(sender: string): Promise<number> {
  const ended = await changing('delivery', async (tx, note) => {
    const did = await endPause(tx, sender, new Date())
    if (did) note({ act: 'kindle-resumed', press: null, name: sender })
    return did
  })
  process.stdout.write(
    ended ? `Saving to Kindle by ${sender} goes on.\n` : `Saving to Kindle by ${sender} was not paused.\n`,
  )
  return ended ? 0 : 2
}
