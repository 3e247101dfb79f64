/** Lists of hosts as operators write them: `name`, `name:port`, `127.0.0.1:4873`, `[::1]:8080`, `::1`. */
import { isIPv6 } from 'node:net';
import { InputError } from '../core/errors.ts';

export interface HostList {
  /** @throws InputError for text that names no host. */
  add(host: string): void;
  /** True when the URL's host is on the list, with that port or with none. */
  has(url: URL): boolean;
}

export function createHostList(hosts: Iterable<string> = []): HostList {
  const entries = new Set<string>();
  const list: HostList = {
    add: host => {
      entries.add(canonical(host));
    },
    has: url => entries.has(url.hostname) || entries.has(`${url.hostname}:${portOf(url)}`),
  };
  for (const host of hosts) list.add(host);
  return list;
}

/** The port a URL leads to, also where it is its scheme's default. */
export function portOf(url: URL): string {
  if (url.port !== '') return url.port;
  return url.protocol === 'https:' ? '443' : '80';
}

/**
 * True when a host is covered by npm's `noproxy`: a list of domains separated by commas, each covering itself and its
 * subdomains; `*` covers everything.
 */
export function isProxyBypassed(hostname: string, noProxy: readonly string[]): boolean {
  return noProxy.some(entry => {
    const domain = entry
      .trim()
      .toLowerCase()
      .replace(/^\*?\./, '');
    return domain === '*' || (domain !== '' && (hostname === domain || hostname.endsWith(`.${domain}`)));
  });
}

/** Lower case, addresses as the URL parser writes them, port only where one was given. */
function canonical(host: string): string {
  const text = isIPv6(host) ? `[${host}]` : host;
  // The port is kept apart: the URL parser drops a scheme's default port, but here "name:80" is not "name".
  const port = /^.+?(?::(\d{1,5}))?$/.exec(text.replace(/^\[[^\]]*\]/, 'x'))?.[1];
  let url: URL;
  try {
    url = new URL(`http://${text}/`);
  } catch {
    throw new InputError('host', `not a host name: ${JSON.stringify(host)}`);
  }
  if (url.pathname !== '/' || url.username !== '' || url.search !== '' || url.hash !== '') {
    throw new InputError('host', `not a host name: ${JSON.stringify(host)}`);
  }
  return port === undefined ? url.hostname : `${url.hostname}:${Number(port)}`;
}
