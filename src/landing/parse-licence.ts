/** Which of the public licences an address names: its parts, so that it can be told in words and by sign. */

export type PublicLicence = {
  /** `by-nc-nd`, `cc0`, `pdm`. */
  readonly code: 'by' | 'by-nc' | 'by-nd' | 'by-sa' | 'by-nc-nd' | 'by-nc-sa' | 'cc0' | 'pdm'
  readonly version: string
  /** `international` for 4.0; else the two letters of a port, or null. */
  readonly port: string | null
}

const CODES = ['by', 'by-nc', 'by-nd', 'by-sa', 'by-nc-nd', 'by-nc-sa'] as const

export function parseLicence(address: string): PublicLicence | null {
  const match =
    /^https?:\/\/(?:www\.)?creativecommons\.org\/(licenses|publicdomain)\/([a-z-]+)\/(\d\.\d)(?:\/([a-z]{2}))?/i.exec(
      address.trim(),
    )
  if (!match) return null
  const [, shelf, name = '', version = '', port = null] = match
  if (shelf?.toLowerCase() === 'publicdomain') {
    if (name === 'zero') return { code: 'cc0', version, port: null }
    return name === 'mark' ? { code: 'pdm', version, port: null } : null
  }
  const normal = name.toLowerCase() === 'by-nd-nc' ? 'by-nc-nd' : name.toLowerCase()
  const code = CODES.find((one) => one === normal)
  return code === undefined ? null : { code, version, port: version === '4.0' ? 'international' : port }
}
