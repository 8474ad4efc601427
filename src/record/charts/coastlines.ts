/**
 * The coastlines of the world, from Natural Earth (public domain; 1:50 million), as rings of longitude and latitude. Only
 * coasts: a border drawn today would say something of the past that nobody claims.
 *
 * The file is TopoJSON: rings are made of arcs, each of which begins at a point and goes on by differences; `~n` is arc n
 * backwards.
 */
import land from 'world-atlas/land-50m.json' with { type: 'json' }

/** Without a jump at the edge of the world: a ring that crosses it goes on beyond 180 degrees. */
export type Ring = {
  readonly points: Points
  readonly west: number
  readonly east: number
  readonly south: number
  readonly north: number
}

export type Points = readonly (readonly [longitude: number, latitude: number])[]

let rings: readonly Ring[] | undefined

export function coastlines(): readonly Ring[] {
  rings ??= read()
  return rings
}

function read(): readonly Ring[] {
  const [scaleX = 1, scaleY = 1] = land.transform.scale
  const [startX = 0, startY = 0] = land.transform.translate
  const arcs = land.arcs.map((arc): Points => {
    let x = 0
    let y = 0
    return arc.map(([stepX = 0, stepY = 0]) => {
      x += stepX
      y += stepY
      return [x * scaleX + startX, y * scaleY + startY]
    })
  })
  const arcOf = (at: number): Points => (at >= 0 ? (arcs[at] ?? []) : (arcs[~at] ?? []).toReversed())
  return land.objects.land.geometries.flatMap((geometry) =>
    geometry.arcs.flatMap((polygon) => polygon.map((ring) => unwound(ring.flatMap(arcOf)))),
  )
}

function unwound(ring: Points): Ring {
  let last = ring[0]?.[0] ?? 0
  const points = ring.map(([longitude, latitude]): readonly [number, number] => {
    last += ((((longitude - last + 180) % 360) + 360) % 360) - 180
    return [last, latitude]
  })
  const ends = (of: readonly number[]) =>
    of.reduce(([least, most], each) => [Math.min(least, each), Math.max(most, each)] as const, [
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
    ] as const)
  const [west, east] = ends(points.map(([longitude]) => longitude))
  const [south, north] = ends(points.map(([, latitude]) => latitude))
  return { points, west, east, south, north }
}
