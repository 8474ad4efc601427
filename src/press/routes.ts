/** `/about`, `/accessibility`, `/contact` and `/policies/…`: each press in its own name. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type House, type Html, pageKey, paths, type Site, showPage } from '#web'
import type { Presses } from './open-presses.ts'
import { POLICY_NAMES, type PolicyName } from './press.ts'
import {
  type PressPage,
  renderAboutPage,
  renderAccessibilityPage,
  renderContactPage,
  renderPolicyPage,
} from './press-pages.ts'
import { words } from './words.ts'

export type PressDeps = House & {
  readonly presses: Presses
  readonly siteOf: (request: FastifyRequest) => Site
}

type Speech = {
  readonly title: string
  readonly path: string
  readonly here?: 'about' | 'accessibility'
  readonly main: (page: PressPage) => Html
}

export async function pressRoutes(app: FastifyInstance, deps: PressDeps): Promise<void> {
  const speak = (path: string, speechOf: (site: Site) => Speech) =>
    app.get(path, { config: { shows: 'nothing' } }, (request, reply) =>
      showSpeech(deps, request, reply, speechOf(deps.siteOf(request))),
    )

  speak(paths.about, (site) => ({
    title: words(site.place.language).about,
    path: paths.about,
    here: 'about',
    main: renderAboutPage,
  }))
  speak(paths.accessibility, (site) => ({
    title: words(site.place.language).accessibility,
    path: paths.accessibility,
    here: 'accessibility',
    main: renderAccessibilityPage,
  }))
  speak(paths.contact, (site) => ({
    title: words(site.place.language).contact,
    path: paths.contact,
    main: renderContactPage,
  }))
  for (const name of POLICY_NAMES) speak(paths.policy(name), (site) => policySpeech(site, name))
}

const policySpeech = (site: Site, name: PolicyName): Speech => ({
  title: words(site.place.language).policies[name],
  path: paths.policy(name),
  main: (page) => renderPolicyPage(page, name),
})

function showSpeech(
  deps: PressDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  { title, path, here, main }: Speech,
): Promise<FastifyReply> {
  const site = deps.siteOf(request)
  const press = deps.presses.speaking(site)
  const others = site.press === null ? deps.presses.all.filter(({ slug }) => slug !== press.slug) : []
  return showPage(deps, request, reply, {
    key: pageKey(site.place, site.press, path),
    dependsOn: 'shell',
    load: async () => ({
      kind: 'page',
      ...site,
      title,
      path,
      here: here ?? null,
      main: () => main({ press, place: site.place, others }),
      shows: [],
    }),
  })
}
