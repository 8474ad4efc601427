/** Google answers at three addresses; a double of it at one. Their paths do not meet. */
export type DriveAddresses = { readonly consent: string; readonly tokens: string; readonly api: string }

export const driveAddresses = (apiBase: string | null): DriveAddresses =>
  apiBase === null
    ? {
        consent: 'https://accounts.google.com',
        tokens: 'https://oauth2.googleapis.com',
        api: 'https://www.googleapis.com',
      }
    : { consent: apiBase, tokens: apiBase, api: apiBase }
