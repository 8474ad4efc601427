/** Pictures, sound and film: what the book holds is shown from our own store; what lies elsewhere is named and not loaded. */
import { attr, textOf, XLINK, type XmlElement } from '@chapterhouse/epub'
import { normalizeSpace } from '#base'
import type { Media } from '#book'
import { attribute, make, type OutAttribute, type OutNode, text } from './out-tree.ts'
import { type Reading, report } from './reading.ts'
import type { Scope } from './scope.ts'

export function buildImage(element: XmlElement, scope: Scope, reading: Reading): OutNode[] {
  const href =
    attr(element, 'src') ?? attr(element, 'href', XLINK) ?? attr(element, 'href') ?? attr(element, 'data')
  const alt = alternativeOf(element)
  if (href === null || href.trim() === '') return alt === null || alt === '' ? [] : [text(alt)]
  const shown = reading.library.media(scope.path, href)
  if (shown.kind === 'remote')
    return remoteNotice('picture', shown.address, alt ?? '', element, scope, reading)
  if (shown.kind === 'missing') {
    report(
      reading,
      'image-exists',
      `The picture ${shown.href.slice(0, 120)} is not in the EPUB, so its place is empty. Add the file, or correct its address.`,
      scope.path,
      element,
    )
    return alt === null || alt === ''
      ? []
      : [make('span', scope, [text(alt)], { attributes: [attribute('class', 'missing')] })]
  }
  if (alt === null)
    report(
      reading,
      'image-has-alternative-text',
      'The picture has no alternative text. Say in alt what it shows, or give an empty alt if it is mere decoration.',
      scope.path,
      element,
    )
  reading.usedMedia.add(shown.media.name)
  return [
    make('img', scope, [], {
      attributes: [
        attribute('src', { kind: 'media', name: shown.media.name }),
        attribute('alt', alt ?? ''),
        ...sizeOf(shown.media),
        attribute('loading', 'lazy'),
      ],
    }),
  ]
}

const sizeOf = ({ width, height }: Media): readonly OutAttribute[] =>
  width === null || height === null
    ? []
    : [attribute('width', String(Math.round(width))), attribute('height', String(Math.round(height)))]

/** Null when the source says nothing; '' when it says that the picture is decoration. */
function alternativeOf(element: XmlElement): string | null {
  const alt = attr(element, 'alt')
  if (alt !== null) return normalizeSpace(alt)
  const role = attr(element, 'role')
  if (role === 'presentation' || role === 'none' || attr(element, 'aria-hidden') === 'true') return ''
  const told = attr(element, 'aria-label') ?? attr(element, 'title')
  if (told !== null && told.trim() !== '') return normalizeSpace(told)
  const inner = normalizeSpace(textOf(element))
  return inner === '' ? null : inner
}

export const isPlayer = (element: XmlElement): boolean => element.name === 'audio' || element.name === 'video'

/** Sources, captions and a poster from the book; controls always, sound by itself never. */
export function buildPlayer(element: XmlElement, scope: Scope, reading: Reading): OutNode {
  const own = attr(element, 'src') ?? attr(element, 'data')
  const name =
    element.name === 'video' || mediaKind(attr(element, 'type'), own ?? '') === 'video' ? 'video' : 'audio'
  const sources = [
    ...(own === null ? [] : [{ href: own, type: attr(element, 'type') }]),
    ...element.children.flatMap((child) => {
      const href = child.kind === 'element' && child.name === 'source' ? attr(child, 'src') : null
      return href === null || child.kind !== 'element' ? [] : [{ href, type: attr(child, 'type') }]
    }),
  ]
  const shown = sources.map(({ href }) => reading.library.media(scope.path, href))
  const kept = shown.flatMap((one) => (one.kind === 'kept' ? [one.media] : []))
  const remote = shown.find((one) => one.kind === 'remote')
  if (kept.length === 0) {
    const words = normalizeSpace(textOf(element))
    if (remote !== undefined)
      return make(
        'span',
        scope,
        remoteNotice(name === 'video' ? 'film' : 'sound', remote.address, words, element, scope, reading),
      )
    const [first] = shown
    if (first?.kind === 'missing')
      report(
        reading,
        'image-exists',
        `The recording ${first.href.slice(0, 120)} is not in the EPUB. Add the file, or correct its address.`,
        scope.path,
        element,
      )
    return make('span', scope, [text(words)])
  }
  for (const media of kept) reading.usedMedia.add(media.name)
  const label = attr(element, 'aria-label') ?? attr(element, 'title')
  return make(
    name,
    scope,
    [...kept.map((media) => sourceOf(media, scope)), ...tracksOf(element, scope, reading)],
    {
      attributes: [
        attribute('controls', ''),
        attribute('preload', 'none'),
        ...(label === null ? [] : [attribute('aria-label', normalizeSpace(label))]),
        ...posterOf(element, scope, reading),
      ],
    },
  )
}

const sourceOf = (media: Media, scope: Scope): OutNode =>
  make('source', scope, [], {
    attributes: [attribute('src', { kind: 'media', name: media.name }), attribute('type', media.mediaType)],
  })

const TRACKS = new Set(['subtitles', 'captions', 'descriptions', 'chapters', 'metadata'])

function tracksOf(element: XmlElement, scope: Scope, reading: Reading): OutNode[] {
  return element.children.flatMap((child) => {
    if (child.kind !== 'element' || child.name !== 'track') return []
    const shown = reading.library.media(scope.path, attr(child, 'src') ?? '')
    if (shown.kind !== 'kept') return []
    reading.usedMedia.add(shown.media.name)
    const kind = attr(child, 'kind') ?? 'subtitles'
    const language = attr(child, 'srclang')
    const label = attr(child, 'label')
    return [
      make('track', scope, [], {
        attributes: [
          attribute('src', { kind: 'media', name: shown.media.name }),
          attribute('kind', TRACKS.has(kind) ? kind : 'metadata'),
          ...(language !== null && /^[\w-]{1,35}$/.test(language) ? [attribute('srclang', language)] : []),
          ...(label === null ? [] : [attribute('label', label)]),
        ],
      }),
    ]
  })
}

function posterOf(element: XmlElement, scope: Scope, reading: Reading): readonly OutAttribute[] {
  const poster = attr(element, 'poster')
  const shown = poster === null ? null : reading.library.media(scope.path, poster)
  if (shown?.kind !== 'kept') return []
  reading.usedMedia.add(shown.media.name)
  return [attribute('poster', { kind: 'media', name: shown.media.name })]
}

/** What lies elsewhere is never fetched: others would learn who reads what. A link lets the reader decide. */
export function remoteNotice(
  kind: 'picture' | 'sound' | 'film' | 'page',
  address: string,
  words: string,
  element: XmlElement,
  scope: Scope,
  reading: Reading,
): OutNode[] {
  report(
    reading,
    'remote-resources-are-absent',
    `The text shows ${address.slice(0, 200)}, which is not in the EPUB and is not fetched. Put the file into the book.`,
    scope.path,
    element,
  )
  const url = URL.parse(address)
  const label = words === '' ? address.slice(0, 200) : words
  const link =
    url === null || scope.inLink
      ? text(label)
      : make('a', scope, [text(label)], {
          attributes: [attribute('href', url.href), attribute('rel', 'noopener external')],
        })
  return [
    make(
      'span',
      scope,
      [make('span', scope, [text(`${reading.words.outside(kind)} `)], { made: true }), link],
      {
        attributes: [attribute('class', 'outside')],
      },
    ),
  ]
}

/** By the type that is said, else by the ending of the name. */
export function mediaKind(type: string | null, href: string): 'image' | 'audio' | 'video' | null {
  const [said] = (type ?? '').split('/')
  if (said === 'image' || said === 'audio' || said === 'video') return said
  if (type !== null && type !== '') return null
  const path = href.split(/[?#]/)[0] ?? ''
  if (/^data:image\//.test(href) || /\.(jpe?g|png|gif|webp|avif|svg)$/i.test(path)) return 'image'
  if (/\.(mp3|m4a|aac|oga|ogg|opus|wav)$/i.test(path)) return 'audio'
  return /\.(mp4|m4v|webm|ogv)$/i.test(path) ? 'video' : null
}
