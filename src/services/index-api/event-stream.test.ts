import { expect, test } from 'vitest';
import { UnavailableError } from '../../core/errors.ts';
import type { StoredEvent } from '../../store/events.ts';
import type { EventHub } from './event-hub.ts';
import { eventStream } from './event-stream.ts';
import type { CloudEvent } from './schemas.ts';

const event = (n: number): StoredEvent => ({
  cursor: `1-${n}-0`,
  id: n,
  type: 'package.created',
  subject: `pkg:npm/p${n}`,
  registryId: 1,
  occurredAt: '2024-05-06T07:08:09.000Z',
  data: null,
});

test('is read only as fast as its reader reads, beats while nothing comes, and survives a database that is away', async () => {
  const pages: (StoredEvent[] | 'away')[] = [[event(1), event(2)], [event(3)], 'away', [], [event(4)]];
  let reads = 0;
  const hub: EventHub = {
    version: () => 0,
    read: async (_db, query) => {
      const page = pages[reads++] ?? [];
      if (page === 'away') throw new UnavailableError('away');
      return { events: page, cursor: page.at(-1)?.cursor ?? query.after ?? '0-0-0' };
    },
    wait: (_db, _version, ms) => new Promise(resolve => setTimeout(resolve, Math.min(ms, 30))),
  };
  const stop = new AbortController();
  const stream = eventStream({
    hub,
    db: { query: () => Promise.reject(new Error('not asked')) },
    query: { after: null, limit: 2, types: undefined, registryId: undefined },
    signals: [stop.signal],
    toEvent: ({ cursor, type, subject }) => ({ id: cursor, type, subject }) as CloudEvent,
    heartbeatMs: 20,
  });
  const next = async () => (await stream.next()).value;

  expect(await next()).toBe('retry: 3000\n\n');
  expect(reads).toBe(0);
  expect(await next()).toBe(
    'id: 1-1-0\nevent: package.created\ndata: {"id":"1-1-0","type":"package.created","subject":"pkg:npm/p1"}\n\n' +
      'id: 1-2-0\nevent: package.created\ndata: {"id":"1-2-0","type":"package.created","subject":"pkg:npm/p2"}\n\n',
  );
  await new Promise(resolve => setTimeout(resolve, 60));
  expect(reads).toBe(1);
  expect(await next()).toContain('data: {"id":"1-3-0"');
  let beats = 0;
  let last = await next();
  for (; last === ': nothing new\nid: 1-3-0\n\n'; last = await next()) beats++;
  expect(beats).toBeGreaterThan(0);
  expect(last).toContain('data: {"id":"1-4-0"');
  stop.abort();
  expect((await stream.next()).done).toBe(true);
});
