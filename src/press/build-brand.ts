/** A press as every page shows it: dressed once, when the site starts. */
import {
  type Assets,
  type Brand,
  DATA_FACE,
  favicon,
  hueOf,
  type Language,
  parseColour,
  RUBRIC,
  TEXT_FACES,
  toHex,
} from '#web'
import { type Press, wordsIn } from './press.ts'

export const buildBrand = (press: Press, assets: Assets, language: Language): Brand => {
  const rubric = press.colours ?? RUBRIC
  const dress = assets.dress(press.slug, {
    text: TEXT_FACES[press.face],
    data: DATA_FACE,
    rubric: press.colours,
  })
  const mark = press.mark === null ? null : addressOfMark(press.slug, press.mark, assets)
  return {
    name: press.name,
    shortName: press.shortName,
    onlinePublisher: press.onlinePublisher,
    mark,
    ...dress,
    favicon: mark ?? favicon({ light: inHex(rubric.light), dark: inHex(rubric.dark) }),
    notice: press.notice === null ? null : wordsIn(press.notice, language),
    accessibilityContact: press.accessibility.contact,
    languages: press.languages,
    hue: hueOf(parseColour(rubric.light) ?? [0.5, 0, 0]),
  }
}

/** A small drawing comes with the page, as one thing less to ask for; it is the icon of the window too. */
const addressOfMark = (slug: string, mark: string, assets: Assets): string =>
  mark.length <= SMALL
    ? `data:image/svg+xml,${encodeURIComponent(mark)}`
    : assets.keep(`${slug}-mark.svg`, 'image/svg+xml', mark)

const SMALL = 1000

/** Icons are drawn by programs that know no newer notation. */
const inHex = (colour: string): string => toHex(parseColour(colour) ?? [0.5, 0.1, 0.1])
