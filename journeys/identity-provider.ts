/** A real identity provider in a process of its own, for journeys: it knows our metadata, and we are given its own. */
import { type ChildProcess, fork } from 'node:child_process'
import { createPublicKey } from 'node:crypto'
import { once } from 'node:events'
import { makeProviderDouble } from '../src/accounts/federation/testing/provider-double.ts'

export type IdentityProvider = {
  readonly entityId: string
  /** As an institution would hand it out. */
  readonly metadata: string
  stop(): void
}

const toPem = (base64: string): string =>
  `-----BEGIN CERTIFICATE-----\n${base64.match(/.{1,64}/g)?.join('\n')}\n-----END CERTIFICATE-----\n`

/** `origin`: of our site, as the reader's browser calls it. */
export async function startIdentityProvider(
  origin: string,
  { scope, affiliation }: { readonly scope: string; readonly affiliation: string },
): Promise<IdentityProvider> {
  const entityId = `https://idp.${scope}/saml`
  const double = makeProviderDouble(entityId)
  const ours = await (await fetch(`${origin}/saml/metadata`)).text()
  const cert = toPem((/X509Certificate>([^<]+)</.exec(ours)?.[1] ?? '').replaceAll(/\s/g, ''))
  const settings = {
    entityId,
    key: double.key.export({ type: 'pkcs8', format: 'pem' }),
    cert: toPem(double.certificate),
    service: {
      cert,
      publicKey: createPublicKey(cert).export({ type: 'spki', format: 'pem' }),
      address: `${origin}/sign-in/saml`,
    },
    sign: 'both',
    encrypt: true,
    attributes: { 'urn:oid:1.3.6.1.4.1.5923.1.1.1.9': [`${affiliation}@${scope}`] },
  }
  const peer: ChildProcess = fork(
    new URL('../src/accounts/federation/testing/samlp-provider.ts', import.meta.url),
    [JSON.stringify(settings)],
    // Not as a test, which this process may be.
    { stdio: ['ignore', 'pipe', 'inherit', 'ipc'], execArgv: [] },
  )
  const [line] = await once(peer.stdout ?? peer, 'data')
  const address = `${String(line).trim()}/sso`
  return {
    entityId,
    metadata: metadataOf(entityId, double.certificate, address, scope),
    stop: () => void peer.kill(),
  }
}

const metadataOf = (entityId: string, certificate: string, address: string, scope: string): string =>
  `<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${entityId}"><IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"><Extensions><shibmd:Scope xmlns:shibmd="urn:mace:shibboleth:metadata:1.0" regexp="false">${scope}</shibmd:Scope></Extensions><KeyDescriptor use="signing"><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>${certificate}</X509Certificate></X509Data></KeyInfo></KeyDescriptor><SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="${address}"/></IDPSSODescriptor></EntityDescriptor>`
