/** The HTTP edge: turns services into one server. */
import { setMaxListeners } from 'node:events';
import {
  createServer as createHttpServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { Duplex } from 'node:stream';
import Fastify, { type FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';
import { type AccountDoors, NO_ACCOUNTS } from '../core/accounts.ts';
import type { Admission } from '../core/admission.ts';
import type { Billing } from '../core/billing.ts';
import { NotFoundError } from '../core/errors.ts';
import type { DependencyGraph } from '../core/graph.ts';
import type { Gate, KeyReports } from '../core/limits.ts';
import type { RequestLog } from '../core/request-log.ts';
import type { Tools } from '../core/tools.ts';
import { type Meter, NO_USAGE, type UsageDoor } from '../core/usage.ts';
import { ping, queueCounts, watchChanges, watchPublishLag } from '../services/index-api/public.ts';
import type { ReadThrough, RegistryDirectory, RequestContext, Service } from '../services/service.ts';
import type { Database } from '../store/database.ts';
import { pageEndpoints } from '../web/pages.tsx';
import { prepareProblemPage } from '../web/problem-page.tsx';
import { type PageFiles, prepareAssets } from './assets.ts';
import { createResponseCache } from './cache.ts';
import { docsEndpoints } from './docs.ts';
import { apiEndpoints, type Endpoint } from './endpoint.ts';
import { createHandler, type Handler } from './handler.ts';
import { assetEndpoint, healthEndpoint, metricsEndpoint } from './health.ts';
import { createProblemLog, type EdgeLog } from './log.ts';
import { createMetrics } from './metrics.ts';
import { createMounts } from './mounts.ts';
import { createOriginReader, type OriginSettings } from './origin.ts';
import { createPackageMemory } from './package-memory.ts';
import { robotsEndpoint } from './robots.ts';
import { createRouter, type RouteEntry } from './router.ts';
import { createTagClock } from './tag-clock.ts';
import type { Keep } from './upload.ts';

export interface EdgeSettings extends OriginSettings {
  /** Memory for prepared answers; 0 keeps none. */
  cacheBytes: number;
}

export interface ServerOptions {
  services: readonly Service[];
  db: Database;
  directory: RegistryDirectory;
  sync: ReadThrough;
  tools: Tools;
  graph: DependencyGraph;
  /** By default nothing is metered, and there are no hints. */
  usage?: UsageDoor;
  billing: Billing;
  attester: RequestContext['attester'];
  /** How people sign in; by default not at all. */
  accounts?: AccountDoors;
  /** By default nobody administers. */
  administration?: RequestContext['administration'];
  /** Who asks, and for how much; without it nobody is limited. */
  gate?: (Gate & { keyReports: KeyReports }) | null;
  /** Told of every answer of the gate. */
  meter?: Meter | null;
  /** Takes down single requests; by default nobody does. */
  requestLog?: RequestLog | null;
  admission?: Admission | null;
  /** Told how long events took from their commit to those who follow the log. By default nobody measures that. */
  onPublished?: (lagMs: number) => void;
  /** Where files that are sent are put. */
  keepUpload: Keep;
  /** Styles, scripts and the icon of the pages. */
  pageFiles: PageFiles;
  settings: EdgeSettings;
  log: EdgeLog;
  /** Where others count too; by default a new registry with the metrics of the process. */
  metrics?: Registry;
}

export interface EdgeServer {
  fastify: FastifyInstance;
  /** @returns the address, e.g. `http://127.0.0.1:3000`. Port 0 takes a free one. */
  listen(host: string, port: number): Promise<string>;
  /** Ends streams and waiting requests, lets the others finish (at most 10 s), then closes. The database stays open. */
  close(): Promise<void>;
}

/** A client that sends its headers slower than this has no request. */
const HEADERS_TIMEOUT_MS = 30_000;
/** Files may be large, and lines slow. */
const REQUEST_TIMEOUT_MS = 15 * 60_000;
/** Longer than the idle time of common proxies, so that it is them who close. */
const KEEP_ALIVE_MS = 72_000;
const LONGEST_CLOSE_MS = 10_000;
const CLOSE_IDLE_MS = 50;
/** Part of the cache that holds texts of single packages, of which lists are made. */
const MEMORY_PART = 1 / 8;

/** Without a gate there are no keys. */
const NO_REPORTS: KeyReports = { report: () => Promise.resolve() };

/** @throws Error when two operations have the same path. The database need not be there yet. */
export async function createServer(options: ServerOptions): Promise<EdgeServer> {
  const { services, db, directory, sync, settings, log } = options;
  const assets = prepareAssets(options.pageFiles);
  const clock = createTagClock();
  const memoryBytes = Math.floor(settings.cacheBytes * MEMORY_PART);
  const cache = createResponseCache({ maxBytes: settings.cacheBytes - memoryBytes, clock });
  const memory = createPackageMemory({ maxBytes: memoryBytes, clock });
  const trust = (trusted: boolean) => {
    cache.setTrusted(trusted);
    memory.setTrusted(trusted);
  };
  const closing = new AbortController();
  // Everybody who waits listens.
  setMaxListeners(0, closing.signal);
  let streams = 0;

  const changes = watchChanges(db);
  changes.subscribe({
    onChange: ({ registryId, packageIds }) => clock.change(registryId, packageIds),
    onLost: () => trust(false),
    onRestored: () => trust(settings.cacheBytes > 0),
  });

  const { onPublished } = options;
  const endPublishLag = onPublished ? watchPublishLag({ db, changes, onLag: onPublished }) : () => {};
  const metrics = createMetrics(
    { pool: db.pool, cache: cache.stats, queue: () => queueCounts(db), openStreams: () => streams },
    options.metrics,
  );
  const mounts = createMounts(services);
  const entries: RouteEntry<Endpoint>[] = [
    ...services.flatMap(apiEndpoints),
    ...services.flatMap(service => pageEndpoints(service, assets.document)),
    ...docsEndpoints(services, assets.document),
    healthEndpoint(() => ping(db)),
    metricsEndpoint(metrics),
    assetEndpoint(assets),
    robotsEndpoint(services),
  ];
  const handler = createHandler({
    router: createRouter(entries),
    origins: createOriginReader(settings, mounts.hosted),
    mounts,
    cache,
    metrics,
    logProblem: createProblemLog(log),
    db,
    directory,
    sync,
    memory,
    tools: options.tools,
    graph: options.graph,
    usage: options.usage ?? NO_USAGE,
    billing: options.billing,
    attester: options.attester,
    accounts: options.accounts ?? NO_ACCOUNTS,
    administration: options.administration ?? noAdministration,
    gate: options.gate ?? null,
    keyReports: options.gate?.keyReports ?? NO_REPORTS,
    meter: options.meter ?? null,
    requestLog: options.requestLog ?? null,
    admission: options.admission ?? null,
    keepUpload: options.keepUpload,
    live: { changes, closing: closing.signal },
    problemPage: (problem, siteUrl, path, method) =>
      prepareProblemPage(problem, siteUrl, path, assets.document, method),
    onStream: change => {
      streams += change;
    },
  });
  const servers: Server[] = [];
  const fastify = createFastify(handler, servers);
  await fastify.ready();

  return {
    fastify,
    listen: (host, port) => fastify.listen({ host, port }),
    async close() {
      closing.abort();
      // Connections whose last request ends now would be kept alive for another one.
      const each = (end: (server: Server) => void) => {
        for (const server of servers) end(server);
      };
      const idle = setInterval(each, CLOSE_IDLE_MS, (server: Server) => server.closeIdleConnections());
      const late = setTimeout(each, LONGEST_CLOSE_MS, (server: Server) => server.closeAllConnections());
      await fastify.close().finally(() => {
        clearInterval(idle);
        clearTimeout(late);
      });
      endPublishLag();
      await changes.close();
      clock.close();
    },
  };
}

function noAdministration(): never {
  throw new NotFoundError();
}

/** Fastify sees one route: ours match the raw path, which its router has no notion of. */
function createFastify(handler: Handler, servers: Server[]): FastifyInstance {
  const fastify = Fastify({
    logger: false,
    exposeHeadRoutes: false,
    rewriteUrl: () => '/',
    serverFactory: handle => {
      const server = createHttpServer(
        {
          headersTimeout: HEADERS_TIMEOUT_MS,
          requestTimeout: REQUEST_TIMEOUT_MS,
          keepAliveTimeout: KEEP_ALIVE_MS,
          noDelay: true,
        },
        (request: IncomingMessage, response: ServerResponse) => {
          // What is in memory needs nothing else.
          if (!handler.hit(request, response)) handle(request, response);
        },
      );
      server.on('clientError', refuse);
      servers.push(server);
      return server;
    },
  });
  // Bodies are read by the operations, within their limits.
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('*', (_request, _payload, done) => done(null));
  const answer = async (
    request: { raw: IncomingMessage },
    reply: { raw: ServerResponse; hijack(): void },
  ) => {
    reply.hijack();
    const { raw } = request;
    await handler.handle(raw, reply.raw, (raw as { originalUrl?: string }).originalUrl ?? raw.url ?? '/');
  };
  fastify.route({ method: fastify.supportedMethods, url: '/', handler: answer });
  fastify.setNotFoundHandler(answer);
  return fastify;
}

/** What is no HTTP gets no more than this. */
function refuse(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, message] =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? ['431 Request Header Fields Too Large', 'the headers are too large']
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? ['408 Request Timeout', 'the request took too long']
        : ['400 Bad Request', 'the request is not HTTP'];
  const body = JSON.stringify({ error: message });
  socket.end(
    `HTTP/1.1 ${status}\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`,
  );
}
