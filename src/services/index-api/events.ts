/** The public event log as CloudEvents: in pages, by waiting, or as a stream. */
import { InputError } from '../../core/errors.ts';
import { EVENT_TYPES, headCursor, type StoredEvent } from '../../store/events.ts';
import type { RegistryDirectory, Reply } from '../service.ts';
import { type EventPage, type EventQuery, hubOf } from './event-hub.ts';
import { eventStream } from './event-stream.ts';
import type { LiveContext } from './live.ts';
import type { CloudEvent } from './schemas.ts';

const DEFAULT_LIMIT = 100;

/** @throws InputError naming `after`, `Last-Event-ID`, `types` or `registry`. */
export async function answerEvents(context: LiveContext): Promise<Reply> {
  const { db, live, query, directory } = context;
  const filter = {
    limit: typeof query.limit === 'number' ? query.limit : DEFAULT_LIMIT,
    types: typesOf(query.types),
    registryId: registryOf(directory, query.registry),
  };
  const toEvent = (event: StoredEvent) => cloudEvent(event, context);

  if (live && wantsStream(live.accept)) {
    const after = live.lastEventId ?? (await startOf(context, 'now'));
    const hub = hubOf(live.changes);
    // Read before the stream begins, while a wrong cursor can still be said.
    await named(live.lastEventId !== null, hub.read(db, { ...filter, after }));
    const stream = eventStream({
      hub,
      db,
      query: { ...filter, after },
      signals: [context.signal, live.closing],
      toEvent,
    });
    return { body: stream, contentType: 'text/event-stream; charset=utf-8', noStore: true };
  }

  const after = await startOf(context, 'start');
  const wait = typeof query.wait === 'number' ? query.wait : 0;
  const { events, cursor } = await readOrWait(context, { ...filter, after }, wait);
  const next = new URLSearchParams({ after: cursor });
  for (const name of ['limit', 'types', 'registry', 'wait']) {
    if (query[name] !== undefined) next.set(name, String(query[name]));
  }
  return {
    body: { events: events.map(toEvent), cursor },
    headers: { link: `<${context.serviceUrl}/api/v1/events?${next}>; rel="next"` },
    noStore: true,
  };
}

async function readOrWait(context: LiveContext, query: EventQuery, waitSeconds: number): Promise<EventPage> {
  const { db, live, signal } = context;
  if (!live) {
    return hubOf(SILENCE).read(db, query);
  }
  const hub = hubOf(live.changes);
  const signals = [signal, live.closing];
  const deadline = performance.now() + waitSeconds * 1000;
  for (let after = query.after; ; ) {
    const version = hub.version();
    const page = await hub.read(db, { ...query, after });
    const left = deadline - performance.now();
    if (page.events.length > 0 || left <= 0 || signals.some(s => s.aborted)) return page;
    after = page.cursor;
    context.waits();
    await hub.wait(db, version, left, signals);
  }
}

/** For callers that are no server: they never wait, so nothing need be heard. */
const SILENCE = { subscribe: () => () => {}, close: () => Promise.resolve() };

function wantsStream(accept: string): boolean {
  return /(?:^|[\s,])text\/event-stream(?:$|[\s,;])/.test(accept);
}

async function startOf({ db, query }: LiveContext, otherwise: 'start' | 'now'): Promise<string | null> {
  const after = typeof query.after === 'string' ? query.after : otherwise;
  if (after === 'start') return null;
  return after === 'now' ? headCursor(db) : after;
}

/** The store names a wrong cursor `after`; it may have come in the header. */
async function named(fromHeader: boolean, page: Promise<EventPage>): Promise<void> {
  try {
    await page;
  } catch (error) {
    if (!fromHeader || !(error instanceof InputError)) throw error;
    throw new InputError('Last-Event-ID', 'Last-Event-ID is not a cursor of this event log');
  }
}

function typesOf(value: unknown): string[] | undefined {
  if (typeof value !== 'string') return undefined;
  const types = [...new Set(value.split(',').map(type => type.trim()))].sort();
  const known: readonly string[] = EVENT_TYPES;
  const wrong = types.find(type => !known.includes(type));
  if (wrong === undefined) return types;
  throw new InputError(
    'types',
    `types: there are no events of type "${wrong.slice(0, 50)}"; there are ${known.join(', ')}`,
  );
}

function registryOf(directory: RegistryDirectory, value: unknown): number | undefined {
  if (typeof value !== 'string') return undefined;
  const known = directory.byName(value);
  if (!known) throw new InputError('registry', 'registry: there is no registry of that name', 404);
  return known.registry.id;
}

/** CloudEvents 1.0.2, with the registry's name as an extension attribute. */
export function cloudEvent(
  event: StoredEvent,
  { siteUrl, directory }: Pick<LiveContext, 'siteUrl' | 'directory'>,
): CloudEvent {
  return {
    specversion: '1.0',
    id: event.cursor,
    source: siteUrl,
    type: event.type,
    subject: event.subject,
    time: event.occurredAt,
    ...registryName(event, directory),
    ...(event.data === null ? {} : { datacontenttype: 'application/json' as const, data: event.data }),
  };
}

/** What is of no registry has no such attribute. */
function registryName({ registryId }: StoredEvent, directory: RegistryDirectory): { registry?: string } {
  return registryId === null ? {} : { registry: directory.byId(registryId)?.name ?? String(registryId) };
}
