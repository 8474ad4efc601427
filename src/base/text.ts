/** Runs of white space become one space; the ends are trimmed. What a browser would show of inline text. */
export const normalizeSpace = (text: string): string => text.replace(/[\s\u00a0]+/g, ' ').trim()

/** Words as a reader counts them: runs of letters or digits, apostrophes and hyphens inside; each CJK sign is one. */
export const countWords = (text: string): number =>
  text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{N}][\p{L}\p{N}\p{Mn}'’-]*/gu)
    ?.length ?? 0
