/**
 * Where it happened: a map that needs nobody else's server. The view is as wide as the places ask, and turned so that they
 * are never split at the edge of the world; degrees are as long as they are in its middle. Each place has its number, and the list beside
 * the map says the same in words.
 */
import type { Certainty, RecordDocument } from '../model/index.ts'
import { coastlines } from './coastlines.ts'

export type MapPoint = {
  readonly number: number
  readonly place: string
  readonly name: string
  readonly x: number
  readonly y: number
  readonly certainty: Certainty
  readonly latitude: number
  readonly longitude: number
  readonly events: readonly string[]
  /** Beside which its name fits; null: nowhere. */
  readonly label: 'left' | 'right' | null
}

export type RecordMap = {
  readonly width: number
  readonly height: number
  readonly land: string
  readonly points: readonly MapPoint[]
}

const WIDTH = 400
/** Never closer than this, in degrees: of a single town the region is shown. */
const LEAST = 8
const MARGIN = 0.18

export function buildMap(record: RecordDocument): RecordMap | null {
  const placed = record.places.flatMap(({ id, name, coords, certainty }) =>
    coords === null ? [] : [{ place: id, name, certainty, ...coords }],
  )
  if (placed.length === 0) return null
  const events = Map.groupBy(record.events, ({ where }) => where)
  const view = viewOf(placed)
  const points = placed.map((each, at) => ({
    number: at + 1,
    ...each,
    ...view.at(each.longitude, each.latitude),
    events: (events.get(each.place) ?? []).map(({ id }) => id),
  }))
  return { width: WIDTH, height: view.height, land: landIn(view), points: withLabels(points) }
}

type View = {
  readonly height: number
  readonly middle: number
  readonly centre: number
  /** Units for each degree. */
  readonly across: number
  readonly down: number
  readonly at: (longitude: number, latitude: number) => { readonly x: number; readonly y: number }
}

function viewOf(places: readonly { readonly longitude: number; readonly latitude: number }[]): View {
  const { middle, spread } = longitudesOf(places.map(({ longitude }) => longitude))
  const latitudes = places.map(({ latitude }) => latitude)
  const south = Math.min(...latitudes)
  const north = Math.max(...latitudes)
  const centre = Math.max(-75, Math.min(75, (south + north) / 2))
  const shrink = Math.cos((centre * Math.PI) / 180)
  const halfway = (south + north) / 2
  const tall = Math.max(LEAST, (north - south) * (1 + 2 * MARGIN))
  // Neither a ribbon nor a tower: between two and one and a quarter times as wide as tall.
  const wide = Math.min(360, Math.max(LEAST / shrink, spread * (1 + 2 * MARGIN), (tall * 1.25) / shrink))
  const scale = WIDTH / (wide * shrink)
  const height = Math.round(Math.max(tall * scale, WIDTH / 2))
  return {
    ...{ height, middle, centre: halfway, across: shrink * scale, down: scale },
    at: (longitude, latitude) => ({
      x: rounded(WIDTH / 2 + turned(longitude - middle) * shrink * scale),
      y: rounded(height / 2 - (latitude - halfway) * scale),
    }),
  }
}

/** The shortest arc of the globe that has them all: the other side of their widest gap. */
function longitudesOf(longitudes: readonly number[]): { readonly middle: number; readonly spread: number } {
  const ordered = longitudes.toSorted((a, b) => a - b)
  let gap = 0
  let west = ordered[0] ?? 0
  ordered.forEach((each, i) => {
    const next = i + 1 < ordered.length ? (ordered[i + 1] ?? 0) : (ordered[0] ?? 0) + 360
    if (next - each <= gap) return
    gap = next - each
    west = next
  })
  const spread = 360 - gap
  return { middle: turned(west + spread / 2), spread }
}

const turned = (degrees: number): number => ((((degrees + 180) % 360) + 360) % 360) - 180
const rounded = (n: number): number => Math.round(n * 10) / 10

/** Coasts as one path. What would be smaller than a dot is left out; so is what nobody sees. */
function landIn({ height, middle, centre, across, down }: View): string {
  const half = { x: WIDTH / 2 / across, y: height / 2 / down }
  const parts: string[] = []
  for (const { points, west, east, south, north } of coastlines()) {
    if (south > centre + half.y || north < centre - half.y) continue
    for (const turn of [-720, -360, 0, 360, 720]) {
      // The same coast, seen from the other side of the globe.
      const shift = turn - middle
      if (west + shift > half.x || east + shift < -half.x) continue
      const drawn = Array.from({ length: points.length / 2 }, (_, at) => ({
        x: WIDTH / 2 + ((points[at * 2] ?? 0) + shift) * across,
        y: height / 2 - ((points[at * 2 + 1] ?? 0) - centre) * down,
      }))
      parts.push(pathOf(clip(thinned(drawn), height)))
    }
  }
  return parts.join('')
}

/** How near a point may be to the one before it: about a pixel on a telephone. */
const FINEST = 1.1

function thinned(points: readonly Point[]): readonly Point[] {
  const kept: Point[] = []
  let last: Point | undefined
  for (const point of points) {
    if (last !== undefined && Math.abs(point.x - last.x) < FINEST && Math.abs(point.y - last.y) < FINEST)
      continue
    kept.push(point)
    last = point
  }
  return kept
}

type Point = { readonly x: number; readonly y: number }

/** Sutherland and Hodgman 1974, against the frame and a little around it. */
function clip(points: readonly Point[], height: number): readonly Point[] {
  const edge = 4
  const sides: readonly {
    readonly isIn: (p: Point) => boolean
    readonly cut: (a: Point, b: Point) => Point
  }[] = [
    { isIn: ({ x }) => x >= -edge, cut: (a, b) => atX(a, b, -edge) },
    { isIn: ({ x }) => x <= WIDTH + edge, cut: (a, b) => atX(a, b, WIDTH + edge) },
    { isIn: ({ y }) => y >= -edge, cut: (a, b) => atY(a, b, -edge) },
    { isIn: ({ y }) => y <= height + edge, cut: (a, b) => atY(a, b, height + edge) },
  ]
  return sides.reduce<readonly Point[]>((kept, { isIn, cut }) => {
    const out: Point[] = []
    kept.forEach((point, i) => {
      const before = kept[(i + kept.length - 1) % kept.length] ?? point
      if (isIn(point) !== isIn(before)) out.push(cut(before, point))
      if (isIn(point)) out.push(point)
    })
    return out
  }, points)
}

const atX = (a: Point, b: Point, x: number): Point => ({
  x,
  y: a.y + ((b.y - a.y) * (x - a.x)) / (b.x - a.x),
})
const atY = (a: Point, b: Point, y: number): Point => ({
  x: a.x + ((b.x - a.x) * (y - a.y)) / (b.y - a.y),
  y,
})

/** In steps from point to point, on a grid of half units. */
function pathOf(points: readonly Point[]): string {
  if (points.length < 4) return ''
  let path = ''
  let x = 0
  let y = 0
  for (const point of points) {
    const toX = Math.round(point.x * 2) / 2
    const toY = Math.round(point.y * 2) / 2
    if (path !== '' && toX === x && toY === y) continue
    path += path === '' ? `M${toX} ${toY}l` : `${toX - x} ${toY - y} `
    x = toX
    y = toY
  }
  return `${path.trimEnd()}z`
}

type Bare = Omit<MapPoint, 'label'>

const NAME_WIDTH = 6
const NAME_HEIGHT = 13

/** A name stands right of its place, else left, else nowhere: the list has it. */
function withLabels(points: readonly Bare[]): readonly MapPoint[] {
  const taken: Box[] = points.map(({ x, y }) => ({ x: x - 8, y: y - 8, width: 16, height: 16 }))
  return points.map((point) => {
    const width = point.name.length * NAME_WIDTH
    const label = (['right', 'left'] as const).find((side) => {
      const box = {
        x: side === 'right' ? point.x + 9 : point.x - 9 - width,
        y: point.y - NAME_HEIGHT / 2,
        width,
        height: NAME_HEIGHT,
      }
      if (box.x < 0 || box.x + width > WIDTH || taken.some((other) => overlap(box, other))) return false
      taken.push(box)
      return true
    })
    return { ...point, label: label ?? null }
  })
}

type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
