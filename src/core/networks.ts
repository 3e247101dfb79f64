/** IP addresses and networks (CIDR) as numbers: what limits and lists of allowed addresses are about. */

export interface Network {
  family: 4 | 6;
  /** The first address. */
  base: bigint;
  /** Length of the prefix. */
  bits: number;
}

export interface Address {
  family: 4 | 6;
  value: bigint;
}

const V4_MAPPED = 0xffffn << 32n;

/**
 * An address as text. An IPv4 address mapped into IPv6 (`::ffff:192.0.2.1`) is that IPv4 address; a zone (`%eth0`) is left out.
 * Null for anything else: octets with leading zeros, ports, names.
 */
export function readAddress(text: string): Address | null {
  if (text.length > 64) return null;
  if (!text.includes(':')) {
    const value = readV4(text);
    return value === null ? null : { family: 4, value };
  }
  const value = readV6(text.replace(/%[0-9A-Za-z._-]{1,16}$/, ''));
  if (value === null) return null;
  return value >> 32n === 0xffffn ? { family: 4, value: value - V4_MAPPED } : { family: 6, value };
}

/** `192.0.2.0/24`, or an address alone. Null for anything else, and where bits are set behind the prefix. */
export function readNetwork(text: string): Network | null {
  const slash = text.indexOf('/');
  const address = readAddress(slash === -1 ? text : text.slice(0, slash));
  if (address === null) return null;
  const most = address.family === 4 ? 32 : 128;
  if (slash === -1) return { family: address.family, base: address.value, bits: most };
  const length = text.slice(slash + 1);
  if (!/^(?:0|[1-9]\d{0,2})$/.test(length) || Number(length) > most) return null;
  const bits = Number(length);
  return firstOf(address, bits) === address.value
    ? { family: address.family, base: address.value, bits }
    : null;
}

export function contains(network: Network, address: Address): boolean {
  return network.family === address.family && firstOf(address, network.bits) === network.base;
}

/**
 * The network that a caller without an account is counted as: the address itself (/32) for IPv4, the customary share of one
 * subscriber (/64, RFC 6177) for IPv6. Written as RFC 5952 says.
 */
export function subscriberNetwork(address: Address): string {
  if (address.family === 4) return `${writeV4(address.value)}/32`;
  return `${writeV6(firstOf(address, 64))}/64`;
}

/** As RFC 5952 says. */
export function addressText({ family, value }: Address): string {
  return family === 4 ? writeV4(value) : writeV6(value);
}

/** 127.0.0.0/8 and ::1. */
export function isLoopback({ family, value }: Address): boolean {
  return family === 4 ? value >> 24n === 127n : value === 1n;
}

function firstOf({ family, value }: Address, bits: number): bigint {
  const rest = BigInt((family === 4 ? 32 : 128) - bits);
  return (value >> rest) << rest;
}

function readV4(text: string): bigint | null {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (!match) return null;
  let value = 0n;
  for (const octet of match.slice(1)) {
    // Some programs read a leading zero as octal.
    if (Number(octet) > 255 || (octet.length > 1 && octet.startsWith('0'))) return null;
    value = value * 256n + BigInt(octet);
  }
  return value;
}

function readV6(text: string): bigint | null {
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const [head, tail] = halves.map((half, i) => groupsOf(half, i === halves.length - 1));
  if (head === null || head === undefined || tail === null) return null;
  const missing = 8 - head.length - (tail?.length ?? 0);
  if (tail === undefined ? missing !== 0 : missing < 1) return null;
  let value = 0n;
  for (const group of [...head, ...Array<number>(missing).fill(0), ...(tail ?? [])]) {
    value = (value << 16n) + BigInt(group);
  }
  return value;
}

/** @param last the last group may be a dotted IPv4 address. */
function groupsOf(half: string, last: boolean): number[] | null {
  if (half === '') return [];
  const groups: number[] = [];
  const parts = half.split(':');
  for (const [i, part] of parts.entries()) {
    if (/^[0-9a-f]{1,4}$/i.test(part)) {
      groups.push(Number.parseInt(part, 16));
      continue;
    }
    const v4 = last && i === parts.length - 1 ? readV4(part) : null;
    if (v4 === null) return null;
    groups.push(Number(v4 >> 16n), Number(v4 & 0xffffn));
  }
  return groups.length > 8 ? null : groups;
}

function writeV4(value: bigint): string {
  const number = Number(value);
  return [24, 16, 8, 0].map(shift => (number >>> shift) & 255).join('.');
}

/** RFC 5952: lower case, the longest run of zero groups (of two or more, the first of several) as `::`. */
function writeV6(value: bigint): string {
  const groups = Array.from({ length: 8 }, (_, i) => Number((value >> BigInt(16 * (7 - i))) & 0xffffn));
  let start = -1;
  let length = 1;
  for (let i = 0; i < 8; i++) {
    let end = i;
    while (end < 8 && groups[end] === 0) end++;
    if (end - i > length) {
      start = i;
      length = end - i;
    }
    i = Math.max(i, end - 1);
  }
  const hex = (part: number[]) => part.map(group => group.toString(16)).join(':');
  if (start === -1) return hex(groups);
  return `${hex(groups.slice(0, start))}::${hex(groups.slice(start + length))}`;
}
