/**
 * Hands one file to Amazon. Until the message is about to be ended nothing can have been taken, and it may be tried again; from
 * then on only an answer tells, and without one it is never sent again by itself.
 */
import type { Handing, Outcome } from '../deliveries/destination.ts'
import type { HandOver } from '../mail/outgoing-mail.ts'
import { handOver } from '../mail/relay.ts'
import { findDevice, noteTrouble } from './devices/device-store.ts'
import { noteReport, pauseSender } from './health/health-store.ts'
import { tellOfPause } from './health/tell-of-pause.ts'
import { toEmailAddress } from './kindle-address.ts'
import { type KindleDeps, pressOf } from './kindle-deps.ts'
import { buildKindleEmail } from './kindle-email.ts'
import { largestFile } from './largest-file.ts'
import { toOutcome } from './to-outcome.ts'

export async function handToKindle(deps: KindleDeps, handing: Handing): Promise<Outcome> {
  const { delivery, artefact } = handing
  const press = pressOf(deps, delivery.press)
  const sender = delivery.sender ?? press.sender
  if (deps.relay === null || sender === null)
    return { kind: 'retry-later', when: null, fault: { code: 'switched-off', facts: {} } }
  const device = await findDevice(deps.db, { id: delivery.target, accountId: delivery.accountId })
  const address = device === null ? '' : toEmailAddress(device)
  const letter = letterOf(delivery, deps.now())
  const mail = buildKindleEmail({
    ...{ ...letter, id: delivery.id, title: delivery.thing.title, press: press.name, sender },
    bounces: deps.bounces,
    to: device ?? { name: '', domain: '' },
    file: { path: artefact.path, name: artefact.fileName, mediaType: artefact.mediaType },
  })
  const about = { messageId: mail.messageId, address, bytes: artefact.bytes, limit: largestFile(deps) }
  if (delivery.committing) return toOutcome({ kind: 'maybe' }, { ...about, now: deps.now() })
  if (device === null) return { kind: 'refused', fault: { code: 'kindle-removed', facts: {} } }
  // Hosts may have been taken out of the configuration since.
  if (device.confirmed === null || !deps.domains.includes(device.domain))
    return { kind: 'refused', fault: { code: 'kindle-unconfirmed', facts: {} } }
  const written = { ...letter, date: letter.date.toISOString() }
  await handing.checkpoint({ ...written, sent: 0 })
  let isEnding = false
  const end = await handOver(deps.relay, mail, {
    signal: handing.signal,
    onSent: (sent, total) =>
      handing.checkpoint({ ...written, sent }, { sent: Math.floor((artefact.bytes * sent) / total) }),
    beforeEnd: async () => {
      await handing.checkpoint({ ...written, ending: true }, { sent: artefact.bytes, committing: true })
      isEnding = true
    },
  })
  // It is known that nothing was taken: the doubt is over.
  if (isEnding && (end.kind === 'later' || end.kind === 'refused'))
    await handing.checkpoint(written, { sent: 0, committing: false })
  await note(deps, handing, { end, sender, deviceId: device.id })
  return toOutcome(end, { ...about, now: deps.now() })
}

/** Through all tries the same: it has a checkpoint until its reader has it sent anew. */
function letterOf({ checkpoint, attempt }: Handing['delivery'], now: Date) {
  const [number, date] = [checkpoint?.['number'], checkpoint?.['date']]
  return typeof number === 'number' && typeof date === 'string'
    ? { number, date: new Date(date) }
    : { number: attempt, date: now }
}

async function note(
  deps: KindleDeps,
  { delivery, tell }: Handing,
  { end, sender, deviceId }: { readonly end: HandOver; readonly sender: string; readonly deviceId: string },
): Promise<void> {
  const { db } = deps
  const now = deps.now()
  if (end.kind === 'taken') await noteTrouble(db, deviceId, null)
  if (end.kind === 'later' || end.kind === 'refused') {
    deps.log.warn(
      { delivery: delivery.id, why: end.why, said: end.said },
      'A mail server did not take a Kindle mail',
    )
    await tell('mail-server', { why: end.why, said: end.said })
  }
  if (end.kind === 'later' && end.why === 'credentials') {
    const until = new Date(now.getTime() + 3_600_000)
    if (await pauseSender(db, { sender, why: 'credentials', until, now }))
      await tellOfPause(deps, delivery, sender, 'credentials')
  }
  if (end.kind === 'refused' && end.why === 'recipient') await noteTrouble(db, deviceId, 'unknown')
  if (end.kind === 'refused' && end.why === 'policy')
    if (await noteReport(db, { delivery, said: 'refused', code: null, now }))
      await tellOfPause(deps, delivery, sender, 'refused')
}
