/** What a browser makes of a device's answer (WebAuthn 3 §5.1.8, `AuthenticationResponseJSON`), as far as it is looked at. */
import { z } from 'zod'

const base64url = z
  .string()
  .max(20_000)
  .regex(/^[\w-]*=*$/)

const shape = z.object({
  id: base64url,
  rawId: base64url,
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    userHandle: base64url.nullish().transform((value) => value ?? undefined),
  }),
  clientExtensionResults: z.object({}).default({}),
})

type Answer = z.infer<typeof shape>

type PasskeyAnswer = Omit<Answer, 'response'> & {
  response: Omit<Answer['response'], 'userHandle'> & { userHandle?: string }
}

export function parsePasskeyAnswer(body: unknown): PasskeyAnswer | null {
  const { success, data } = shape.safeParse(body)
  if (!success) return null
  const { userHandle, ...response } = data.response
  return { ...data, response: { ...response, ...(userHandle === undefined ? {} : { userHandle }) } }
}
