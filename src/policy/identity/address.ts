/** The address of whoever asks: the peer's, or what proxies that are trusted say. */

import type { RequestHead } from '../../core/limits.ts';
import { type Address, contains, isLoopback, type Network, readAddress } from '../../core/networks.ts';

export interface ClientAddress {
  /** Null: not known, as over a Unix socket. */
  address: Address | null;
  /** This machine's own person: a connection from loopback that nobody forwarded. */
  own: boolean;
}

/** So many hops are looked at; nobody has more proxies. */
const MAX_HOPS = 32;
const MAX_LENGTH = 4_096;

/**
 * From the peer on, proxies are believed as long as they are trusted: the rightmost address that is not trusted is the client's. What
 * stands to the left of it anybody may have written. Without trusted proxies both fields mean nothing.
 */
export function clientAddress(head: RequestHead, trusted: readonly Network[]): ClientAddress {
  const peer = readAddress(head.socket.remoteAddress ?? '');
  const forwarded = isForwarded(head);
  const own = peer !== null && !forwarded && isLoopback(peer);
  if (!forwarded || peer === null || !isTrusted(peer, trusted)) return { address: peer, own };
  let last = peer;
  for (const hop of hopsOf(head).toReversed()) {
    const address = hop === null ? null : readAddress(hop);
    // What is hidden or broken is as far as anybody can tell.
    if (address === null) return { address: last, own: false };
    last = address;
    if (!isTrusted(address, trusted)) break;
  }
  return { address: last, own: false };
}

export function isForwarded({ headers }: RequestHead): boolean {
  return headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined;
}

function isTrusted(address: Address, trusted: readonly Network[]): boolean {
  return trusted.some(network => contains(network, address));
}

/** Repeated fields are one list, in their order. `X-Forwarded-For` counts where a proxy sends both: more of them write it. */
function hopsOf({ headers }: RequestHead): (string | null)[] {
  const list = headers['x-forwarded-for'];
  if (list !== undefined) return parts(list).map(part => bare(part));
  return parts(headers.forwarded).map(element => {
    const match = /(?:^|;)\s*for\s*=\s*(?:"([^"]{0,80})"|([^\s";,]{1,80}))/i.exec(element);
    return match ? bare(match[1] ?? match[2] ?? '') : null;
  });
}

function parts(value: string | string[] | undefined): string[] {
  return String(value ?? '')
    .slice(-MAX_LENGTH)
    .split(',')
    .slice(-MAX_HOPS)
    .map(part => part.trim());
}

/** Without brackets and port: `[2001:db8::1]:4711`, `192.0.2.1:4711`. */
function bare(text: string): string {
  const bracketed = /^\[([^\]]{2,64})\](?::\d{1,5})?$/.exec(text);
  if (bracketed) return bracketed[1] as string;
  return /^[\d.]{7,15}:\d{1,5}$/.test(text) ? text.slice(0, text.indexOf(':')) : text;
}
