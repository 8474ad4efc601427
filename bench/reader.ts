/** A reader who signs up as any does: by the forms and the letter. Answers the cookie that a browser would keep. */
import { letterTo, linkOf } from '../journeys/mailbox.ts'

export async function signUpReader({
  origin,
  dataDir,
}: {
  readonly origin: string
  readonly dataDir: string
}): Promise<string> {
  const email = 'reader@example.org'
  const fields = { name: 'Ines Marchetti', email, password: 'eight walls and a pillar' }
  await post(`${origin}/sign-up`, fields)
  const { pathname, search } = new URL(linkOf(await letterTo(dataDir, email, /Confirm/)))
  const address = origin + pathname + search
  const form = await (await fetch(address)).text()
  const action = /<form[^>]*action="([^"]+)"/.exec(form.slice(form.indexOf('<main')))?.[1] ?? pathname
  const answer = await post(new URL(action, origin).href, {})
  const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0])
  if (cookies.length === 0) throw new Error(`no cookie at ${address} (${answer.status})`)
  return cookies.join('; ')
}

const post = (url: string, fields: Readonly<Record<string, string>>): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: new URL(url).origin },
    body: new URLSearchParams(fields),
  })
