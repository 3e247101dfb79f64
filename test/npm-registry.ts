/**
 * A server that speaks the protocol of an npm registry over real HTTP on 127.0.0.1, for tests: packuments with ETags,
 * scoped names, tokens, the replication feed in the dialect that the public one has since 2025, the RSS of recent
 * publications, download counts, and faults by name.
 */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { answerFault, type Fault } from './npm-registry-faults.ts';
import { createState, type Packument, type RegistryState, recordedPackuments } from './npm-registry-state.ts';

export type { Fault } from './npm-registry-faults.ts';
export { type Packument, recordedPackuments } from './npm-registry-state.ts';

export interface NpmRegistryOptions {
  /** Default: the recordings under test/recordings/npm. */
  packages?: Packument[];
  /** By package name, or by path for the rest: `_changes`, `-/rss`. */
  faults?: Record<string, Fault>;
  /** When given, every request needs `Authorization: Bearer {token}`. */
  token?: string;
  /** The date of publications. Default: now. */
  now?: () => Date;
}

export interface NpmRegistry
  extends Pick<RegistryState, 'put' | 'publish' | 'unpublish' | 'deprecate' | 'seq'> {
  /** Base URL, without trailing slash. */
  url: string;
  /** Base URL of the replication feed, for the setting `npm_changes_url`. */
  changesUrl: string;
  /** Base URL of the download counts, for the setting `npm_downloads_url`. */
  downloadsUrl: string;
  /** Requests received, all or those for one package name or path. */
  requests(what?: string): number;
  /** Requests in order: method, what they were for, headers received, and the status (0 until the answer is sent). */
  log: { method: string; what: string; status: number; headers: IncomingMessage['headers'] }[];
  fault(what: string, fault: Fault | null): void;
  downloads(name: string, count: number): void;
  close(): Promise<void>;
}

const FEED = '/-/replicate';
const COUNTS = '/-/downloads';

export async function startNpmRegistry(options: NpmRegistryOptions = {}): Promise<NpmRegistry> {
  const state = createState(options.packages ?? recordedPackuments(), options.now ?? (() => new Date()));
  const faults = new Map(Object.entries(options.faults ?? {}));
  const counts = new Map<string, number>();
  const log: NpmRegistry['log'] = [];
  let url = '';

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://registry.example');
    const what = subjectOf(pathname);
    const entry = { method: request.method ?? '', what, status: 0, headers: request.headers };
    log.push(entry);
    response.on('close', () => {
      entry.status = response.statusCode;
    });
    if (options.token !== undefined && request.headers.authorization !== `Bearer ${options.token}`) {
      response.setHeader('www-authenticate', 'Bearer');
      return send(request, response, 401, '{"error":"unauthenticated"}');
    }
    const packument = state.packages.get(what);
    const body = packument
      ? JSON.stringify(packument).replaceAll('https://registry.example', url)
      : '{"error":"Not found"}';
    const fault = faults.get(what);
    if (fault) {
      if (fault.times !== undefined && --fault.times <= 0) faults.delete(what);
      if (await answerFault(fault, response, body)) return;
    }
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return send(request, response, 405, '{"error":"method not allowed"}');
    if (pathname === '/-/rss') return send(request, response, 200, rss(state), 'application/rss+xml');
    if (what === '_changes') return sendChanges(request, response, state, searchParams);
    if (pathname === `${FEED}/`)
      return send(
        request,
        response,
        200,
        JSON.stringify({ db_name: 'registry', engine: 'npm-replicate', update_seq: state.seq() }),
      );
    if (pathname.startsWith(`${COUNTS}/`)) {
      const name = decodeURIComponent(pathname.slice(`${COUNTS}/point/last-month/`.length));
      const downloads = counts.get(name);
      if (downloads === undefined)
        return send(request, response, 404, `{"error":"package ${name} not found"}`);
      return send(
        request,
        response,
        200,
        JSON.stringify({ downloads, start: '2024-01-01', end: '2024-01-30', package: name }),
      );
    }
    return send(request, response, packument ? 200 : 404, body);
  };

  const server = createServer((request, response) => {
    handle(request, response).catch(error => response.destroy(error));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url,
    changesUrl: url + FEED,
    downloadsUrl: url + COUNTS,
    log,
    seq: state.seq,
    put: state.put,
    publish: state.publish,
    unpublish: state.unpublish,
    deprecate: state.deprecate,
    requests: what => (what === undefined ? log.length : log.filter(entry => entry.what === what).length),
    fault(what, fault) {
      if (fault) faults.set(what, { ...fault });
      else faults.delete(what);
    },
    downloads: (name, count) => void counts.set(name, count),
    async close() {
      const closed = new Promise(resolve => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** The package name or special path that a request is for. A scope's slash may be encoded. */
function subjectOf(pathname: string): string {
  if (pathname === `${FEED}/_changes`) return '_changes';
  if (pathname.startsWith('/-/')) return pathname.slice(1);
  try {
    return decodeURIComponent(pathname.slice(1));
  } catch {
    return pathname.slice(1);
  }
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  body: string,
  type = 'application/json',
) {
  response.setHeader('content-type', type);
  if (status === 200) {
    const etag = `"${createHash('sha1').update(body).digest('hex')}"`;
    response.setHeader('etag', etag);
    response.setHeader('cache-control', 'public, max-age=300');
    if (request.headers['if-none-match'] === etag) return void response.writeHead(304).end();
  }
  const gzip = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
  const bytes = gzip ? gzipSync(body) : Buffer.from(body);
  if (gzip) response.setHeader('content-encoding', 'gzip');
  response.writeHead(status, { 'content-length': bytes.length, vary: 'accept-encoding' });
  response.end(request.method === 'HEAD' ? undefined : bytes);
}

/**
 * The public feed knows `since` (a number) and `limit` (at most 10,000) and answers anything else with 400. Beyond its
 * head it echoes `since`.
 */
function sendChanges(
  request: IncomingMessage,
  response: ServerResponse,
  state: RegistryState,
  query: URLSearchParams,
) {
  const since = query.get('since') ?? '0';
  const limit = query.get('limit') ?? '1000';
  const known = [...query.keys()].every(key => key === 'since' || key === 'limit');
  if (!known || !/^\d+$/.test(since) || !/^\d+$/.test(limit) || Number(limit) > 10_000)
    return send(request, response, 400, '{"error":"Bad Request"}');
  const results = state
    .changes()
    .filter(change => change.seq > Number(since))
    .slice(0, Number(limit));
  send(request, response, 200, JSON.stringify({ results, last_seq: results.at(-1)?.seq ?? Number(since) }));
}

function rss({ published }: RegistryState): string {
  const items = published.slice(0, 50).map(
    ({ name, date }) => `
    <item>
      <title><![CDATA[${name}]]></title>
      <description><![CDATA[A package named <b>${name}</b>]]></description>
      <guid isPermaLink="false">${name.replaceAll('&', '&amp;')}</guid>
      <pubDate>${date}</pubDate>
    </item>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel>
    <title><![CDATA[npm recent updates]]></title>${items.join('')}
  </channel></rss>`;
}
