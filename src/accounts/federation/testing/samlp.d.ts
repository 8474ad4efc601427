/** samlp has no types of its own; this is what the tests use of it. */
declare module 'samlp' {
  import type { IncomingMessage, ServerResponse } from 'node:http'

  type Profile = Readonly<Record<string, unknown>>
  export function auth(options: {
    readonly issuer: string
    readonly cert: string
    readonly key: string
    readonly signingCert?: string
    readonly destination: string
    readonly recipient: string
    readonly signResponse?: boolean
    readonly signAssertion?: boolean
    readonly encryptionCert?: string
    readonly encryptionPublicKey?: string
    readonly encryptionAlgorithm?: string
    readonly nameIdentifierFormat?: string
    readonly getPostURL: (
      audience: string,
      dom: unknown,
      request: IncomingMessage,
      answer: (error: Error | null, url: string) => void,
    ) => void
    readonly profileMapper: (profile: Profile) => {
      getClaims(): Readonly<Record<string, unknown>>
      getNameIdentifier(): { readonly nameIdentifier: string; readonly nameIdentifierFormat?: string }
    }
    readonly getUserFromRequest: (request: IncomingMessage) => Profile
  }): (request: IncomingMessage, response: ServerResponse, next: (error?: Error) => void) => void
}
