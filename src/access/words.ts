import { messages } from '#web'
import { en } from './messages.en.ts'
import { fr } from './messages.fr.ts'

/** Reasons and options in words: `accessWords(language).reasons['closed-by-press']`. */
export const accessWords = messages({ en, fr })
