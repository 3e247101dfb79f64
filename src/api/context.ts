/** What a service is given of a request. */
import type { IncomingMessage } from 'node:http';
import type { Caller } from '../core/access.ts';
import type { ReceivedFile } from '../core/tools.ts';
import type { LiveContext } from '../services/index-api/public.ts';
import type { Endpoint } from './endpoint.ts';
import type { HandlerOptions } from './handler-options.ts';
import type { Origin } from './origin.ts';
import type { Person } from './person.ts';
import type { Target } from './target.ts';
import { type Keep, readUpload, type UploadLimits } from './upload.ts';

export type Given = Pick<LiveContext, 'params' | 'query' | 'signal'> & {
  endpoint: Endpoint;
  origin: Origin;
  person: Person;
  /** Null where others may be given the same answer. */
  caller: Caller | null;
  files: ReceivedFile[];
  body?: unknown;
};

export function contextOf(options: HandlerOptions, given: Given, { headers }: IncomingMessage): LiveContext {
  const { endpoint, origin, params, query, files, body, signal, person, caller } = given;
  const lastEventId = headers['last-event-id'];
  return {
    params,
    query,
    body,
    ...person,
    caller,
    limits: options.gate,
    keyReports: options.keyReports,
    db: options.db,
    directory: options.directory,
    sync: options.sync,
    memory: options.memory,
    tools: options.tools,
    graph: options.graph,
    usage: options.usage,
    billing: options.billing,
    headers: headersNamed(headers, endpoint.headers),
    attester: options.attester,
    accounts: options.accounts,
    administration: options.administration,
    files,
    waitMs: waitOf(headers.prefer),
    serviceUrl: endpoint.serviceUrl(origin),
    siteUrl: origin.siteUrl,
    now: new Date(),
    signal,
    waits: () => {},
    live: {
      ...options.live,
      accept: String(headers.accept ?? '').toLowerCase(),
      lastEventId: lastEventId === undefined ? null : String(lastEventId),
    },
  };
}

/** Reads what is sent. Fields of a form count as query parameters; `filename` names a body that is one file. */
export async function receiveUpload(
  request: IncomingMessage,
  limits: UploadLimits,
  keep: Keep,
  target: Target,
): Promise<{ files: ReceivedFile[]; query: string }> {
  const given = new URLSearchParams(target.query);
  const { files, fields } = await readUpload(request, limits, keep, given.get('filename'));
  given.delete('filename');
  const rest = target.query.includes('filename=') ? given.toString() : target.query;
  return { files, query: [rest, fields].filter(part => part !== '').join('&') };
}

const DEFAULT_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 30_000;

/** `Prefer: wait` or `wait=<seconds>` in milliseconds (https://www.rfc-editor.org/rfc/rfc7240#section-4.3). */
function waitOf(prefer: string | string[] | undefined): number | null {
  const found = /(?:^|[,;\s])wait(?:\s*=\s*"?(\d{1,6}))?/i.exec(String(prefer ?? ''));
  if (!found) return null;
  return Math.min(found[1] === undefined ? DEFAULT_WAIT_MS : Number(found[1]) * 1000, LONGEST_WAIT_MS);
}

/** The headers that a route reads; what was sent several times is joined as RFC 9110, 5.3 has it. */
function headersNamed(
  all: IncomingMessage['headers'],
  names: readonly string[] = [],
): Record<string, string> {
  return Object.fromEntries(
    names.flatMap(name => (all[name] === undefined ? [] : [[name, [all[name]].flat().join(', ')]])),
  );
}
