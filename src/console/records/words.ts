import { messages } from '#web'
import { en } from './messages.en.ts'
import { fr } from './messages.fr.ts'

export const words = messages({ en, fr })
