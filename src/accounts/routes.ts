/** Every address of accounts. None of them is for another site; none of its pages is kept. */
import type { FastifyInstance } from 'fastify'
import type { Desk } from './desk.ts'
import { letterRoutes } from './letters/letter-routes.ts'
import { myAccountRoutes } from './my-account/my-account-routes.ts'
import { passkeyRoutes } from './passkeys/passkey-routes.ts'
import { providerRoutes } from './providers/provider-routes.ts'
import { signInRoutes } from './sign-in/sign-in-routes.ts'
import { twoFactorRoutes } from './two-factor/two-factor-routes.ts'

export const accountRoutes =
  (desk: Desk) =>
  async (app: FastifyInstance): Promise<void> => {
    app.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: 16_384 },
      (_request, body, done) => done(null, new URLSearchParams(String(body))),
    )
    signInRoutes(app, desk)
    letterRoutes(app, desk)
    myAccountRoutes(app, desk)
    passkeyRoutes(app, desk)
    twoFactorRoutes(app, desk)
    providerRoutes(app, desk)
  }
