import type { Issue } from '#book'
import { RULES_IN_FRENCH } from './rules.fr.ts'

export type RuleInWords = { readonly holds: string; readonly mend: string }

/** In French what should hold and what to do. Null: in English what was found says it all, and says it better. */
export const describeRule = ({ rule }: Pick<Issue, 'rule'>, language: 'en' | 'fr'): RuleInWords | null =>
  language === 'fr' && Object.hasOwn(RULES_IN_FRENCH, rule) ? (RULES_IN_FRENCH[rule] ?? null) : null
