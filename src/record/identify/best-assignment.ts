/**
 * Everyone to a different person, so that all together fits best: the Hungarian method for rows that are fewer than columns
 * (Kuhn 1955, in the form of Jonker and Volgenant's shortest paths). The scores are whole points.
 */

/** For each row its column; `scores[row][column]`, -Infinity where it must not be. */
export function bestAssignment(scores: readonly (readonly number[])[]): {
  readonly columns: readonly number[]
  readonly score: number
} {
  const rows = scores.length
  const width = scores[0]?.length ?? 0
  // One-based, as the method is usually written; row and column 0 stand for "none yet".
  const rowPrice = new Float64Array(rows + 1)
  const columnPrice = new Float64Array(width + 1)
  const rowOf = new Int32Array(width + 1)
  const cameFrom = new Int32Array(width + 1)
  const cost = (row: number, column: number) =>
    Math.min(FORBIDDEN, -(scores[row - 1]?.[column - 1] ?? -FORBIDDEN))
  for (let row = 1; row <= rows; row += 1) {
    const least = new Float64Array(width + 1).fill(Number.POSITIVE_INFINITY)
    const done = new Uint8Array(width + 1)
    rowOf[0] = row
    let column = 0
    do {
      done[column] = 1
      const at = rowOf[column] ?? 0
      let next = 0
      let step = Number.POSITIVE_INFINITY
      for (let each = 1; each <= width; each += 1) {
        if (done[each] === 1) continue
        const reduced = cost(at, each) - (rowPrice[at] ?? 0) - (columnPrice[each] ?? 0)
        if (reduced < (least[each] ?? 0)) {
          least[each] = reduced
          cameFrom[each] = column
        }
        if ((least[each] ?? 0) < step) {
          step = least[each] ?? 0
          next = each
        }
      }
      for (let each = 0; each <= width; each += 1) {
        if (done[each] === 1) {
          const of = rowOf[each] ?? 0
          rowPrice[of] = (rowPrice[of] ?? 0) + step
          columnPrice[each] = (columnPrice[each] ?? 0) - step
        } else least[each] = (least[each] ?? 0) - step
      }
      column = next
    } while (rowOf[column] !== 0)
    while (column !== 0) {
      const before = cameFrom[column] ?? 0
      rowOf[column] = rowOf[before] ?? 0
      column = before
    }
  }
  const columns = new Array<number>(rows).fill(-1)
  rowOf.forEach((row, column) => {
    if (row > 0 && column > 0) columns[row - 1] = column - 1
  })
  return { columns, score: columns.reduce((sum, column, row) => sum + (scores[row]?.[column] ?? 0), 0) }
}

/** Worse than all points together, and still a number to count with. */
const FORBIDDEN = 1e6
