import type { FastifyInstance } from 'fastify'
import { countNewCopies } from '#access'
import { paths } from '#web'
import { handedInLedger } from './add/add-page.ts'
import { listHandedIn } from './add/handed-in-store.ts'
import { words as addWords } from './add/words.ts'
import { allPresses } from './clerk.ts'
import type { ConsoleDeps } from './deps.ts'
import { renderHome } from './home-page.ts'
import { admitLibrarian } from './institutions/librarian.ts'
import { showConsole } from './show-console.ts'
import { words } from './words.ts'

export function homeRoutes(app: FastifyInstance, deps: ConsoleDeps): void {
  app.get(paths.console, (request, reply) =>
    admitLibrarian(deps, request, reply, 'look', async (clerk) => {
      const { place, presses } = clerk
      const open = await listHandedIn(deps.db, { presses, open: true, limit: 10 })
      const waiting = open.filter(({ state, held }) => state === 'read' && !held).length
      const ledger = open.length === 0 ? null : handedInLedger(place, open)
      const asking = clerk.may('access')
        ? await countNewCopies(
            deps.db,
            allPresses(deps).filter((press) => clerk.may('access', press)),
          )
        : 0
      return showConsole(deps, request, reply, clerk, {
        ...{ here: 'home', title: words(place.language).console },
        body: renderHome(clerk, { waiting, asking, ledger, heading: addWords(place.language).recent }),
      })
    }),
  )
}
