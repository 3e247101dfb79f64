/**
 * The registries of all ecosystems on 127.0.0.1, for tests: real HTTP that answers what the folders have recorded, under
 * `/host/<host>/<path>?<query>`. Each host has a port of its own, so that the program budgets it like one. The program is
 * led here by its setting ECOSYSTEMS_MIRRORS; `mirrors` gives it.
 *
 * What is not recorded is answered with 501, which is no fact about any package, and named in `missed`.
 */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { bytesOf, type RecordedAnswer, type Recordings } from '../src/ecosystems/conformance/recordings.ts';
import { answerRegistryFault, type RegistryFault } from './registry-faults.ts';

export interface RegistryServer {
  /** By host (`name[:port]`), as the setting `mirrors` takes them. */
  mirrors: Record<string, string>;
  /** The same as the text of ECOSYSTEMS_MIRRORS. */
  setting: string;
  /** Requests in order, by the URL that was meant (always https), each with its status (0 until it is sent). */
  log: { url: string; method: string; status: number }[];
  /** URLs that were asked for and are not recorded. */
  missed: string[];
  /** Answers these from now on, instead of what was given before. Hosts that were not named at the start are refused. */
  use(answers: Recordings['answers']): void;
  /** Spoils every answer until it is taken back with null. */
  fault(fault: RegistryFault | null): void;
  close(): Promise<void>;
}

/** Bodies above this size are sent as they are: compressing them would only take time. */
const COMPRESSED_BYTES = 4 * 1024 * 1024;
/** What describes the bytes on the wire: a recording keeps them decoded. */
const OF_THE_WIRE = new Set([
  'content-encoding',
  'content-length',
  'transfer-encoding',
  'connection',
  'vary',
]);

/** @param hosts `name[:port]`, lower case: everything that may be asked. */
export async function startRegistryServer(hosts: Iterable<string>): Promise<RegistryServer> {
  let answers = new Map<string, RecordedAnswer>();
  let fault: RegistryFault | null = null;
  const log: RegistryServer['log'] = [];
  const missed: string[] = [];
  const servers: Server[] = [];
  const mirrors: Record<string, string> = {};

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const url = meant(request.url ?? '');
    const entry = { url: url ?? '', method: request.method ?? '', status: 0 };
    log.push(entry);
    response.on('close', () => {
      entry.status = response.statusCode;
    });
    const answer = url === null ? undefined : answers.get(url);
    const usual = answer ? await bytesOf(answer) : Buffer.alloc(0);
    if (fault && (await answerRegistryFault(fault, response, usual))) return;
    if (answer) return send(request, response, answer, usual);
    missed.push(entry.url);
    response.writeHead(501, { 'content-type': 'text/plain' }).end(`not recorded: ${entry.url}`);
  };

  for (const host of new Set(hosts)) {
    const server = createServer((request, response) => {
      handle(request, response).catch(error => response.destroy(error));
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    servers.push(server);
    mirrors[host] = `http://127.0.0.1:${(server.address() as AddressInfo).port}/host/${host}`;
  }

  return {
    mirrors,
    setting: Object.entries(mirrors)
      .map(([host, url]) => `${host}=${url}`)
      .join(','),
    log,
    missed,
    use(recorded) {
      answers = new Map(Object.entries(recorded).map(([url, answer]) => [keyOf(new URL(url)), answer]));
      log.length = 0;
      missed.length = 0;
    },
    fault(next) {
      fault = next;
    },
    async close() {
      await Promise.all(
        servers.map(server => {
          const closed = new Promise(resolve => server.close(resolve));
          server.closeAllConnections();
          return closed;
        }),
      );
    },
  };
}

/** The hosts that recordings name. */
export function hostsOf(answers: Recordings['answers']): string[] {
  return Object.keys(answers).map(url => new URL(url).host);
}

/** The scheme is left out of the comparison: a mirror does not see it. */
const keyOf = (url: URL): string => `https://${url.host}${url.pathname}${url.search}`;

/** The URL that a request to this server stands for, in the spelling of the URL standard. */
function meant(target: string): string | null {
  const match = /^\/host\/([^/]+)(\/.*)?$/.exec(target);
  const text = `https://${match?.[1] ?? ''}${match?.[2] ?? '/'}`;
  return match && URL.canParse(text) ? keyOf(new URL(text)) : null;
}

/** As registries do: with a validator, 304 for who has it, compressed for who can read that. */
function send(
  request: IncomingMessage,
  response: ServerResponse,
  { status = 200, headers = {} }: RecordedAnswer,
  body: Buffer,
): void {
  for (const [name, value] of Object.entries(headers))
    if (!OF_THE_WIRE.has(name)) response.setHeader(name, value);
  if (status === 200) {
    const etag = headers.etag ?? `"${createHash('sha256').update(body).digest('hex').slice(0, 32)}"`;
    response.setHeader('etag', etag);
    if (request.headers['if-none-match'] === etag) return void response.writeHead(304).end();
  }
  const isCompressed =
    body.length > 0 &&
    body.length <= COMPRESSED_BYTES &&
    /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
  if (isCompressed) response.setHeader('content-encoding', 'gzip');
  const bytes = isCompressed ? gzipSync(body, { level: 1 }) : body;
  const hasBody = request.method !== 'HEAD' && status !== 304 && status !== 204;
  response.writeHead(status, hasBody ? { 'content-length': bytes.length } : {});
  response.end(hasBody ? bytes : undefined);
}
