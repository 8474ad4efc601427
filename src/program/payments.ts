/** What selling needs of the settings: who takes payments, and in whose name is sold. */
import { type Config, loadSecretKey } from '#platform'
import { type Press, sitePress } from '#press'
import { openStripe, type PaymentProvider, sellersOf } from '#sales'
import type { Session } from './session.ts'

/** Null: nothing is sold by card. */
export const paymentsOf = (config: Config): PaymentProvider | null =>
  config.stripeSecretKey === null || config.stripeWebhookSecret === null
    ? null
    : openStripe({
        secretKey: config.stripeSecretKey,
        webhookSecret: config.stripeWebhookSecret,
        apiBase: config.stripeApiBase,
      })

export const tillOf = ({ db, config, log }: Session, presses: readonly Press[]) => ({
  ...{ db, log, secretKey: loadSecretKey(config), now: () => new Date() },
  ...{ provider: paymentsOf(config), sellerOf: sellersOf(presses, sitePress(presses)) },
})
