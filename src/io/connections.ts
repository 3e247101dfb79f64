/**
 * Where sockets come from. A guarded connection resolves the name itself and goes only to addresses that are public,
 * so what was checked is what is connected to; an open one is for hosts that the operator named. The two never share a
 * pool: a socket opened for the operator's own request cannot serve a redirect from elsewhere.
 */
import { X509Certificate } from 'node:crypto';
import { lookup as systemLookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { createSecureContext, rootCertificates } from 'node:tls';
import { Agent, buildConnector, type Dispatcher, Pool, ProxyAgent } from 'undici';
import { messageOf, UpstreamError } from '../core/errors.ts';
import { isPublicAddress } from './addresses.ts';
import { isProxyBypassed } from './hosts.ts';
import { redactUrl } from './http-errors.ts';
import { HALF_OPEN, patiently } from './patient-end.ts';

export interface ProxySettings {
  /** Proxy URL for https:// targets, null for none. */
  https: string | null;
  /** Proxy URL for http:// targets, null for none. */
  http: string | null;
  /** Domains reached directly. */
  bypass: readonly string[];
}

export interface ConnectionOptions {
  /** Certificate authorities in PEM, trusted beside Node's own. */
  ca?: string | string[] | null;
  proxy?: ProxySettings | null;
  /** Name resolution in the manner of `dns.lookup`. */
  lookup?: LookupFunction;
}

export interface Connections {
  /**
   * Who sends a request to `url`. Behind a proxy the proxy connects, so its target is checked here as far as it can
   * be: an address in the URL, or a name that resolves to non-public addresses only, is refused.
   *
   * @throws UpstreamError `refused`.
   */
  to(url: URL, open: boolean): Promise<Dispatcher>;
  close(): Promise<void>;
}

/** Sockets per host and kind. An idle one is dropped before the five seconds after which many servers drop it. */
const POOL = { connections: 16, pipelining: 1, keepAliveTimeout: 4000, keepAliveMaxTimeout: 30_000 };
/** Limits of time and size are applied in http.ts; undici's own timers would count a reader's pauses. */
const NO_TIMERS = { headersTimeout: 0, bodyTimeout: 0 };
const CONNECT_TIMEOUT = 10_000;

export function createConnections(options: ConnectionOptions): Connections {
  const lookup = options.lookup ?? (systemLookup as LookupFunction);
  const tls = options.ca?.length ? { secureContext: secureContextOf(options.ca) } : {};
  const connectTo = (resolve: LookupFunction) =>
    patiently(
      buildConnector({
        ...tls,
        ...HALF_OPEN,
        lookup: resolve,
        timeout: CONNECT_TIMEOUT,
        allowH2: false,
      } as buildConnector.BuildOptions),
    );
  const connectPublic = connectTo(publicOnly(lookup));
  const guarded = new Agent({
    ...POOL,
    ...NO_TIMERS,
    connect: (target, callback) => {
      // A literal address is connected to without a lookup.
      const refusal = literalRefusal(target.hostname);
      if (refusal) callback(refusal, null);
      else connectPublic(target, callback);
    },
  });
  const open = new Agent({ ...POOL, ...NO_TIMERS, connect: connectTo(lookup) });
  const proxies = new Map<string, ProxyAgent>();
  const proxyAgent = (uri: string): ProxyAgent => {
    let agent = proxies.get(uri);
    if (!agent) {
      const proxyTls = { ...tls, ...HALF_OPEN, timeout: CONNECT_TIMEOUT };
      agent = new ProxyAgent({
        ...POOL,
        ...NO_TIMERS,
        uri: checkProxyUrl(uri),
        proxyTunnel: false,
        proxyTls,
        requestTls: { ...tls, ...HALF_OPEN },
        clientFactory: (origin, { connect, ...pool }: Pool.Options) =>
          new Pool(origin, {
            ...pool,
            connect: typeof connect === 'function' ? patiently(connect) : connect,
          }),
      });
      proxies.set(uri, agent);
    }
    return agent;
  };

  return {
    async to(url, isOpen) {
      const proxy = options.proxy?.[url.protocol === 'https:' ? 'https' : 'http'];
      if (!proxy || isProxyBypassed(url.hostname, options.proxy?.bypass ?? []))
        return isOpen ? open : guarded;
      if (!isOpen) await refuseNonPublic(url.hostname, lookup);
      return proxyAgent(proxy);
    },
    async close() {
      await Promise.all([guarded, open, ...proxies.values()].map(agent => agent.destroy()));
    },
  };
}

/** A lookup that leaves out every address that is not public, and fails when none remains. */
function publicOnly(lookup: LookupFunction): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, []);
      const addresses = (Array.isArray(found) ? found : []).filter(entry => isPublicAddress(entry.address));
      const [first] = addresses;
      if (!first) return callback(refused(hostname), []);
      if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}

async function refuseNonPublic(hostname: string, lookup: LookupFunction): Promise<void> {
  const refusal = literalRefusal(hostname);
  if (refusal) throw refusal;
  if (isIP(hostname.replace(/^\[|\]$/g, ''))) return;
  await new Promise<void>((resolve, reject) => {
    publicOnly(lookup)(hostname, { all: true }, error => {
      // A name that only the proxy can resolve is the proxy's to judge.
      if (error instanceof UpstreamError) reject(error);
      else resolve();
    });
  });
}

function literalRefusal(hostname: string): UpstreamError | null {
  const bare = hostname.replace(/^\[|\]$/g, '');
  return isIP(bare) && !isPublicAddress(bare) ? refused(hostname) : null;
}

function refused(hostname: string): UpstreamError {
  return new UpstreamError(
    'refused',
    `${hostname} has no public address, and the operator has not allowed it`,
  );
}

function secureContextOf(ca: string | string[]) {
  const own = Array.isArray(ca) ? ca : [ca];
  try {
    // OpenSSL passes over what it cannot read; this does not.
    for (const text of own) new X509Certificate(text);
    // Made once: parsing a whole certificate store on every connection costs milliseconds each time.
    return createSecureContext({ ca: [...rootCertificates, ...own] });
  } catch (error) {
    throw new Error(`the configured certificate authorities cannot be read: ${messageOf(error)}`, {
      cause: error,
    });
  }
}

/** @throws UpstreamError `refused` for a proxy of an unknown kind; npm's configuration may name one. */
function checkProxyUrl(text: string): string {
  let url: URL | null = null;
  try {
    url = new URL(text);
  } catch {
    // Reported below, without the text: it may hold a password.
  }
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return text;
  throw new UpstreamError('refused', `not an http:// or https:// proxy: ${redactUrl(text)}`);
}
