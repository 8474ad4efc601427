/**
 * The coastlines of the world, from Natural Earth (public domain; 1:50 million), as rings of longitude and latitude. Only
 * coasts: a border drawn today would say something of the past that nobody claims.
 *
 * The file is TopoJSON: rings are made of arcs, each of which begins at a point and goes on by differences; `~n` is arc n
 * backwards. It is read when the first map is drawn, not imported: as a module its hundred thousand points would stay in
 * memory, 8 MB of it, of every site, whether it has a map or not. Of what is read two numbers a point are kept.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Without a jump at the edge of the world: a ring that crosses it goes on beyond 180 degrees. */
export type Ring = {
  /** Longitude and latitude of one point after the other. */
  readonly points: Float32Array
  readonly west: number
  readonly east: number
  readonly south: number
  readonly north: number
}

let rings: readonly Ring[] | undefined

export function coastlines(): readonly Ring[] {
  rings ??= read()
  return rings
}

type Land = {
  readonly transform: { readonly scale: readonly number[]; readonly translate: readonly number[] }
  readonly arcs: readonly (readonly (readonly number[])[])[]
  readonly objects: {
    readonly land: {
      readonly geometries: readonly { readonly arcs: readonly (readonly (readonly number[])[])[] }[]
    }
  }
}

type Points = readonly (readonly [longitude: number, latitude: number])[]

function read(): readonly Ring[] {
  const file = fileURLToPath(import.meta.resolve('world-atlas/land-50m.json'))
  const land: Land = JSON.parse(readFileSync(file, 'utf8'))
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
  const points = new Float32Array(ring.length * 2)
  let [west, east, south, north] = [Infinity, -Infinity, Infinity, -Infinity]
  ring.forEach(([longitude, latitude], at) => {
    last += ((((longitude - last + 180) % 360) + 360) % 360) - 180
    points[at * 2] = last
    points[at * 2 + 1] = latitude
    west = Math.min(west, last)
    east = Math.max(east, last)
    south = Math.min(south, latitude)
    north = Math.max(north, latitude)
  })
  return { points, west, east, south, north }
}
