/** What commands do is written where staff look for who did what: in the audit log, in one transaction with the deed itself. */
import { hostname, userInfo } from 'node:os'
import { type Doer, type Done, noteDeed } from '#console'
import { type Database, loadSecretKey } from '#platform'
import { inSession, type Session } from './session.ts'

export type CommandDeed = Done

export type NoteDeed = (deed: CommandDeed) => void

/** Both are so, or neither: a command that ends with a fault has done nothing, and nothing is written of it. */
export const inDeed = <T>(
  { db, config }: Pick<Session, 'db' | 'config'>,
  work: (tx: Database, note: NoteDeed) => Promise<T>,
): Promise<T> =>
  db.transaction().execute(async (tx) => {
    const deeds: CommandDeed[] = []
    const done = await work(tx, (deed) => void deeds.push(deed))
    for (const deed of deeds) await noteCommand({ config }, tx, deed)
    return done
  })

/** For what asks others over the network in between, and cannot be one transaction. */
export const noteDone = (session: Pick<Session, 'db' | 'config'>, deed: CommandDeed): Promise<void> =>
  inDeed(session, async (_tx, note) => note(deed))

/** A command that changes something, with the session that it needs. */
export const changing = <T>(
  command: string,
  work: (tx: Database, note: NoteDeed, session: Session) => Promise<T>,
): Promise<T> => inSession(command, (session) => inDeed(session, (tx, note) => work(tx, note, session)))

export const noteCommand = (
  { config }: Pick<Session, 'config'>,
  tx: Database,
  deed: CommandDeed,
): Promise<void> => noteDeed(tx, loadSecretKey(config), { ...deed, ...commander() }, new Date())

/** A command has no account: the user of the machine stands for it. */
export const commander = (): Doer => ({
  accountId: null,
  who: `command line: ${userOfMachine()}@${hostname()}`,
})

/** In a container a user may have a number and no name. */
function userOfMachine(): string {
  try {
    return userInfo().username
  } catch {
    return `user ${process.getuid?.() ?? '?'}`
  }
}
