import { type GeneratedCover, generatedCover } from '../generated-cover.ts'
import { type Html, html } from '../html.ts'

export type CoverPicture =
  | {
      readonly kind: 'picture'
      readonly src: string
      readonly width: number | null
      readonly height: number | null
      readonly alternativeText: string
    }
  | { readonly kind: 'generated'; readonly drawing: GeneratedCover }

/** `decorative` in lists, where the title stands beside it as a link. */
export const cover = (picture: CoverPicture, use: 'main' | 'decorative'): Html =>
  picture.kind === 'generated'
    ? html`<div class="cover cover-generated">${generatedCover(picture.drawing)}</div>`
    : html`<div class="cover"><img src="${picture.src}" alt="${use === 'main' ? picture.alternativeText : ''}"${picture.width !== null && html` width="${picture.width}"`}${picture.height !== null && html` height="${picture.height}"`}${use === 'decorative' && html` loading="lazy"`}></div>`
