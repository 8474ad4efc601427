import type { Language } from './place.ts'

/**
 * The sentences of one slice in every interface language. `fr` must have exactly the keys and parameters of `en`: the
 * compiler counts them.
 */
export const messages =
  <T>(sentences: Readonly<Record<Language, T>>) =>
  (language: Language): T =>
    sentences[language]
