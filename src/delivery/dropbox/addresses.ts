/** Dropbox answers at three addresses; a double of it at one. Their paths do not meet. */
export type DropboxAddresses = { readonly site: string; readonly api: string; readonly content: string }

export const dropboxAddresses = (apiBase: string | null): DropboxAddresses =>
  apiBase === null
    ? {
        site: 'https://www.dropbox.com',
        api: 'https://api.dropboxapi.com',
        content: 'https://content.dropboxapi.com',
      }
    : { site: apiBase, api: apiBase, content: apiBase }
