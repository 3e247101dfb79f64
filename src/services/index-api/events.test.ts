import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventsSettled } from '../../../test/databases.ts';
import { type Edge, packageRecord, startEdge, versionRecord } from '../../api/fixtures/edge.ts';
import { laterCursor } from '../../store/events.ts';
import index from './index.ts';
import type { CloudEvent } from './schemas.ts';

interface Answer {
  events: CloudEvent[];
  cursor: string;
}

let edge: Edge;

beforeAll(async () => {
  edge = await startEdge({ services: [{ ...index, pages: [] }] });
});
afterAll(() => edge.stop());

/** Writes, and waits until readers see it. */
const write = async (...given: Parameters<Edge['write']>) => {
  await edge.write(...given);
  await eventsSettled(edge.database.db);
};
const ask = (query = '', init: RequestInit = {}) => fetch(`${edge.url}/api/v1/events${query}`, init);
const read = async (query = '') => (await (await ask(query)).json()) as Answer;
const head = async () => (await read('?after=now')).cursor;
const subjects = ({ events }: Answer) => events.map(event => event.subject);

describe('pages of events', () => {
  test('are CloudEvents, oldest first, and the cursor goes on behind them', async () => {
    await write('npm', packageRecord('one', { versions: [versionRecord('1.0.0'), versionRecord('1.1.0')] }));
    const first = await read();
    expect(first.events).toHaveLength(1);
    expect(first.events[0]).toEqual({
      specversion: '1.0',
      id: first.cursor,
      source: edge.url,
      type: 'package.created',
      subject: 'pkg:npm/one',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      registry: 'npm',
      datacontenttype: 'application/json',
      data: expect.objectContaining({ versions: 2 }),
    });
    expect(await read(`?after=${first.cursor}`)).toEqual({ events: [], cursor: first.cursor });
    await write('npm', packageRecord('two'), packageRecord('three'));
    const next = await read(`?after=${first.cursor}`);
    expect(subjects(next).sort()).toEqual(['pkg:npm/three', 'pkg:npm/two']);

    const answer = await ask(`?after=${first.cursor}&limit=1`);
    const page = (await answer.json()) as Answer;
    expect(page.events).toEqual(next.events.slice(0, 1));
    expect(answer.headers.get('link')).toBe(
      `<${edge.url}/api/v1/events?after=${page.cursor}&limit=1>; rel="next", <${edge.url}/licences/CC-BY-SA-4.0>; rel="license"`,
    );
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(subjects(await read(`?after=${page.cursor}`))).toEqual(subjects(next).slice(1));
  });

  test('are filtered by type and registry, and the cursor moves past what was left out', async () => {
    const before = await head();
    await write('npm', packageRecord('filtered'));
    await write('mirror', packageRecord('elsewhere'));
    expect(subjects(await read(`?after=${before}&registry=npm`))).toEqual(['pkg:npm/filtered']);
    const none = await read(`?after=${before}&types=version.removed,package.deleted`);
    expect(none.events).toEqual([]);
    expect(none.cursor).toBe(await head());
    expect(laterCursor(before, none.cursor)).toBe(none.cursor);
  });

  test.each([
    ['?after=abc', 400, 'after'],
    ['?after=-1', 400, 'after'],
    ['?after=99999999999999999999-1-1', 400, 'after'],
    ['?after=1-2', 400, 'after'],
    ['?types=package.exploded', 400, 'types'],
    ['?registry=none', 404, 'registry'],
    ['?limit=0', 400, 'limit'],
    ['?limit=1001', 400, 'limit'],
    ['?wait=61', 400, 'wait'],
  ])('%s is refused', async (query, status, parameter) => {
    const answer = await ask(query);
    expect([answer.status, ((await answer.json()) as { parameter: string }).parameter]).toEqual([
      status,
      parameter,
    ]);
  });

  test('a cursor ahead of the log is a place where nothing is yet', async () => {
    expect((await read('?after=18446744073709551615-1-1')).events).toEqual([]);
  });
});

describe('waiting', () => {
  test('ends as soon as there is an event, for everybody', async () => {
    const after = await head();
    const waiting = Array.from({ length: 20 }, () => read(`?after=${after}&wait=30`));
    const other = read(`?after=${after}&wait=2&types=package.deleted`);
    await new Promise(resolve => setTimeout(resolve, 300));
    const started = performance.now();
    await write('npm', packageRecord('awaited'));
    for (const answer of await Promise.all(waiting)) expect(subjects(answer)).toEqual(['pkg:npm/awaited']);
    expect(performance.now() - started).toBeLessThan(5_000);
    const nothing = await other;
    expect(nothing.events).toEqual([]);
    expect(nothing.cursor).toBe(await head());
  });

  test('ends with nothing when the time is over', async () => {
    const started = performance.now();
    expect((await read(`?after=${await head()}&wait=1`)).events).toEqual([]);
    expect(performance.now() - started).toBeGreaterThan(900);
  });

  test('an event of a transaction that waited for an older one is seen although nothing announces it then', async () => {
    const after = await head();
    let finish = () => {};
    const older = edge.database.db.transaction(async tx => {
      await tx.query({ text: 'select pg_current_xact_id()' });
      await new Promise<void>(resolve => {
        finish = resolve;
      });
    });
    await new Promise(resolve => setTimeout(resolve, 100));
    await edge.write('npm', packageRecord('held-back'));
    const waiting = read(`?after=${after}&wait=30`);
    await new Promise(resolve => setTimeout(resolve, 300));
    finish();
    await older;
    expect(subjects(await waiting)).toEqual(['pkg:npm/held-back']);
  });
});

/** Messages of a stream, with their ids, until `count` have come. */
async function messages(
  response: Response,
  count: number,
): Promise<{ id: string; event: string; data: CloudEvent }[]> {
  const found: { id: string; event: string; data: CloudEvent }[] = [];
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true });
    for (let end = text.indexOf('\n\n'); end !== -1; end = text.indexOf('\n\n')) {
      const fields = new Map(
        text
          .slice(0, end)
          .split('\n')
          .map(line => line.split(/: (.*)/s) as [string, string]),
      );
      text = text.slice(end + 2);
      const data = fields.get('data');
      if (data)
        found.push({ id: fields.get('id') ?? '', event: fields.get('event') ?? '', data: JSON.parse(data) });
    }
    if (found.length >= count) break;
  }
  return found;
}

describe('the stream', () => {
  const open = (query = '', headers: Record<string, string> = {}) => {
    const stop = new AbortController();
    const response = ask(query, {
      headers: { accept: 'text/event-stream', ...headers },
      signal: stop.signal,
    });
    return { response, stop: () => stop.abort() };
  };

  test('gives what comes from now on, and goes on behind the last id after a cut', async () => {
    const first = open();
    const response = await first.response;
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'text/event-stream; charset=utf-8',
    ]);
    expect(response.headers.get('cache-control')).toBe('no-store');
    await edge.write('npm', packageRecord('live-1'));
    const [seen] = await messages(response, 1);
    expect(seen).toMatchObject({
      event: 'package.created',
      data: { subject: 'pkg:npm/live-1', specversion: '1.0' },
    });
    expect(seen?.id).toBe(seen?.data.id);
    first.stop();

    await edge.write('npm', packageRecord('live-2'));
    await edge.write('npm', packageRecord('live-3'));
    const again = open('', { 'last-event-id': seen?.id ?? '' });
    const missed = await messages(await again.response, 2);
    expect(missed.map(m => m.data.subject)).toEqual(['pkg:npm/live-2', 'pkg:npm/live-3']);
    again.stop();
  });

  test('begins where it is told to, with a filter', async () => {
    const after = await head();
    await edge.write('mirror', packageRecord('streamed'));
    await edge.write('npm', packageRecord('left-out'));
    const stream = open(`?after=${after}&registry=mirror`);
    const [only] = await messages(await stream.response, 1);
    expect(only?.data.registry).toBe('mirror');
    stream.stop();
  });

  test('a wrong cursor is said before it begins', async () => {
    const answer = await open('', { 'last-event-id': 'x' }).response;
    expect([answer.status, await answer.json()]).toEqual([
      400,
      { error: 'Last-Event-ID is not a cursor of this event log', parameter: 'Last-Event-ID' },
    ]);
    expect((await open('?after=x').response).status).toBe(400);
  });

  test('outlives the loss of the database connections', async () => {
    const stream = open();
    const response = await stream.response;
    await edge.database.db.query({
      text: `select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and application_name like 'ecosystems-web%'`,
    });
    await edge.write('npm', packageRecord('after-the-fall'));
    const [seen] = await messages(response, 1);
    expect(seen?.data.subject).toBe('pkg:npm/after-the-fall');
    stream.stop();
  });

  test('ends when the server stops, and so does waiting', async () => {
    const other = await startEdge({ services: [{ ...index, pages: [] }] });
    const response = await fetch(`${other.url}/api/v1/events`, { headers: { accept: 'text/event-stream' } });
    const waiting = fetch(`${other.url}/api/v1/events?after=now&wait=60`).then(answer => answer.json());
    await new Promise(resolve => setTimeout(resolve, 200));
    const started = performance.now();
    const stopped = other.stop();
    expect(await messages(response, 1)).toEqual([]);
    expect(await waiting).toMatchObject({ events: [] });
    await stopped;
    expect(performance.now() - started).toBeLessThan(6_000);
  });
});
