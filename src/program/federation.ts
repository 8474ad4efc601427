/** Sign-in through institutions, as this installation is set up: for the site, the worker and the commands alike. */
import { type FederationDeps, openFederation, type RefreshDeps } from '#accounts'
import { type Config, loadSecretKey, parseMailAddress } from '#platform'
import { type Press, sitePress } from '#press'
import type { Session } from './session.ts'
import { siteOrigin } from './site.ts'

/** Providers know us by an address that has to stay: PUBLIC_URL is to be set before the first of them is told. */
export const federationOf = (config: Config) =>
  openFederation({
    dataDir: config.dataDir,
    secretKey: loadSecretKey(config),
    publicUrl: siteOrigin(config),
    privateToo: config.privateProviders,
    now: () => new Date(),
  })

/** Where answers may come in: at the site's own address first, and at those that presses have for themselves. */
export function federationSite(
  config: Config,
  presses: readonly Press[],
): ReturnType<typeof federationOf> & Pick<FederationDeps, 'origins' | 'contact'> {
  const origin = siteOrigin(config)
  const { protocol } = new URL(origin)
  const own = presses.flatMap(({ host }) => (host === null ? [] : [`${protocol}//${host.toLowerCase()}`]))
  const origins = [...new Set([origin, ...own])]
  return {
    ...federationOf(config),
    origins: () => origins,
    contact: parseMailAddress(sitePress(presses).contact.address),
  }
}

export function refreshDepsOf({ config, db, log }: Session): RefreshDeps {
  const { fetch, now } = federationOf(config)
  return { db, log, fetch, now }
}
