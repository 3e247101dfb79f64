/** What is kept in memory, how it is let go, and what happens when the database is away. */
import { createServer, connect as dial, type Server, type Socket } from 'node:net';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Edge, eventually, packageRecord, startEdge } from './fixtures/edge.ts';
import { type TinyService, tinyService } from './fixtures/tiny-service.ts';
import { get } from './fixtures/wire.ts';

const base = '/packages/api/v1';

describe('answers in memory', () => {
  let edge: Edge;
  let service: TinyService;

  beforeAll(async () => {
    service = tinyService();
    edge = await startEdge({ services: [service] });
    await edge.write('npm', ...['a', 'b', 'c', 'd', 'e', 'f'].map(name => packageRecord(name)));
    await heard();
  });
  afterAll(() => edge.stop());
  beforeEach(() => {
    for (const name of Object.keys(service.calls)) service.calls[name] = 0;
    edge.log.length = 0;
  });

  const ask = (path: string) => fetch(`${edge.url}${path}`);
  const description = async (name: string) =>
    ((await (await ask(`${base}/registries/npm/packages/${name}`)).json()) as { description: string | null })
      .description;
  /** Changes are heard of from some moment after the start. */
  const heard = () =>
    eventually(async () => {
      const text = await (await ask('/metrics')).text();
      expect(text).toContain('ecosystems_cache_trusted 1');
    });

  test('are given until a write says that the package changed', async () => {
    for (let i = 0; i < 3; i++) expect(await description('a')).toBeNull();
    expect(await description('b')).toBeNull();
    expect(service.calls.package).toBe(2);

    await edge.write('npm', packageRecord('a', { description: 'new' }));
    await eventually(async () => expect(await description('a')).toBe('new'));
    await description('b');
    expect(service.calls.package).toBe(3);
  });

  test('lists go when any package of the registry changed', async () => {
    const names = async () => (await (await ask(`${base}/list`)).json()) as string[];
    expect(await names()).toContain('f');
    await names();
    expect(service.calls.list).toBe(1);
    await edge.write('npm', packageRecord('zz'));
    await eventually(async () => expect(await names()).toContain('zz'));
  });

  test('differ by host, not by who asks, and are none after an error', async () => {
    const path = `${base}/registries/npm/packages/c`;
    await ask(path);
    await ask(`${path}?mailto=maintainer@example.org`);
    await ask(`${path}?apikey=k`);
    expect(service.calls.package).toBe(1);
    const other = await get(edge.port, path);
    expect(JSON.parse(other.body).siteUrl).toBe('http://localhost');
    expect(service.calls.package).toBe(2);
    await ask(`${base}/fail/other`);
    await ask(`${base}/fail/other`);
    expect(service.calls.fail).toBe(2);
  });

  test('concurrent askers share one load', async () => {
    await Promise.all(Array.from({ length: 20 }, () => ask(`${base}/registries/npm/packages/d`)));
    expect(service.calls.package).toBe(1);
  });

  test('when notifications are lost nothing kept is given; then it starts anew', async () => {
    expect(await description('e')).toBeNull();
    const admin = new pg.Client({ connectionString: edge.database.url });
    await admin.connect();
    // A change that nobody could hear of: it comes in the moment in which the listener is cut off.
    const [cut] = (await admin.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
        where application_name = 'ecosystems-web-listen' and datname = current_database();
      update packages set description = 'meanwhile' where name = 'e'`,
    )) as unknown as { rowCount: number }[];
    await admin.end();
    expect(cut?.rowCount).toBe(1);
    await eventually(async () => expect(await description('e')).toBe('meanwhile'));
    await heard();
    await description('e');
    const before = service.calls.package ?? 0;
    await description('e');
    expect(service.calls.package).toBe(before);
  });

  test('a client that goes away is noticed', async () => {
    const gone = new AbortController();
    const answer = fetch(`${edge.url}${base}/slow`, { signal: gone.signal }).catch(error => error.name);
    await eventually(() => expect(service.calls.slow).toBe(1));
    gone.abort();
    expect(await answer).toBe('AbortError');
    await eventually(() => expect(service.aborted).toBe(1));
    expect(edge.log.filter(line => line.level === 'error')).toEqual([]);
  });

  test('the metrics say what was answered from memory', async () => {
    const counts = async () => {
      const text = await (await ask('/metrics')).text();
      const count = (memory: string) => {
        const labels = `{operation="packages.getPackage",method="GET",status="200",memory="${memory}"}`;
        return Number(text.split(`ecosystems_http_requests_total${labels} `)[1]?.split('\n')[0] ?? 0);
      };
      return [count('no'), count('yes')] as const;
    };
    const before = await counts();
    for (let i = 0; i < 3; i++) await ask(`${base}/registries/npm/packages/f`);
    const after = await counts();
    expect([after[0] - before[0], after[1] - before[1]]).toEqual([1, 2]);
    const text = await (await ask('/metrics')).text();
    expect(text).toMatch(/ecosystems_http_operation_seconds_count\{operation="packages\.getPackage"\} \d+\n/);
    expect(text).toMatch(/ecosystems_database_connections \d/);
  });
});

describe('without memory', () => {
  test('every request is answered by its operation', async () => {
    const service = tinyService();
    const edge = await startEdge({ services: [service], settings: { cacheBytes: 0 } });
    await edge.write('npm', packageRecord('a'));
    for (let i = 0; i < 3; i++) {
      expect((await fetch(`${edge.url}${base}/registries/npm/packages/a`)).status).toBe(200);
    }
    expect(service.calls.package).toBe(3);
    await edge.stop();
  });
});

describe('the database away', () => {
  let edge: Edge;
  let gate: Server;
  let open = true;
  const sockets = new Set<Socket>();

  beforeAll(async () => {
    // A door to the database that can be shut.
    const target = await startEdge({ services: [] });
    const { hostname, port, pathname, username, searchParams } = new URL(target.database.url);
    const folder = searchParams.get('host');
    const reach = folder
      ? { path: `${folder}/.s.PGSQL.${port}` }
      : { host: hostname, port: Number(port || 5432) };
    gate = createServer(incoming => {
      if (!open) return incoming.destroy();
      const outgoing = dial(reach);
      for (const [from, to] of [
        [incoming, outgoing],
        [outgoing, incoming],
      ] as const) {
        sockets.add(from);
        from.pipe(to);
        from.on('error', () => to.destroy());
        from.on('close', () => {
          to.destroy();
          sockets.delete(from);
        });
      }
    });
    await new Promise<void>(resolve => gate.listen(0, '127.0.0.1', resolve));
    const { port: door } = gate.address() as { port: number };
    await target.write('npm', packageRecord('a'));
    edge = await startEdge({
      services: [tinyService()],
      databaseUrl: `postgres://${username}@127.0.0.1:${door}${pathname}?sslmode=disable`,
    });
    const { stop } = edge;
    edge.stop = async () => {
      await stop();
      await target.stop();
      gate.close();
    };
  });
  afterAll(() => edge.stop());

  const shut = () => {
    open = false;
    for (const socket of sockets) socket.destroy();
  };

  test('requests hear 503 soon, health says why, and all is well again by itself', async () => {
    const path = `${base}/registries/npm/packages/a`;
    expect((await fetch(`${edge.url}${path}`)).status).toBe(200);
    expect(await (await fetch(`${edge.url}/healthz`)).json()).toEqual({ status: 'ok' });

    shut();
    const started = performance.now();
    await eventually(async () => {
      const answer = await fetch(`${edge.url}${path}`);
      expect([answer.status, answer.headers.get('cache-control')]).toEqual([503, 'no-store']);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(answer.headers.get('content-type')).toBe('application/problem+json');
      expect(await answer.json()).toMatchObject({
        error: expect.stringContaining('not available'),
        status: 503,
      });
    });
    expect(performance.now() - started).toBeLessThan(4_000);
    const health = await fetch(`${edge.url}/healthz`);
    expect([health.status, await health.json()]).toEqual([
      503,
      { status: 'unavailable', reason: expect.any(String) },
    ]);
    const page = await fetch(`${edge.url}/hello/you`);
    expect(page.status).toBe(200);

    open = true;
    await eventually(async () => expect((await fetch(`${edge.url}${path}`)).status).toBe(200));
    await eventually(async () => expect((await fetch(`${edge.url}/healthz`)).status).toBe(200));
  });
});
