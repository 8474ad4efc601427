import { typesetFrench } from '#base'
import type { Language } from './place.ts'

/**
 * The sentences of one slice in every interface language. `fr` must have exactly the keys and parameters of `en`: the
 * compiler counts them.
 */
export const messages = <T>(sentences: Readonly<Record<Language, T>>): ((language: Language) => T) => {
  const typeset = { ...sentences, fr: typesetAll(sentences.fr) }
  return (language) => typeset[language]
}

/** Sentences, those that are made for something, and whatever holds them; all else is left as it is. */
function typesetAll<T>(words: T): T
function typesetAll(words: unknown): unknown {
  if (typeof words === 'string') return typesetFrench(words)
  if (typeof words === 'function') return (...given: unknown[]) => typesetAll(words(...given))
  if (Array.isArray(words)) return words.map(typesetAll)
  return isPlain(words)
    ? Object.fromEntries(Object.entries(words).map(([name, value]) => [name, typesetAll(value)]))
    : words
}

const isPlain = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
