/** An answer with its assertion in clear, however it came. */
import type { KeyObject } from 'node:crypto'
import { fail, ok, type Result } from '#base'
import { type Refusal, refusal } from '../refusal.ts'
import type { XmlElement } from '../xml/parse-xml.ts'
import { askNodeSaml } from './ask-node-saml.ts'
import { checkEncryption } from './check-encryption.ts'
import { type AnswerShape, checkAnswer } from './check-shape.ts'
import { checkSignature } from './check-signature.ts'
import { decryptAssertion } from './decrypt-assertion.ts'
import { type Algorithms, believed } from './names.ts'
import { type Message, parseText } from './parse-message.ts'

export type Opening = {
  readonly certificates: readonly string[]
  readonly algorithms: Algorithms
  readonly keys: readonly KeyObject[]
}

export type Clear = {
  /** What node-saml is to verify. */
  readonly text: string
  readonly root: XmlElement
  /** As the message shows it: what the verified bytes will have to say. */
  readonly assertion: XmlElement
  /** With which node-saml has to open it once more. */
  readonly key: KeyObject | null
}

/**
 * An encrypted assertion is put in its place in clear, and the whole is looked at as if it had come so. When the response is
 * signed, its signature is over the cipher text: then node-saml gets the message as it came, with the key.
 */
export async function openAnswer(
  { text, root }: Message,
  { assertion, encrypted, signature }: AnswerShape,
  opening: Opening,
): Promise<Result<Clear, Refusal>> {
  if (assertion) return ok({ text, root, assertion, key: null })
  if (!encrypted) return fail(refusal('assertion-stands-alone', 'it holds no assertion'))
  const form = checkEncryption(encrypted, opening.algorithms)
  if (!form.ok) return form
  if (signature) {
    // Whoever could change a cipher text and watch what becomes of it would learn what it says: the seal is looked at first.
    const fault = checkSignature(signature, root, believed(opening.algorithms))
    if (fault) return fail(fault)
    const sealed = await checkSeal(text, opening)
    if (sealed) return fail(sealed)
  }
  const opened = decryptAssertion(form.value, opening.keys)
  if (!opened) return fail(refusal('assertion-can-be-decrypted', 'no key of ours opens it'))
  const clear = parseText(replaceEncrypted(text, encrypted, opened.text))
  if (!clear.ok) return clear
  const shape = checkAnswer(clear.value.root)
  if (!shape.ok) return shape
  if (!shape.value.assertion)
    return fail(refusal('assertion-stands-alone', 'what was encrypted is no assertion'))
  const open = { root: clear.value.root, assertion: shape.value.assertion }
  return ok(signature ? { ...open, text, key: opened.key } : { ...open, text: clear.value.text, key: null })
}

/** The message holds one, and neither comments nor sections in which its tags could stand as words. */
function replaceEncrypted(text: string, { prefix, name }: XmlElement, assertion: string): string {
  const tag = prefix === '' ? name : `${prefix}:${name}`
  const [start, end] = [text.search(new RegExp(`<${tag}[\\s>]`)), text.lastIndexOf(`</${tag}`)]
  return (
    text.slice(0, start) +
    assertion.replace(/^\s*<\?xml [^>]*\?>/, '') +
    text.slice(text.indexOf('>', end) + 1)
  )
}

/** node-saml looks at the response's signature before it decrypts, and wants a key that fits. */
async function checkSeal(text: string, { certificates, keys }: Opening): Promise<Refusal | null> {
  let fault = refusal('assertion-can-be-decrypted', 'we have no key')
  for (const key of keys) {
    const sealed = await askNodeSaml(text, certificates, {
      responseSigned: true,
      assertionSigned: false,
      key,
    })
    if (sealed.ok) return null
    fault = sealed.error
    if (fault.rule !== 'assertion-can-be-decrypted') return fault
  }
  return fault
}
