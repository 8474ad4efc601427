/** What a reader is told of a cloud's fault, and the way on. */
import { type Html, href, html, type Language, type Place, paths, writeBytes } from '#web'
import type { Delivery, Fault } from '../deliveries/delivery.ts'
import type { Explanation } from '../deliveries/destination.ts'
import type { Cloud } from './cloud.ts'
import { CLOUD_FAULTS, type CloudFault } from './to-outcome.ts'
import { words } from './words.ts'

const isOurs = (code: string): code is CloudFault => CLOUD_FAULTS.some((ours) => ours === code)

export function buildExplanation(
  { name, label }: Pick<Cloud, 'name' | 'label'>,
  language: Language,
  { code, facts }: Fault,
  delivery: Pick<Delivery, 'id' | 'origin' | 'base'> | null,
): Explanation | null {
  if (!isOurs(code)) return null
  if (delivery === null) return { sentence: words(language).fault[code](label), advice: null }
  const place: Place = { origin: delivery.origin, base: delivery.base, language }
  return {
    sentence: words(language).fault[code](label),
    advice: adviceOn(code, facts, place, name, delivery.id),
  }
}

function adviceOn(
  code: CloudFault,
  facts: Fault['facts'],
  place: Place,
  cloud: Cloud['name'],
  deliveryId: string,
): Html | null {
  const t = words(place.language)
  switch (code) {
    case 'cloud-not-connected':
    case 'cloud-reconnect':
    case 'cloud-permission':
    case 'cloud-key':
    case 'consent-refused':
    case 'consent-expired':
    case 'consent-unreachable':
      return connectLink(place, cloud, { deliveryId })
    case 'cloud-full':
      return html`${t.needs(writeBytes(Number(facts.needed ?? 0), place.language))}`
    case 'cloud-damaged':
    case 'cloud-refused':
      return html`${t.tryLater}`
    default:
      return null
  }
}

const NAMES = { dropbox: 'Dropbox', 'google-drive': 'Google Drive' } as const

const connectLink = (
  place: Place,
  cloud: Cloud['name'],
  { deliveryId }: { readonly deliveryId: string },
): Html =>
  html`<a class="act" href="${connectAddress(place, cloud, { deliveryId })}">${words(place.language).connect(NAMES[cloud])}</a>`

/** Where connecting begins. `back`: the page to come back to; else that of the delivery, else My account's. */
export function connectAddress(
  place: Place,
  cloud: Cloud['name'],
  { back, deliveryId }: { readonly back?: string; readonly deliveryId?: string },
): string {
  const query = new URLSearchParams({
    ...(back === undefined ? {} : { to: back }),
    ...(deliveryId === undefined ? {} : { delivery: deliveryId }),
  })
  const address = href(place, paths.connectCloud(cloud))
  return query.size === 0 ? address : `${address}?${query}`
}
