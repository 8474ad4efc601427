/**
 * OpenID providers by which readers may sign in, as an operator names them in SIGN_IN_PROVIDERS. Those that many use are known
 * by name, so that only the client's id and secret have to be given.
 */
import { z } from 'zod'
import { fail, ok, type Result } from '#base'

export type SignInProvider = {
  /** In addresses, and in the table of who is who. */
  readonly key: string
  readonly name: string
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string | null
  readonly scopes: readonly string[]
  /** Its word on an e-mail address is taken: it has proven that itself. */
  readonly trustsAddresses: boolean
}

type Preset = Pick<SignInProvider, 'name' | 'issuer' | 'scopes' | 'trustsAddresses'>

/** ORCID tells no address, whatever is asked (ORCID API, “openid” scope). */
const PRESETS: Readonly<Record<string, Preset>> = {
  orcid: { name: 'ORCID', issuer: 'https://orcid.org', scopes: [], trustsAddresses: false },
  'orcid-sandbox': {
    name: 'ORCID (sandbox)',
    issuer: 'https://sandbox.orcid.org',
    scopes: [],
    trustsAddresses: false,
  },
  google: {
    name: 'Google',
    issuer: 'https://accounts.google.com',
    scopes: ['email', 'profile'],
    trustsAddresses: true,
  },
}

const shape = z.strictObject({
  provider: z.string().regex(/^[a-z][a-z0-9-]{1,30}$/),
  name: z.string().min(1).max(60).optional(),
  issuer: z.url({ protocol: /^https?$/ }).optional(),
  clientId: z.string().min(1),
  clientSecret: z.string().min(1).optional(),
  scopes: z.array(z.string().regex(/^[\x21\x23-\x5b\x5d-\x7e]+$/)).optional(),
  trustAddresses: z.boolean().optional(),
})

/** All faults at once, each a sentence. */
export function parseProviders(text: string | null): Result<readonly SignInProvider[], readonly string[]> {
  if (text === null) return ok([])
  const parsed = z.array(shape).safeParse(JSON.parse(text))
  if (!parsed.success)
    return fail(
      parsed.error.issues.map(({ path, message }) => `SIGN_IN_PROVIDERS, ${path.join('.')}: ${message}.`),
    )
  const providers = parsed.data.map((given): SignInProvider | string => {
    const preset = PRESETS[given.provider]
    const issuer = given.issuer ?? preset?.issuer
    const name = given.name ?? preset?.name
    if (issuer === undefined || name === undefined)
      return `SIGN_IN_PROVIDERS: “${given.provider}” is not known by name; give its “name” and “issuer”.`
    return {
      key: given.provider,
      name,
      issuer,
      clientId: given.clientId,
      clientSecret: given.clientSecret ?? null,
      scopes: given.scopes ?? preset?.scopes ?? ['email', 'profile'],
      trustsAddresses: given.trustAddresses ?? preset?.trustsAddresses ?? false,
    }
  })
  const faults = providers.filter((one) => typeof one === 'string')
  const known = providers.filter((one) => typeof one !== 'string')
  const twice = known.find(({ key }, i) => known.findIndex((one) => one.key === key) !== i)
  if (twice) return fail([...faults, `SIGN_IN_PROVIDERS names “${twice.key}” twice.`])
  return faults.length > 0 ? fail(faults) : ok(known)
}
