/** The presses of this installation, dressed, and who speaks where. */
import type { Assets, Brand, Language, Site } from '#web'
import { buildBrand } from './build-brand.ts'
import { findPress, type Located, locate, sitePress } from './find-press.ts'
import type { Press } from './press.ts'

export type Presses = {
  readonly all: readonly Press[]
  locate(origin: string, url: string): Located
  /** As the other slices know it. */
  siteOf(located: Located): Site
  /** The press that speaks on this place. */
  speaking(site: Site): Press
  /** In the name of the press a book belongs to, wherever it is shown. */
  brandOf(slug: string, language: Language): Brand
  /** `https://books.aldine.example`; null: it lives on the common host. */
  originOf(slug: string, like: string): string | null
}

export function openPresses(all: readonly Press[], assets: Assets): Presses {
  const brands = new Map<string, Brand>()
  const brand = (press: Press, language: Language): Brand => {
    const key = `${press.slug} ${language}`
    const known = brands.get(key) ?? buildBrand(press, assets, language)
    brands.set(key, known)
    return known
  }
  return {
    all,
    locate: (origin, url) => locate(all, origin, url),
    siteOf: ({ press, place, shelf }) => ({ place, brand: brand(press, place.language), press: shelf }),
    speaking: ({ press }) => (press === null ? sitePress(all) : findPress(all, press)),
    brandOf: (slug, language) => brand(findPress(all, slug), language),
    originOf: (slug, like) => {
      const { host } = findPress(all, slug)
      return host === null ? null : `${like.startsWith('https:') ? 'https' : 'http'}://${host}`
    },
  }
}
