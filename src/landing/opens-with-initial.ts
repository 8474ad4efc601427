import type { ChapterType } from '#book'
import { hasInitial } from './panels/summary-panel.ts'

const OPENED: ReadonlySet<ChapterType> = new Set([
  'chapter',
  'introduction',
  'preface',
  'foreword',
  'prologue',
  'conclusion',
  'epilogue',
  'afterword',
  'section',
])

/** Whether a text begins with a paragraph of letters that can bear an initial: not with a heading, a picture or verse. */
export function opensWithInitial(type: ChapterType, text: string): boolean {
  if (!OPENED.has(type)) return false
  const first = /^\s*(?:<div class="page-break">[\s\S]*?<\/div>\s*)*<p(?:\s[^>]*)?>([\s\S]*?)<\/p>/.exec(
    text,
  )?.[1]
  return (
    first !== undefined &&
    hasInitial([first.replace(/^(\s|<(?:span|a)\s[^>]*>[^<]*<\/(?:span|a)>)+/, '').replace(/<[^>]*>/g, '')])
  )
}
