/**
 * Is an address one of the public network's? All others are somebody's inside: this machine, its neighbours, its cloud's
 * metadata service. After IANA's registries of special-purpose addresses.
 */
import { BlockList, isIP } from 'node:net'

const SPECIAL_4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.31.196.0/24',
  '192.52.193.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '192.175.48.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
]

/** Within 2000::/3, which alone is given out: documentation, benchmarks, and the ways of carrying an IPv4 address inside. */
const SPECIAL_6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20', '2620:4f:8000::/48']

const special = new BlockList()
for (const range of SPECIAL_4) addTo(special, range, 'ipv4')
for (const range of SPECIAL_6) addTo(special, range, 'ipv6')

const given = new BlockList()
addTo(given, '2000::/3', 'ipv6')

export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 4) return !special.check(address, 'ipv4')
  if (isIP(address) !== 6 || address.includes('%')) return false
  return given.check(address, 'ipv6') && !special.check(address, 'ipv6')
}

function addTo(list: BlockList, range: string, family: 'ipv4' | 'ipv6'): void {
  const [network = '', length] = range.split('/')
  list.addSubnet(network, Number(length), family)
}
