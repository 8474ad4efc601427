/** What an operator grants to one provider: see `ProviderSettings`. */
import { fail, ok, type Result } from '#base'
import type { Database } from '#platform'
import type { ProviderSettings } from './metadata/identity-provider.ts'
import { type FoundProvider, findProvider, setProviderSettings } from './metadata/provider-store.ts'

export type SettingOptions = {
  readonly signed?: string
  readonly algorithms?: string
  readonly unsolicited?: string
  /** An empty list: those of its metadata again. */
  readonly scopes?: readonly string[]
  readonly unscoped?: string
  readonly unsaid?: string
  /** `staff=member`, `guest=` for nothing. */
  readonly affiliation?: readonly string[]
}

const AFFILIATIONS = ['member', 'alum', 'walk-in'] as const

export async function setProviderByCommand(
  db: Database,
  entityId: string,
  options: SettingOptions,
): Promise<Result<FoundProvider, readonly string[]>> {
  const found = await findProvider(db, entityId)
  if (found === null)
    return fail([
      `There is no provider “${entityId}”. “chapterhouse federation list --providers” lists them.`,
    ])
  const settings = parseSettings(options, found.settings)
  if (!settings.ok) return settings
  await setProviderSettings(db, entityId, settings.value)
  return ok({ ...found, settings: { ...found.settings, ...settings.value } })
}

function parseSettings(
  given: SettingOptions,
  { rules }: ProviderSettings,
): Result<Partial<ProviderSettings>, readonly string[]> {
  const problems: string[] = []
  const oneOf = <T extends string>(
    name: string,
    value: string | undefined,
    all: readonly T[],
  ): T | undefined => {
    const chosen = all.find((one) => one === value)
    if (value !== undefined && chosen === undefined)
      problems.push(`${name} must be one of ${all.join(', ')}; it is “${value}”.`)
    return chosen
  }
  const signed = oneOf('--signed', given.signed, ['either', 'assertion', 'response', 'both'])
  const algorithms = oneOf('--algorithms', given.algorithms, ['current', 'with-cbc', 'old'])
  const unsolicited = oneOf('--unsolicited', given.unsolicited, ['refused', 'accepted'])
  const unscoped = oneOf('--unscoped', given.unscoped, ['yes', 'no'])
  const unsaid = oneOf('--unsaid', given.unsaid, [...AFFILIATIONS, 'nobody'])
  const affiliations = { ...rules.affiliations }
  for (const pair of given.affiliation ?? []) {
    const [said = '', means] = pair.split('=')
    const meant = oneOf('--affiliation', means === '' ? 'nobody' : (means ?? pair), [
      ...AFFILIATIONS,
      'nobody',
    ])
    if (meant === 'nobody') delete affiliations[said]
    else if (meant !== undefined) affiliations[said] = meant
  }
  if (problems.length > 0) return fail(problems)
  const scopes = given.scopes?.filter((scope) => scope !== '').map((scope) => scope.toLowerCase())
  const changed = given.affiliation ?? unscoped ?? unsaid
  return ok({
    ...(signed === undefined ? {} : { signed }),
    ...(algorithms === undefined ? {} : { algorithms }),
    ...(unsolicited === undefined ? {} : { unsolicited }),
    ...(scopes === undefined ? {} : { scopes: scopes.length === 0 ? null : scopes }),
    ...(changed === undefined
      ? {}
      : {
          rules: {
            ...rules,
            affiliations,
            unscoped: unscoped === undefined ? rules.unscoped : unscoped === 'yes',
            unsaid: unsaid ?? rules.unsaid,
          },
        }),
  })
}
