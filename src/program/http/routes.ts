/** Every address this site answers: the routes of all slices, joined. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { type AccessDeps, accessPanels, accessParts, accessRoutes } from '#access'
import {
  type AccountsDeps,
  accountRoutes,
  devicesPanel,
  devicesPart,
  type FederationDeps,
  federationRoutes,
  type InstitutionsDeps,
  institutionRoutes,
  openDesk,
} from '#accounts'
import { citationsRoutes } from '#citations'
import { type ConsoleDeps, consoleRoutes, openConsoleLink } from '#console'
import {
  type ConnectionsDeps,
  connectionsPanel,
  connectionsPart,
  connectionsRoutes,
  type DownloadDeps,
  deliveriesPanel,
  deliveriesPart,
  downloadRoutes,
  type KindleDeps,
  kindlePanel,
  kindlePart,
  kindleRoutes,
  myDeliveriesRoutes,
  openSavesAt,
  type SavingDeps,
  saveRoutes,
} from '#delivery'
import { feedsRoutes } from '#feeds'
import { type LandingDeps, landingRoutes, notFound } from '#landing'
import { pressRoutes } from '#press'
import { recordRoutes } from '#record'
import { purchasesPanel, purchasesPart, type SalesDeps, salesRoutes } from '#sales'
import { type AnswerShell, type Assets, assetRoutes, paths, showPage } from '#web'
import { type HealthDeps, healthRoutes } from './health.ts'
import { type MetricsDeps, metricsRoutes } from './metrics.ts'
import { showing } from './showing.ts'

export type RoutesDeps = LandingDeps &
  Pick<AccessDeps, 'passes' | 'traces' | 'entitlements' | 'onGiven'> &
  Pick<AccountsDeps, 'identify' | 'secretKey' | 'providers' | 'log'> &
  Pick<InstitutionsDeps, 'book' | 'door'> &
  Pick<DownloadDeps, 'files' | 'assembly'> &
  Pick<SavingDeps, 'pool' | 'queue' | 'destinations'> &
  Pick<ConnectionsDeps, 'clouds' | 'seals'> &
  Pick<ConsoleDeps, 'handedInFolder' | 'outbox' | 'pressesFolder'> &
  Pick<SalesDeps, 'provider' | 'sellerOf'> & {
    readonly federation: Omit<FederationDeps, keyof SharedWithFederation>
    readonly privateProviders: boolean
    readonly kindle: KindleDeps
    /** What a press is called, by its slug. */
    readonly pressName: (slug: string) => string
    readonly assets: Assets
    readonly health: Omit<HealthDeps, 'db' | 'release' | 'instance'>
    readonly metrics: Pick<MetricsDeps, 'token'>
    readonly meters: MetricsDeps['meters']
  }

/** What federation needs and the rest of the site has already. */
type SharedWithFederation = Pick<
  FederationDeps,
  'db' | 'log' | 'siteOf' | 'answerShell' | 'finderPath' | 'keepSignIn' | 'forgetSignIn'
>

export async function addRoutes(app: FastifyInstance, given: RoutesDeps): Promise<void> {
  const answerShell: AnswerShell = (request, reply, page) =>
    showPage(given, request, reply, {
      key: null,
      load: async () => ({
        kind: 'page',
        ...given.siteOf(request),
        ...page,
        main: () => page.main,
        shows: [],
      }),
    })
  const deps = {
    ...given,
    answerShell,
    placeOf: (request: Parameters<typeof given.siteOf>[0]) => given.siteOf(request).place,
    savesAt: openSavesAt(given.destinations, given.now),
  }
  healthRoutes(app, { ...given, ...given.health })
  metricsRoutes(app, { ...given, ...given.metrics })
  await assetRoutes(given.assets)(app)
  await pressRoutes(app, deps)
  const desk = openDesk({
    ...deps,
    finderPath: paths.institutions,
    panels: [
      ...accessPanels(deps),
      purchasesPanel(deps),
      deliveriesPanel(deps),
      kindlePanel(given.kindle),
      connectionsPanel(deps),
      devicesPanel(deps),
      openConsoleLink(deps),
    ],
    parts: [
      ...accessParts(deps),
      purchasesPart(deps),
      deliveriesPart(deps),
      kindlePart(given.kindle),
      connectionsPart(deps),
      devicesPart(deps),
    ],
  })
  // None of these knows of any book.
  await app.register(showing('nothing', accountRoutes(desk)))
  const accountOf = async (request: FastifyRequest) => (await given.identify(request))?.account ?? null
  await app.register(showing('nothing', institutionRoutes({ ...deps, accountOf })))
  const { keepSignIn, forgetSignIn } = given.door
  const finderPath = paths.institutions
  const federation = { ...deps, ...given.federation, finderPath, keepSignIn, forgetSignIn }
  await app.register(showing('nothing', federationRoutes(federation)))
  await app.register(accessRoutes(deps))
  await app.register(salesRoutes(deps))
  await app.register(recordRoutes({ ...deps, notFound }))
  await landingRoutes(app, deps)
  await citationsRoutes(app, deps)
  await feedsRoutes(app, deps)
  await app.register(downloadRoutes(deps))
  await app.register(saveRoutes(deps))
  await app.register(showing('nothing', myDeliveriesRoutes(deps)))
  await app.register(showing('nothing', kindleRoutes({ ...deps, ...given.kindle, desk })))
  await app.register(showing('nothing', connectionsRoutes({ ...deps, desk, nameOf: given.pressName })))
  await app.register(showing('metadata', consoleRoutes({ ...deps, desk })))
}
