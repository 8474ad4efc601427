/** Our own metadata, with every key that is in use or soon will be, signed with the one in use. */
import { randomBytes } from 'node:crypto'
import { LANGUAGES, paths } from '#web'
import type { FederationDeps } from './deps.ts'
import { buildServiceMetadata } from './saml/build-service-metadata.ts'
import { words } from './words.ts'
import { signXml } from './xml/sign-xml.ts'

/** Whoever reads them asks again before. */
const VALID_MS = 14 * 86_400_000

export async function serviceMetadata(deps: FederationDeps, siteName: string): Promise<string> {
  const { entityId, contact, now } = deps
  const { signing, all } = await deps.keys()
  const origins = deps.origins()
  const [home = new URL(entityId).origin] = origins
  const xml = buildServiceMetadata({
    entityId,
    addresses: origins.map((origin) => `${origin}${paths.samlAnswer}`),
    certificates: all.map(({ certificate }) => certificate),
    names: Object.fromEntries(LANGUAGES.map((language) => [language, siteName])),
    description: Object.fromEntries(
      LANGUAGES.map((language) => [language, words(language).serviceDescription(siteName)]),
    ),
    homeUrl: `${home}/`,
    privacyUrl: `${home}${paths.policy('privacy')}`,
    logo: null,
    contact,
    id: `_${randomBytes(16).toString('hex')}`,
    validUntil: new Date(now().getTime() + VALID_MS),
  })
  return signXml(xml, signing.privateKey, signing.certificate)
}
