/** `/styleguide`: made of the examples, which are loaded when somebody first looks. */
import type { FastifyInstance } from 'fastify'
import {
  examplePath,
  loadComponentExhibits,
  pageKey,
  paths,
  renderLayout,
  renderStyleguidePage,
  showPage,
} from '#web'
import type { LandingDeps } from './deps.ts'

export function styleguideRoutes(app: FastifyInstance, deps: LandingDeps): void {
  app.get(paths.styleguide, { config: { shows: 'nothing' } }, async (request, reply) => {
    const site = deps.siteOf(request)
    const [pageExhibits, components] = await Promise.all([load(), loadComponentExhibits(site.brand.favicon)])
    return showPage(deps, request, reply, {
      key: pageKey(site.place, site.press, paths.styleguide),
      load: async () => ({
        kind: 'page',
        ...site,
        title: 'Style guide',
        robots: 'noindex',
        path: paths.styleguide,
        main: () =>
          renderStyleguidePage({
            place: site.place,
            components,
            pages: [...new Set(pageExhibits.map(({ name }) => name))].map((name) => ({
              name,
              examples: pageExhibits.filter((one) => one.name === name).map(({ example }) => example),
            })),
          }),
        shows: [],
      }),
    })
  })

  app.get<{ Params: { '*': string } }>(
    `${paths.styleguide}/*`,
    { config: { shows: 'nothing' } },
    async (request, reply) => {
      const pageExhibits = await load()
      const wanted = `${paths.styleguide}/${request.params['*']}`
      const exhibit = pageExhibits.find(({ name, example }) => examplePath(name, example) === wanted)
      if (exhibit === undefined) return reply.callNotFound()
      return reply
        .type('text/html; charset=utf-8')
        .header('cache-control', 'no-store')
        .send(renderLayout(exhibit.page(deps.siteOf(request).brand)).text)
    },
  )
}

const load = async () => (await import('./page-exhibits.examples.ts')).pageExhibits
