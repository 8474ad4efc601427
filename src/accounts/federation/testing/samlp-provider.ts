/**
 * A real identity provider in a process of its own: Auth0's samlp behind Node's server. It checks the signature of our requests,
 * asks nobody for a password, and answers by a form as all of them do. Started by tests with its settings as one argument; says
 * its address on standard output.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { auth } from 'samlp'

type Settings = {
  readonly entityId: string
  readonly key: string
  readonly cert: string
  readonly service: { readonly cert: string; readonly publicKey: string; readonly address: string }
  readonly sign: 'assertion' | 'response' | 'both'
  readonly encrypt: boolean
  readonly attributes: Readonly<Record<string, readonly string[]>>
}

const settings: Settings = JSON.parse(process.argv[2] ?? '{}')
const { service } = settings

const answer = auth({
  issuer: settings.entityId,
  cert: settings.cert,
  key: settings.key,
  signingCert: service.cert,
  destination: service.address,
  recipient: service.address,
  signResponse: settings.sign !== 'assertion',
  signAssertion: settings.sign !== 'response',
  ...(settings.encrypt
    ? {
        encryptionCert: service.cert,
        encryptionPublicKey: service.publicKey,
        encryptionAlgorithm: 'http://www.w3.org/2009/xmlenc11#aes256-gcm',
      }
    : {}),
  getPostURL: (_audience, _dom, _request, done) => done(null, service.address),
  getUserFromRequest: () => ({ id: 'reader-1' }),
  profileMapper: () => ({
    getClaims: () => settings.attributes,
    getNameIdentifier: () => ({
      nameIdentifier: 'reader-1',
      nameIdentifierFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
    }),
  }),
})

/** samlp speaks Express: the little of it that it needs. */
async function express(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost')
  let body = ''
  for await (const chunk of request) body += chunk
  Object.assign(request, {
    query: Object.fromEntries(url.searchParams),
    body: Object.fromEntries(new URLSearchParams(body)),
    originalUrl: request.url,
  })
  Object.assign(response, {
    set: (name: string, value: string) => response.setHeader(name, value),
    send: (text: unknown) => response.end(typeof text === 'number' ? String(text) : text),
  })
}

const server = createServer((request, response) => {
  void express(request, response).then(() =>
    answer(request, response, (error) => {
      response.statusCode = 400
      response.end(String(error))
    }),
  )
})
server.listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
})
process.on('disconnect', () => process.exit())
