import { en } from './messages.en.ts'
import { fr } from './messages.fr.ts'
import { messages } from './messages.ts'

/** This slice's sentences: `words(place.language).skip`. Every slice has a `words` of its own. */
export const words = messages({ en, fr })
