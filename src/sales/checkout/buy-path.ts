import type { Offer } from '#book'
import { href, type Place, paths } from '#web'

/** Where an offer is taken up, with language and press. */
export const buyPath = ({ productId, days }: Offer, place: Place): string =>
  `${href(place, paths.buy({ id: productId }))}${days === null ? '' : `?days=${days}`}`
