/**
 * Why a sign-in through an institution was refused. The rule says what should have held; the log and the institution's
 * technicians read it. A reader is told the reason in a sentence (see the messages), with the id of his request.
 */
const RULES = {
  'message-is-not-too-large': 'not-readable',
  'message-is-base64': 'not-readable',
  'message-is-utf8': 'not-readable',
  'message-is-well-formed': 'not-readable',
  'message-hides-nothing': 'not-verified',
  'message-is-a-response': 'not-readable',
  'message-has-the-shape-of-an-answer': 'not-verified',
  'names-are-in-their-namespace': 'not-verified',
  'ids-are-unique': 'not-verified',
  'assertion-stands-alone': 'not-verified',
  'answer-is-signed': 'not-verified',
  'signature-is-of-its-parent': 'not-verified',
  'signature-has-its-shape': 'not-verified',
  'signature-algorithm-is-believed': 'too-old',
  'key-is-long-enough': 'too-old',
  'signature-holds': 'not-verified',
  'encryption-algorithm-is-believed': 'too-old',
  'encryption-has-its-shape': 'not-verified',
  'assertion-can-be-decrypted': 'not-verified',
  'verified-words-are-those-sent': 'not-verified',
  'provider-is-known': 'unknown-institution',
  'provider-is-current': 'unknown-institution',
  'provider-can-be-asked': 'unknown-institution',
  'provider-answers': 'provider-is-away',
  'provider-signed-the-reader-in': 'provider-said-no',
  'answer-was-asked-for': 'not-asked-for',
  'answer-is-used-once': 'used-before',
  'answer-comes-in-time': 'too-late',
  'answer-comes-from-whom-we-asked': 'not-verified',
  'answer-came-to-its-address': 'not-for-us',
  'answer-belongs-to-this-browser': 'other-browser',
  'issuer-is-the-provider': 'not-verified',
  'assertion-is-for-us': 'not-for-us',
  'assertion-is-for-its-bearer': 'not-verified',
  'assertion-came-to-its-recipient': 'not-for-us',
  'assertion-answers-our-request': 'not-asked-for',
  'assertion-is-in-time': 'too-late',
  'assertion-says-when-the-reader-signed-in': 'not-verified',
  'reader-has-a-name-where-one-is-given': 'not-verified',
  'attribute-is-named-once': 'not-verified',
  'reader-belongs-to-the-institution': 'not-a-member',
  'token-holds': 'not-verified',
  'code-can-be-exchanged': 'provider-is-away',
} as const

export type Rule = keyof typeof RULES

export const isRule = (text: string): text is Rule => Object.hasOwn(RULES, text)
export type Reason = (typeof RULES)[Rule]

/** `detail` is for the log: it may say what a stranger wrote, shortened, and never a reader's name. */
export type Refusal = { readonly rule: Rule; readonly detail: string }

export const refusal = (rule: Rule, detail: string): Refusal => ({ rule, detail: detail.slice(0, 300) })

export const reasonOf = (rule: Rule): Reason => RULES[rule]
