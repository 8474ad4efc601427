import { type AccountPanel, listInstitutionsOfLibrarian, listStaff } from '#accounts'
import type { Database } from '#platform'
import { href, html, paths } from '#web'
import { words } from './words.ts'

/** On My account, for those who work here or look after an institution: the way to the console. */
export const openConsoleLink = ({ db }: { readonly db: Database }): AccountPanel => ({
  id: 'console',
  load: async (account, place) => {
    const [staff, libraries] = await Promise.all([listStaff(db), listInstitutionsOfLibrarian(db, account.id)])
    if (libraries.length === 0 && !staff.some(({ accountId }) => accountId === account.id)) return null
    const t = words(place.language)
    return {
      title: t.console,
      body: html`<p><a href="${href(place, paths.console)}">${t.toConsole}</a></p>`,
    }
  },
})
