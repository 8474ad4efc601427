/** The request with which a reader is sent to a provider, signed by us. Made by node-saml; its id and RelayState are ours. */
import type { SamlConfig } from '@node-saml/node-saml'
import type { ServiceKey } from '../keys/service-keys.ts'
import type { SamlProvider } from '../metadata/identity-provider.ts'

export type Asking = {
  readonly id: string
  readonly relay: string
  readonly entityId: string
  /** Where the answer has to come in. */
  readonly address: string
  readonly key: ServiceKey
}

/** `go`: an address to send the browser to. `post`: a form for it to send. */
export type Asked =
  | { readonly kind: 'go'; readonly url: string }
  | { readonly kind: 'post'; readonly url: string; readonly fields: Readonly<Record<string, string>> }

/** Null: it says no address at which it can be asked, or no key by which its answer could be known. */
export async function askProvider(provider: SamlProvider, asking: Asking): Promise<Asked | null> {
  if (provider.certificates.length === 0) return null
  // Most visitors never sign in this way: the library is read when the first one does.
  const { SAML } = await import('@node-saml/node-saml')
  if (provider.redirectUrl !== null) {
    const saml = new SAML(configure(provider, provider.redirectUrl, asking))
    return { kind: 'go', url: await saml.getAuthorizeUrlAsync(asking.relay, undefined, {}) }
  }
  if (provider.postUrl === null) return null
  // SAML Bindings §3.5.4: in a form the request is not deflated, and its signature stands inside.
  const saml = new SAML({ ...configure(provider, provider.postUrl, asking), skipRequestCompression: true })
  const fields = await saml.getAuthorizeMessageAsync(asking.relay, undefined, {})
  return { kind: 'post', url: provider.postUrl, fields: toFields(fields) }
}

const configure = (provider: SamlProvider, entryPoint: string, asking: Asking): SamlConfig => ({
  entryPoint,
  issuer: asking.entityId,
  callbackUrl: asking.address,
  idpCert: [...provider.certificates],
  privateKey: asking.key.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  signatureAlgorithm: 'sha256',
  digestAlgorithm: 'sha256',
  // How a reader proves who he is, and by which kind of name he is called, is for the institution to choose.
  identifierFormat: null,
  disableRequestedAuthnContext: true,
  generateUniqueId: () => asking.id,
})

const toFields = (fields: object): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, String(value)]))
