/** How much of a stranger's file we are ready to take in, and the count of what it has cost so far. */
import { PdfFault } from './issue.ts'

export type PdfLimits = {
  readonly bytes: number
  readonly pages: number
  readonly objects: number
  /** Arrays and dictionaries inside one another. */
  readonly depth: number
  /** Of one stream, unpacked. */
  readonly streamBytes: number
  /** Of all streams that had to be unpacked. */
  readonly unpackedBytes: number
  /** Looked at for values, all in all. */
  readonly readBytes: number
  /** Nodes of page tree, outline, name trees and structure tree. */
  readonly nodes: number
}

/** A scanned monograph of 2,000 pages stays far inside. */
export const PDF_LIMITS: PdfLimits = {
  bytes: 1_073_741_824,
  pages: 20_000,
  objects: 4_000_000,
  depth: 200,
  streamBytes: 268_435_456,
  unpackedBytes: 1_073_741_824,
  readBytes: 536_870_912,
  nodes: 4_000_000,
}

export type Budget = {
  readonly limits: PdfLimits
  readonly spendNode: () => void
  /** Bytes looked at for values: twice the file in health, and without end where a file lies about its places. */
  readonly spendRead: (bytes: number) => void
  readonly spendUnpacked: (bytes: number) => void
}

export function newBudget(limits: PdfLimits): Budget {
  let nodes = 0
  let unpacked = 0
  let read = 0
  return {
    limits,
    spendNode: () => {
      nodes += 1
      if (nodes > limits.nodes)
        throw new PdfFault(
          'pdf-is-within-limits',
          `This PDF has more than ${limits.nodes} entries in its trees. Save it anew from the program that made it.`,
        )
    },
    spendRead: (bytes) => {
      read += bytes
      if (read > limits.readBytes)
        throw new PdfFault(
          'pdf-is-within-limits',
          'The parts of this PDF overlap one another. Save it anew from the program that made it.',
        )
    },
    spendUnpacked: (bytes) => {
      unpacked += bytes
      if (unpacked > limits.unpackedBytes)
        throw new PdfFault(
          'pdf-is-within-limits',
          `Unpacked, this PDF is larger than ${limits.unpackedBytes} bytes. Send it in parts, or with smaller images.`,
        )
    },
  }
}
