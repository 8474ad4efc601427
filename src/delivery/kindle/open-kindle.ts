/** Kindle as a place to which deliveries go. */
import { fileURLToPath } from 'node:url'
import { listPackedFiles } from '@chapterhouse/epub'
import { fail, ok, type Result } from '#base'
import { href, paths } from '#web'
import type {
  Acceptance,
  Advice,
  Asking,
  Choice,
  Destination,
  OfferedFile,
  Problem,
  Standing,
} from '../deliveries/destination.ts'
import { renderAfterKindle } from './after-panel.ts'
import { askLetter } from './devices/ask-letter.ts'
import {
  addDevice,
  findDevice,
  hasApproved,
  type KindleDevice,
  listDevices,
  MOST_DEVICES,
  noteApproved,
} from './devices/device-store.ts'
import { explainKindle } from './explain-kindle.ts'
import { handToKindle } from './hand-to-kindle.ts'
import { findPause } from './health/health-store.ts'
import { loadKindleForStaff } from './health/load-for-staff.ts'
import { parseKindleAddress } from './kindle-address.ts'
import { type KindleDeps, pressOf } from './kindle-deps.ts'
import { NEW_KINDLE, renderKindleForm } from './kindle-form.ts'
import { largestFile } from './largest-file.ts'
import { estimateLightCopy } from './profile/estimate-light-copy.ts'
import { words } from './words.ts'

/** Bump it when copies are made otherwise: those made before are then made anew. */
const COPY_VERSION = 1

export const openKindle = (deps: KindleDeps): Destination => ({
  name: 'kindle',
  label: 'Kindle',
  several: false,
  standing: (press) => standingOf(deps, press),
  accepts: (press, file) => accept(deps, press, file),
  limits: (press) => ({
    perReader: 10,
    sender: pressOf(deps, press).sender,
    perSender: deps.perSender,
    spacedSeconds: 3,
  }),
  making: {
    module: fileURLToPath(new URL('profile/making-process.ts', import.meta.url)),
    version: COPY_VERSION,
    formats: ['epub'],
    estimate: async (path, manner) => {
      const files = manner === 'light' ? await listPackedFiles(path) : null
      return files === null ? null : estimateLightCopy(files)
    },
  },
  renderFields: async (asking, given, problems) => {
    const sender = pressOf(deps, asking.press).sender ?? ''
    return renderKindleForm({
      ...{ place: asking.place, domains: deps.domains, sender, given, problems },
      devices: await listDevices(deps.db, asking.accountId),
      approved: await hasApproved(deps.db, asking.accountId, sender),
    })
  },
  readFields: (asking, form) => readFields(deps, asking, form),
  hand: (handing) => handToKindle(deps, handing),
  explain: (language, fault, delivery) => explainKindle(language, fault, delivery),
  renderAfter: renderAfterKindle,
  loadForStaff: (staff) => loadKindleForStaff(deps, staff),
})

const adviceIn = (what: 'setUp' | 'notByPress'): Advice => ({
  en: words('en').staff[what],
  fr: words('fr').staff[what],
})

async function standingOf(deps: KindleDeps, press: string): Promise<Standing> {
  const { sender, offered } = pressOf(deps, press)
  const missing = [
    ...(deps.relay === null ? ['SMTP_URL'] : []),
    ...(sender === null ? ['KINDLE_SENDER'] : []),
  ]
  if (missing.length > 0)
    return {
      kind: 'not-configured',
      missing,
      advice: adviceIn('setUp'),
    }
  if (!offered)
    return {
      kind: 'not-configured',
      missing: [],
      advice: adviceIn('notByPress'),
    }
  const pause = await findPause(deps.db, sender ?? '', deps.now())
  return pause === null
    ? { kind: 'ready' }
    : {
        kind: 'paused',
        until: pause.until,
        fault: { code: pause.why === 'credentials' ? 'relay-credentials' : 'sender-paused', facts: {} },
      }
}

function accept(deps: KindleDeps, press: string, { format, bytes, isForEveryone }: OfferedFile): Acceptance {
  if (pressOf(deps, press).offered === 'open-only' && !isForEveryone)
    return { kind: 'refused', fault: { code: 'open-only', facts: {} }, instead: null }
  const limit = largestFile(deps)
  if (bytes === null || bytes <= limit) return { kind: 'accepted' }
  const fault = { code: 'too-large', facts: { bytes, limit, format } }
  return { kind: 'refused', fault, instead: format === 'epub' ? 'light' : null }
}

async function readFields(
  deps: KindleDeps,
  asking: Asking,
  form: URLSearchParams,
): Promise<Result<Choice, readonly Problem[]>> {
  const { accountId } = asking
  const sender = pressOf(deps, asking.press).sender ?? ''
  const chosen = form.get('kindle') ?? ''
  const device =
    chosen === NEW_KINDLE || chosen === ''
      ? await takeNew(deps, asking, form)
      : await takeKnown(deps, asking, chosen)
  if (!device.ok) return device
  if (form.get('kindle-approved') === 'yes')
    await noteApproved(deps.db, { accountId, sender, now: deps.now() })
  const { id, label, confirmed } = device.value
  if (confirmed !== null) return ok({ kind: 'ready', target: id, label })
  // It waits until the mailbox of the account has said that the Kindle is the reader's own.
  const back = href(asking.place, asking.path)
  const asked = await askLetter(deps, { ...asking, device: device.value, back })
  if (!asked) return fail([{ field: 'kindle', sentence: words(asking.place.language).problems['too-often'] }])
  return ok({
    kind: 'connect',
    go: (to) =>
      `${href(asking.place, paths.accountPart(`kindle/pending/${id}`))}?${new URLSearchParams({ to })}`,
  })
}

async function takeKnown(
  deps: KindleDeps,
  { accountId, place }: Asking,
  id: string,
): Promise<Result<KindleDevice, readonly Problem[]>> {
  const device = await findDevice(deps.db, { id, accountId })
  return device !== null && deps.domains.includes(device.domain)
    ? ok(device)
    : fail([{ field: 'kindle', sentence: words(place.language).problems.choose }])
}

/** Also what the form of “Your Kindles” comes back with. */
export async function takeNew(
  deps: Pick<KindleDeps, 'db' | 'domains' | 'now'>,
  { accountId, place }: Pick<Asking, 'accountId' | 'place'>,
  form: URLSearchParams,
): Promise<Result<KindleDevice, readonly Problem[]>> {
  const t = words(place.language)
  const address = parseKindleAddress(
    form.get('kindle-name') ?? '',
    form.get('kindle-domain') ?? '',
    deps.domains,
  )
  if (!address.ok) {
    const sentence =
      address.error === 'other-domain'
        ? t.problems['other-domain'](deps.domains.join(', '))
        : t.problems[address.error]
    return fail([{ field: 'kindle-name', sentence }])
  }
  const label = toLabel(form.get('kindle-label') ?? '') || t.labelDefault
  const device = await addDevice(deps.db, { ...address.value, accountId, label, now: deps.now() })
  return device === null
    ? fail([{ field: 'kindle-name', sentence: t.problems['too-many'](MOST_DEVICES) }])
    : ok(device)
}

const toLabel = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, 60)
