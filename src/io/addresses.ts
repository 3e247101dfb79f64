/**
 * Which IP addresses are public. Everything that the IANA special-purpose registries
 * (https://www.iana.org/assignments/iana-ipv4-special-registry, .../iana-ipv6-special-registry) do not call globally
 * reachable is not: loopback, private, link-local, shared (CGNAT), documentation, benchmarking, multicast, reserved.
 */
import { BlockList, isIPv4, isIPv6 } from 'node:net';

const SPECIAL_V4 = [
  '0.0.0.0/8', // this network
  '10.0.0.0/8', // private
  '100.64.0.0/10', // shared address space of carriers
  '127.0.0.0/8', // loopback
  '169.254.0.0/16', // link-local, with the metadata services of clouds
  '172.16.0.0/12', // private
  '192.0.0.0/24', // protocol assignments
  '192.0.2.0/24', // documentation
  '192.88.99.0/24', // 6to4 relays, deprecated
  '192.168.0.0/16', // private
  '198.18.0.0/15', // benchmarking
  '198.51.100.0/24', // documentation
  '203.0.113.0/24', // documentation
  '224.0.0.0/4', // multicast
  '240.0.0.0/4', // reserved, and broadcast
];

/** Parts of 2000::/3 that are not globally reachable. Outside 2000::/3 nothing is public but NAT64. */
const SPECIAL_V6 = [
  '2001::/23', // protocol assignments: Teredo, benchmarking, ORCHID
  '2001:db8::/32', // documentation
  '2002::/16', // 6to4, deprecated: carries any IPv4 address
  '3fff::/20', // documentation
];

const specialV4 = listOf(SPECIAL_V4, 'ipv4');
const specialV6 = listOf(SPECIAL_V6, 'ipv6');
const globalUnicast = listOf(['2000::/3'], 'ipv6');
const nat64 = listOf(['64:ff9b::/96'], 'ipv6');

/** True for an address of the public Internet; false for every other address and for text that is no address. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !specialV4.check(address, 'ipv4');
  // A zone (`fe80::1%eth0`) belongs to link-local addresses only.
  if (!isIPv6(address) || address.includes('%')) return false;
  // Networks without IPv4 reach it through this prefix; the embedded address decides.
  if (nat64.check(address, 'ipv6')) return isPublicAddress(lastFourOctets(address));
  return globalUnicast.check(address, 'ipv6') && !specialV6.check(address, 'ipv6');
}

function listOf(networks: string[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [base = '', bits] = network.split('/');
    list.addSubnet(base, Number(bits), family);
  }
  return list;
}

/** The IPv4 address in the last 32 bits of an IPv6 address. */
function lastFourOctets(address: string): string {
  // The URL parser writes the last 32 bits as two hexadecimal groups, whatever the spelling was.
  const canonical = new URL(`http://[${address}]/`).hostname.slice(1, -1);
  const groups = canonical.split(':').slice(-2);
  const [high = 0, low = 0] = groups.map(group => Number.parseInt(group || '0', 16));
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}
