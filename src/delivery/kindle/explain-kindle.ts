/** What Kindle's own faults are in sentences, and what the reader can do. */
import { type Html, href, html, type Language, type Place, paths, writeBytes } from '#web'
import type { Delivery, Fault } from '../deliveries/delivery.ts'
import type { Explanation } from '../deliveries/destination.ts'
import { outward } from './kindle-form.ts'
import { words } from './words.ts'

export function explainKindle(
  language: Language,
  { code, facts }: Fault,
  delivery: Pick<Delivery, 'origin' | 'base'> | null,
): Explanation | null {
  const t = words(language)
  const place: Place = { origin: delivery?.origin ?? '', base: delivery?.base ?? '', language }
  const text = (name: string): string => String(facts[name] ?? '')
  const size = (name: string): string => writeBytes(Number(facts[name] ?? 0), language)
  const plain = (sentence: string, advice: Html | null = null): Explanation => ({ sentence, advice })
  switch (code) {
    case 'unknown-kindle':
    case 'bounced-unknown':
      return plain(t.faults[code](text('address')), editKindles(place))
    case 'kindle-removed':
    case 'kindle-unconfirmed':
      return plain(t.faults[code], editKindles(place))
    case 'too-large':
      return plain(t.faults['too-large'](size('bytes'), size('limit')), upload(place, t.advice.smaller))
    case 'never-arrived':
      return plain(text('amazon') === '' ? t.missingAdvice.none : t.missingAdvice.code(text('amazon')))
    case 'mail-refused':
    case 'sender-paused':
    case 'relay-credentials':
    case 'bounced-size':
    case 'bounced':
    case 'format-not-taken':
      return plain(t.faults[code], upload(place, t.advice.instead))
    case 'relay-away':
    case 'asked-to-wait':
    case 'cut-off':
    case 'open-only':
    case 'maybe-handed':
      return plain(t.faults[code])
    default:
      return null
  }
}

const editKindles = (place: Place): Html =>
  html`<p><a href="${href(place, paths.accountPart('kindle'))}">${words(place.language).advice.editKindles}</a></p>`

/** Amazon's own page takes up to 200 MB. */
const upload = (place: Place, sentence: string): Html => {
  const { webUpload } = words(place.language).advice
  return html`<p>${sentence} ${outward(place, `https://www.${webUpload}`, webUpload)}</p>`
}
