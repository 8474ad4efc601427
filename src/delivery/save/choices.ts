/** What there is to be saved: this chapter and the whole book, each in the formats that exist; those that do not fit say why. */
import type { CopyManner, DeliveredFormat, DeliveredThing } from '../deliveries/delivery.ts'

export type SaveItem = {
  /** `chapter:epub`, `book:epub:light`: as the form sends it. */
  readonly value: string
  readonly format: DeliveredFormat
  /** Null: as always. */
  readonly manner: CopyManner | null
  /** Null: it is made when it is asked for, and has not been yet. */
  readonly bytes: number | null
  /** A stamp or a copy of a kind of its own makes it a little larger or smaller; of lighter pictures it is an estimate. */
  readonly isAbout: boolean
  /** A sentence: why it cannot be chosen. */
  readonly refusal: string | null
  /** Of a download. */
  readonly href: string
  readonly mediaType: string
}

export type SaveGroup = {
  readonly of: DeliveredThing['of']
  readonly id: string
  readonly title: string
  readonly language: string
  readonly pages: { readonly first: string; readonly last: string } | null
  readonly chapters: number | null
  /** Null: this visitor may not take it. */
  readonly items: readonly SaveItem[] | null
}

export type Choices = {
  /** The page they are about, without language and press. */
  readonly path: string
  readonly press: string
  readonly bookId: string
  readonly groups: readonly SaveGroup[]
}

export const pickable = ({ groups }: Choices): readonly SaveItem[] =>
  groups.flatMap(({ items }) => items ?? []).filter(({ refusal }) => refusal === null)
