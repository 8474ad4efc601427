/**
 * Presses are files, so that whoever runs a site can review and keep them like the rest of its set-up (docs/decisions/0015). This
 * screen says which file holds what, what is wrong with it as it lies there now, and tries one that is not there yet.
 */
import { join } from 'node:path'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { readForm } from '#accounts'
import { loadPresses, type Press, readPress } from '#press'
import { admit, type Clerk } from '../clerk.ts'
import { consolePath } from '../console-page.ts'
import type { ConsoleDeps } from '../deps.ts'
import { showConsole } from '../show-console.ts'
import { type FileState, renderPresses, type Trial } from './presses-page.ts'
import { words } from './words.ts'

export function pressFileRoutes(app: FastifyInstance, deps: ConsoleDeps): void {
  const path = consolePath('site', 'presses')
  app.get(path, (request, reply) =>
    admit(deps, request, reply, 'site', (clerk) => show(deps, request, reply, clerk, null)),
  )
  app.post(path, (request, reply) =>
    admit(deps, request, reply, 'site', async (clerk) => {
      const typed = readForm(request)
      const [slug, yaml] = [typed('slug').trim(), typed('yaml').replaceAll('\r\n', '\n')]
      return show(deps, request, reply, clerk, { slug, yaml, parsed: await readPress(slug, yaml) })
    }),
  )
}

async function show(
  deps: ConsoleDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  clerk: Clerk,
  trial: Trial | null,
): Promise<FastifyReply> {
  const t = words(clerk.place.language)
  const { presses, problems } = await loadPresses(deps.pressesFolder)
  const isBad = trial !== null && !trial.parsed.ok
  return showConsole(deps, request, reply, clerk, {
    ...({ here: 'site', title: t.presses.title, above: t.site.title } as const),
    status: isBad ? 422 : 200,
    body: renderPresses({
      ...{ place: clerk.place, trial, folder: deps.pressesFolder, problems },
      files: toStates(deps.presses.all, presses).map(([press, state]) => ({
        ...{ press, state, file: join(deps.pressesFolder, press.slug, 'press.yaml') },
        address:
          deps.presses.originOf(press.slug, clerk.place.origin) ??
          `${clerk.place.origin}/press/${press.slug}`,
      })),
    }),
  })
}

/** What the site was started with, against what lies there now. */
function toStates(
  started: readonly Press[],
  now: readonly Press[],
): readonly (readonly [Press, FileState])[] {
  const before = started.map((press): readonly [Press, FileState] => {
    const file = now.find(({ slug }) => slug === press.slug)
    if (file === undefined) return [press, 'gone']
    return [file, JSON.stringify(file) === JSON.stringify(press) ? 'shown' : 'changed']
  })
  const fresh = now.filter(({ slug }) => !started.some((press) => press.slug === slug))
  return [...before, ...fresh.map((press): readonly [Press, FileState] => [press, 'new'])]
}
