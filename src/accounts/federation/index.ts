/** Sign-in through institutions: SAML 2.0 and OpenID Connect. */
export { type AttributeRules, DEFAULT_RULES } from './attribute-rules.ts'
export { type Reason, type Refusal, type Rule, reasonOf } from './refusal.ts'
export type { Affiliation, SignedIn, SignInOutcome } from './signed-in.ts'
