/**
 * Which neighbours may say on whose behalf they ask (X-Forwarded-For and its like). Anybody can write such a header, so it is
 * believed from these addresses alone.
 */
import { BlockList, isIP, isIPv4 } from 'node:net'
import { fail, ok, type Result } from '#base'

export type TrustedProxies = (address: string) => boolean

const NAMED: ReadonlyMap<string, readonly string[]> = new Map([
  ['loopback', ['127.0.0.0/8', '::1/128']],
  ['private', ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7']],
])

/** Addresses and ranges (CIDR, RFC 4632), parted by commas or spaces; `loopback` and `private` stand for theirs. */
export function parseTrustedProxies(text: string): Result<TrustedProxies, string> {
  const ranges = new BlockList()
  const words = text.split(/[\s,]+/).filter((word) => word !== '')
  for (const word of words)
    for (const range of NAMED.get(word.toLowerCase()) ?? [word])
      if (!addRange(ranges, range))
        return fail(
          `“${word}” is neither an address nor a range such as 10.0.0.0/8, and not “loopback” or “private”`,
        )
  if (words.length === 0) return ok(() => false)
  return ok((address) => {
    const plain = toPlainAddress(address)
    return isIP(plain) !== 0 && ranges.check(plain, isIPv4(plain) ? 'ipv4' : 'ipv6')
  })
}

function addRange(ranges: BlockList, range: string): boolean {
  const [address = '', length, ...rest] = range.split('/')
  const family = isIP(address)
  const most = family === 4 ? 32 : 128
  if (family === 0 || rest.length > 0 || (length !== undefined && !/^\d{1,3}$/.test(length))) return false
  if (length !== undefined && Number(length) > most) return false
  ranges.addSubnet(address, Number(length ?? most), family === 4 ? 'ipv4' : 'ipv6')
  return true
}

/** RFC 4291 §2.5.5.2: an IPv4 address in IPv6's clothes. RFC 4007: a zone says nothing of who it is. */
const toPlainAddress = (address: string): string =>
  address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
