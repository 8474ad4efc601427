/**
 * Where a delivery can go. Kindle, Dropbox and Google Drive each are one of these, and the rest of the slice knows nothing of
 * mail or clouds: it assembles, calls `hand`, and believes the outcome. README.md says how one joins.
 */
import type { Result } from '#base'
import type { Html, Language, Part, Place } from '#web'
import type { CopyManner, DeliveredFormat, Delivery, DestinationName, Fault, JsonObject } from './delivery.ts'

/** A file that is ready to go. Deterministic: the same wish is the same bytes. */
export type Artefact = {
  readonly path: string
  readonly bytes: number
  readonly sha256: string
  readonly mediaType: 'application/epub+zip' | 'application/pdf'
  /** ASCII: ISBN, chapter, pages, short title, ending. */
  readonly fileName: string
  readonly title: string
}

/** A sentence for those who run the site, in their language. */
export type Advice = Readonly<Record<Language, string>>

export type Standing =
  | { readonly kind: 'ready' }
  /** Not offered; the operator's screen names the settings that are missing and says in a sentence what to do. */
  | { readonly kind: 'not-configured'; readonly missing: readonly string[]; readonly advice: Advice }
  /** Offered greyed, with the reason; downloads always stay. */
  | { readonly kind: 'paused'; readonly until: Date | null; readonly fault: Fault }

/** `instead`: in this manner it may be taken all the same. */
export type Acceptance =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'refused'; readonly fault: Fault; readonly instead: CopyManner | null }

/** A file as a destination is asked whether it takes it. */
export type OfferedFile = {
  readonly format: DeliveredFormat
  /** Null: not known before it is made. */
  readonly bytes: number | null
  /** Anybody may read it, by no right of their own. */
  readonly isForEveryone: boolean
}

/** Who asks, where, for what: when the form is shown and when it comes back. */
export type Asking = {
  readonly place: Place
  readonly press: string
  readonly accountId: string
  readonly email: string
  readonly emailVerified: boolean
  /** Of the save page itself, without language and press: for `to=` of whatever the reader does first. */
  readonly path: string
}

export type Choice =
  | { readonly kind: 'ready'; readonly target: string; readonly label: string }
  /**
   * The reader must connect first: the delivery is made and waits; `go` says where the browser goes meanwhile, which brings
   * the reader back to `back` (an address of ours, with language and press) whatever comes of it.
   */
  | { readonly kind: 'connect'; readonly go: (back: string, deliveryId: string) => string }

export type Problem = { readonly field: string; readonly sentence: string }

/** What a destination says of a fault of its own: one or two plain sentences, and a way on where there is one. */
export type Explanation = { readonly sentence: string; readonly advice: Html | null }

export type Handing = {
  readonly delivery: Delivery & { readonly target: string }
  readonly artefact: Artefact
  /**
   * Writes down, and has committed when it resolves, what is about to be done: call it before every remote call that changes
   * something. `sent` is shown as progress; with `committing` the reader can no longer cancel. Throws `HandingEnded` when
   * the delivery is no longer this worker's (cancelled, taken over): let it through.
   */
  readonly checkpoint: (
    data: JsonObject,
    told?: { readonly sent?: number; readonly committing?: boolean },
  ) => Promise<void>
  /** Something for the delivery's history. */
  readonly tell: (kind: string, facts?: JsonObject) => Promise<void>
  /** Aborted when the worker stops: resolve or throw soon; it is taken up again from the last checkpoint. */
  readonly signal: AbortSignal
  readonly now: () => Date
}

export type Outcome =
  /** It is there, proven by the other side's own sum. */
  | { readonly kind: 'saved'; readonly remote: string | null; readonly fileName?: string }
  /** The other side took it to bring it on. */
  | { readonly kind: 'handed'; readonly remote: string | null }
  /** It may have been taken: never tried again by itself. */
  | { readonly kind: 'unconfirmed'; readonly remote: string | null; readonly fault: Fault }
  /** `when` null: by the schedule of retries, which ends some time; a moment: then, and it does not count against it. */
  | { readonly kind: 'retry-later'; readonly when: Date | null; readonly fault: Fault }
  /** Goes on when `resumeWaiting` is called. */
  | { readonly kind: 'waiting-for-reader'; readonly fault: Fault }
  | { readonly kind: 'refused'; readonly fault: Fault }

/** The delivery is somebody else's now, or nobody's: stop without another word to the other side. */
export class HandingEnded extends Error {
  override readonly name = 'HandingEnded'
}

export type Destination = {
  readonly name: DestinationName
  /** How it is called in running text: "Kindle", "Dropbox", "Google Drive". */
  readonly label: string
  /** Whether several formats at once may be asked for. */
  readonly several: boolean
  standing(press: string): Promise<Standing>
  /** Asked when the form is shown and again when the file is there. */
  accepts(press: string, file: OfferedFile): Acceptance
  /** Per day, unless said otherwise. `sender`: in whose name; deliveries of one sender are begun one after another, spaced. */
  limits(press: string): {
    readonly perReader: number
    readonly sender: string | null
    readonly perSender: number | null
    readonly spacedSeconds: number
  }
  /**
   * The module of a limited process that makes this destination's own copy of an artefact (the Kindle profile): asked
   * `{ from, to, format, manners }`, it writes `made` (the file) or `failure.json` (`{ "message": … }`) into the folder `to`.
   * `version` goes into the name under which the copy is kept.
   */
  readonly making: {
    readonly module: string
    readonly version: number
    readonly formats: readonly DeliveredFormat[]
    /** How large the copy of this file will be, about, without making it; null: nobody knows. */
    readonly estimate: (path: string, manner: CopyManner) => Promise<number | null>
  } | null
  /** Its own fields of the form "Save to …": devices, policies, connections. */
  renderFields(asking: Asking, given: URLSearchParams | null, problems: readonly Problem[]): Promise<Html>
  /** What the form came back with; records what the reader agreed to. */
  readFields(asking: Asking, form: URLSearchParams): Promise<Result<Choice, readonly Problem[]>>
  hand(handing: Handing): Promise<Outcome>
  /** Null: the fault is not one of its own. Without a delivery: said in the form, before there is one. */
  explain(language: Language, fault: Fault, delivery: Delivery | null): Explanation | null
  /**
   * What stands beside a delivery that has ended: what to look for, "Did it arrive?", another manner to send it in. `isSentAnew`:
   * it was sent in another manner already. Null: nothing.
   */
  renderAfter(place: Place, delivery: Delivery, isSentAnew: boolean): Html | null
  /** Figures of its own for those who look after a site. */
  loadForStaff?(staff: ForStaff): Promise<readonly StaffSection[]>
}

export type ForStaff = {
  readonly place: Place
  readonly presses: readonly string[]
  /** They look after the site as a whole. */
  readonly ofSite: boolean
  /** Where the console shows a book. */
  readonly bookAddress: (bookId: string) => string
  /** Where a sender that pauses is let go on, by a form with the field `sender`; null: that is not for these to do. */
  readonly resumeAddress: (sender: string) => string | null
}

/** A section of the console's page of deliveries: a table, and what is to be done about it. */
export type StaffSection = {
  readonly id: string
  readonly title: string
  readonly lead: string
  /** Null: nothing is amiss. */
  readonly alarm: string | null
  readonly head: readonly string[]
  /** The first cell of a row names it. */
  readonly rows: readonly (readonly Part[])[]
  readonly empty: string
}
