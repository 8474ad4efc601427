import type { Media } from '#book'
import { type Html, html, type Part } from '../html.ts'

export type Figure = {
  readonly image: Pick<Media, 'width' | 'height'>
  readonly src: string
  readonly alternativeText: string
  readonly caption: Part
  /** False for what stands on the first screen. */
  readonly lazy: boolean
}

/** Its size is told beforehand, so that nothing moves when it comes. */
export const figure = ({ image, src, alternativeText, caption, lazy }: Figure): Html =>
  html`<figure><img src="${src}" alt="${alternativeText}"${image.width !== null && html` width="${image.width}"`}${image.height !== null && html` height="${image.height}"`}${lazy && html` loading="lazy"`}>${caption !== null && html`<figcaption>${caption}</figcaption>`}</figure>`
