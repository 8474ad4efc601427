import { type Html, trusted } from '../html.ts'

/**
 * Small drawings that stand beside a word, never for one: an open book, a closed book, and the acts of a page.
 * Drawn on a grid of 20 with one weight of line, in the colour of the text.
 */
const DRAWINGS = {
  open: '<path d="M10 5.5C8 4 5 3.6 2 4v11.5c3-.4 6 0 8 1.5 2-1.5 5-1.9 8-1.5V4c-3-.4-6 0-8 1.5zm0 0V17"/>',
  closed: '<path d="M15.5 3H6.5A2 2 0 0 0 4.5 5v10.5M15.5 3v11h-9a2 2 0 0 0 0 4h9v-4"/>',
  read: '<path d="M10 5.5C8 4 5 3.6 2 4v11.5c3-.4 6 0 8 1.5 2-1.5 5-1.9 8-1.5V4c-3-.4-6 0-8 1.5zm0 0V17"/>',
  save: '<path d="M10 3v10m-4-4 4 4 4-4M3 14v3h14v-3"/>',
  cite: '<path d="M8.5 6C6 6.5 4 8.5 4 12v2.5h4V11H6M16.5 6C14 6.5 12 8.5 12 12v2.5h4V11h-2"/>',
  share: '<path d="M8.5 11.5 17 3m-5.5 0H17v5.5M14.5 11.5V17H3V5.5h5.5"/>',
  close: '<path d="m5 5 10 10M15 5 5 15"/>',
  enlarge: '<path d="M12 3h5v5m0-5-6 6M8 17H3v-5m0 5 6-6"/>',
  previous: '<path d="M17 10H3m6-6-6 6 6 6"/>',
  next: '<path d="M3 10h14m-6-6 6 6-6 6"/>',
  up: '<path d="M10 17V3m-6 6 6-6 6 6"/>',
} as const

export type Sign = keyof typeof DRAWINGS

export const sign = (name: Sign): Html =>
  trusted(
    `<svg class="sign${DIRECTED.has(name) ? ' sign-directed' : ''}" viewBox="0 0 20 20" aria-hidden="true" focusable="false"><g fill="none" stroke="currentColor" stroke-width="1.4" stroke-linecap="round" stroke-linejoin="round">${DRAWINGS[name]}</g></svg>`,
  )

/** Arrows that turn round where a page runs from right to left. */
const DIRECTED: ReadonlySet<Sign> = new Set(['previous', 'next'])
