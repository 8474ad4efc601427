/** A reader who has said yes to a cloud: the whole way through its consent page, without a browser. */
import type { Database } from '#platform'
import type { Cloud } from '../cloud.ts'
import { keepConnection } from '../connection-store.ts'
import { askConsent, takeConsent } from '../oauth.ts'
import type { Seals } from '../sealing/seals.ts'

/** The id of the connection. */
export async function grantConnection(
  { db, seals, now }: { readonly db: Database; readonly seals: Seals; readonly now: () => Date },
  cloud: Cloud,
  accountId: string,
): Promise<string> {
  const redirect = 'http://localhost/return'
  const asked = await askConsent(cloud, redirect)
  const answer = await fetch(asked.url, { redirect: 'manual' })
  const url = new URL(answer.headers.get('location') ?? '')
  const tokens = await takeConsent(cloud, { ...asked, url, redirect, now: now() })
  if (!tokens.ok) throw new Error(tokens.error)
  const granted = { accountId, cloud: cloud.name, label: null, tokens: tokens.value, now: now() }
  return (await db.transaction().execute((tx) => keepConnection(tx, seals, granted))).id
}
