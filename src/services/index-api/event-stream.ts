/**
 * Events as they come, in the format of server-sent events (WHATWG HTML, 9.2.6). Each message carries its cursor as `id`,
 * so that a client that was cut off goes on behind the last message it saw.
 */
import { UnavailableError } from '../../core/errors.ts';
import type { Queryable } from '../../store/database.ts';
import type { StoredEvent } from '../../store/events.ts';
import type { EventHub, EventPage, EventQuery } from './event-hub.ts';
import type { CloudEvent } from './schemas.ts';

export interface EventStreamOptions {
  hub: EventHub;
  db: Queryable;
  query: EventQuery;
  /** Aborted when the client has gone or the server stops. */
  signals: readonly AbortSignal[];
  toEvent(event: StoredEvent): CloudEvent;
  /** Default 15 s: shorter than the idle time-outs of common proxies. */
  heartbeatMs?: number;
}

const HEARTBEAT_MS = 15_000;
/** How long clients wait before they connect again. */
const RETRY_MS = 3_000;
/** Between attempts to read while the database is away. */
const AWAY_MS = 1_000;

/** Ends when a signal is aborted. The database may go away and come back meanwhile. */
export async function* eventStream(options: EventStreamOptions): AsyncGenerator<string, void, void> {
  const { hub, db, signals, toEvent, heartbeatMs = HEARTBEAT_MS } = options;
  const stopped = () => signals.some(signal => signal.aborted);
  let { after } = options.query;
  let beat = performance.now();
  yield `retry: ${RETRY_MS}\n\n`;
  while (!stopped()) {
    const version = hub.version();
    const page = await readIfThere(options, after);
    if (page) {
      after = page.cursor;
      if (page.events.length > 0) {
        beat = performance.now();
        yield page.events.map(event => message(toEvent(event))).join('');
      }
      if (page.events.length === options.query.limit) continue;
    }
    const left = beat + heartbeatMs - performance.now();
    if (left > 0) await hub.wait(db, version, page ? left : Math.min(left, AWAY_MS), signals);
    if (performance.now() - beat >= heartbeatMs && !stopped()) {
      beat = performance.now();
      // No message, but a client that comes back need not have the events read again that its filter leaves out.
      yield after === null ? ': nothing new\n\n' : `: nothing new\nid: ${after}\n\n`;
    }
  }
}

async function readIfThere(
  { hub, db, query }: EventStreamOptions,
  after: string | null,
): Promise<EventPage | null> {
  try {
    return await hub.read(db, { ...query, after });
  } catch (error) {
    if (error instanceof UnavailableError) return null;
    throw error;
  }
}

function message(event: CloudEvent): string {
  return `id: ${event.id}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}
