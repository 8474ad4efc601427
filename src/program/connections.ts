/** `chapterhouse connection`: how many readers have connected a cloud, and the keys under which that is sealed. */
import { type ConnectionState, changeKeys, countConnections, listKeys, SEALED_COLUMNS } from '#delivery'
import { loadSecretKey } from '#platform'
import { cloudsOf, sealsOf } from './clouds.ts'
import { changing } from './deeds.ts'
import { inSession } from './session.ts'
import { pressesOf } from './site.ts'
import { count } from './to-outcome.ts'

const say = (line: string): void => void process.stdout.write(`${line}\n`)

export const list = (options: { readonly json?: boolean }): Promise<void> =>
  inSession('connection', async (session) => {
    const { destinations } = cloudsOf(session, await pressesOf(session.config))
    const counts = await countConnections(session.db)
    for (const { name, label, standing } of destinations) {
      const now = await standing('')
      const countOf = (state: ConnectionState): number =>
        counts
          .filter((one) => one.cloud === name && one.state === state)
          .reduce((sum, one) => sum + one.count, 0)
      const [active, broken, leaving] = [countOf('active'), countOf('broken'), countOf('leaving')]
      if (options.json) {
        say(JSON.stringify({ cloud: name, configured: now.kind === 'ready', active, broken, leaving }))
        continue
      }
      say(
        `${label}: ${count(active, 'connection')}, ${broken} to be connected again, ${leaving} to be given back.`,
      )
      if (now.kind === 'not-configured') say(`  Not configured. ${now.advice.en}`)
    }
  })

export async function keys(options: { readonly change?: boolean }): Promise<void> {
  if (options.change) return change()
  await inSession('connection', async ({ db, config }) => {
    const known = await listKeys(db)
    if (known.length === 0) say('Nothing has been sealed yet.')
    const secrets = { now: loadSecretKey(config), before: config.secretKeyBefore }
    for (const key of known) {
      const of = key.isOf(secrets.now)
        ? 'made from SECRET_KEY'
        : secrets.before !== null && key.isOf(secrets.before)
          ? 'made from SECRET_KEY_BEFORE'
          : 'made from a SECRET_KEY that is not known here: set it as SECRET_KEY_BEFORE, or readers will connect again'
      say(`${key.version}  ${key.made.toISOString()}  ${of}`)
    }
  })
}

/** Once more after it was interrupted: nothing is half sealed. */
async function change(): Promise<void> {
  const done = await changing('connection', async (tx, note, session) => {
    const changed = await changeKeys(tx, sealsOf(session), loadSecretKey(session.config), SEALED_COLUMNS)
    note({ act: 'keys-changed', press: null, name: 'connections', details: { ...changed } })
    return changed
  })
  say(`Key ${done.version}: ${count(done.sealedAnew, 'secret')} sealed anew.`)
  if (done.unreadable > 0)
    say(
      `${count(done.unreadable, 'secret')} could not be read: set the SECRET_KEY they were sealed with as SECRET_KEY_BEFORE and do it again, or their readers will be asked to connect again.`,
    )
}
