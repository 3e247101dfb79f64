import { createServer, connect as dial, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, serversUnderTest, type TestDatabase } from '../../test/databases.ts';
import { UnavailableError } from '../core/errors.ts';
import { openDatabase } from './database.ts';

/** A loopback port before the server that can vanish, or fall silent. */
async function relayTo(url: string) {
  const { hostname, port, searchParams } = new URL(url);
  const folder = searchParams.get('host');
  const sockets = new Set<Socket>();
  let silent = false;
  const handle = (inner: Socket) => {
    sockets.add(inner);
    inner.on('error', () => {}).on('close', () => sockets.delete(inner));
    if (silent) return;
    const outer = folder ? dial(`${folder}/.s.PGSQL.${port}`) : dial(Number(port || 5432), hostname);
    outer.on('error', () => inner.destroy()).on('close', () => inner.destroy());
    inner.on('close', () => outer.destroy());
    inner.pipe(outer).pipe(inner);
  };
  let server: Server | null = null;
  let at = 0;
  const open = async () => {
    const opened = createServer(handle);
    await new Promise<void>(resolve => opened.listen(at, '127.0.0.1', resolve));
    at = (opened.address() as { port: number }).port;
    server = opened;
  };
  await open();
  return {
    url: url.replace(/@[^/?]*/, `@127.0.0.1:${at}`).replace(/host=[^&]*&?/, ''),
    open,
    silence() {
      silent = true;
    },
    async close() {
      const closing = server;
      server = null;
      const closed = new Promise(resolve => (closing ? closing.close(resolve) : resolve(null)));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

async function failure(work: Promise<unknown>): Promise<{ error: unknown; ms: number }> {
  const begun = performance.now();
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return { error, ms: performance.now() - begun };
}

describe.each(serversUnderTest())('database away: $name', ({ url: serverUrl }) => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await createTestDatabase(serverUrl, { migrate: false });
  });
  afterAll(() => test.drop());

  const terminate = (application: string) =>
    test.db.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1 AND datname = current_database()',
      [application],
    );

  it('fails at once while nothing listens, and recovers by itself', async () => {
    const relay = await relayTo(test.url);
    const warnings: string[] = [];
    const log = { info() {}, warn: (message: string) => warnings.push(message), error() {} };
    const db = openDatabase({ url: relay.url, role: 'web', max: 3, log });
    await Promise.all([db.query('SELECT 1'), db.query('SELECT 2')]);
    await relay.close();
    for (let i = 0; i < 5; i++) {
      const { error, ms } = await failure(db.query('SELECT 1'));
      expect(error).toBeInstanceOf(UnavailableError);
      expect(ms).toBeLessThan(1_000);
    }
    const { error } = await failure(db.transaction(tx => tx.query('SELECT 1')));
    expect(error).toBeInstanceOf(UnavailableError);
    await relay.open();
    expect((await db.query('SELECT 7 AS seven')).rows).toEqual([{ seven: 7 }]);
    await db.end();
    await relay.close();
    expect(warnings.length).toBeGreaterThan(0);
  });

  it('gives up on a server that says nothing after 3 s', async () => {
    const relay = await relayTo(test.url);
    relay.silence();
    const db = openDatabase({ url: relay.url, role: 'web', max: 2 });
    const { error, ms } = await failure(db.query('SELECT 1'));
    expect(error).toBeInstanceOf(UnavailableError);
    expect(ms).toBeGreaterThan(2_500);
    expect(ms).toBeLessThan(8_000);
    await relay.close();
    await db.end();
  });

  it('calls a full pool unavailable rather than wait for ever', async () => {
    const db = openDatabase({ url: test.url, role: 'web', max: 1 });
    let finish = () => {};
    const held = db.transaction(() => new Promise<void>(resolve => (finish = resolve)));
    await new Promise(resolve => setTimeout(resolve, 100));
    const { error } = await failure(db.query('SELECT 1'));
    expect(error).toBeInstanceOf(UnavailableError);
    finish();
    await held;
    await db.end();
  });

  it('reports a connection that the server ended, under a query and between the queries of a transaction', async () => {
    const db = openDatabase({ url: test.url, role: 'web', max: 2 });
    const sleeping = failure(db.query('SELECT pg_sleep(20)'));
    await new Promise(resolve => setTimeout(resolve, 200));
    await terminate('ecosystems-web');
    expect((await sleeping).error).toBeInstanceOf(UnavailableError);

    const { error } = await failure(
      db.transaction(async tx => {
        await tx.query('SELECT 1');
        await terminate('ecosystems-web');
        await new Promise(resolve => setTimeout(resolve, 200));
        await tx.query('SELECT 1');
      }),
    );
    expect(error).toBeInstanceOf(UnavailableError);
    expect((await db.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    await db.end();
  });

  it('does not listen to a refused login as to an absent server', async () => {
    const db = openDatabase({
      url: test.url.replace(/\/ecosystems_[^?]*/, '/no_such_database'),
      role: 'web',
    });
    await expect(db.query('SELECT 1')).rejects.toMatchObject({ code: '3D000' });
    await db.end();
  });
});

describe.each(serversUnderTest())('notifications: $name', ({ url: serverUrl }) => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await createTestDatabase(serverUrl, { migrate: false });
  });
  afterAll(() => test.drop());

  const until = async (condition: () => boolean) => {
    for (let i = 0; i < 500 && !condition(); i++) await new Promise(resolve => setTimeout(resolve, 20));
    expect(condition()).toBe(true);
  };
  const notify = (channel: string, payload: string) =>
    test.db.query('SELECT pg_notify($1, $2)', [channel, payload]);

  it('brings each channel its payloads', async () => {
    const db = openDatabase({ url: test.url, role: 'web' });
    const heard: string[] = [];
    const one = db.listen('one', payload => heard.push(`one ${payload}`));
    const odd = db.listen('Odd "name"', payload => heard.push(`odd ${payload}`));
    await Promise.all([one.ready, odd.ready]);
    const late = db.listen('late', payload => heard.push(`late ${payload}`));
    await late.ready;
    await notify('one', 'a');
    await notify('Odd "name"', 'b');
    await notify('other', 'c');
    await notify('late', 'd');
    await until(() => heard.length >= 3);
    await one.close();
    await notify('one', 'e');
    await notify('late', 'f');
    await until(() => heard.includes('late f'));
    expect(heard).toEqual(['one a', 'odd b', 'late d', 'late f']);
    await db.end();
  });

  it('listens again after the connection is lost, and says so', async () => {
    const relay = await relayTo(test.url);
    const db = openDatabase({ url: relay.url, role: 'web' });
    const story: string[] = [];
    const listening = db.listen('news', payload => story.push(payload), {
      onLost: () => story.push('lost'),
      onRestored: () => story.push('restored'),
    });
    await listening.ready;
    await notify('news', 'first');
    await until(() => story.includes('first'));
    await relay.close();
    await until(() => story.includes('lost'));
    await new Promise(resolve => setTimeout(resolve, 300));
    await relay.open();
    await until(() => story.includes('restored'));
    await notify('news', 'second');
    await until(() => story.includes('second'));
    expect(story).toEqual(['first', 'lost', 'restored', 'second']);
    await db.end();
    await relay.close();
  });

  it('waits for a server that comes later', async () => {
    const relay = await relayTo(test.url);
    await relay.close();
    const db = openDatabase({ url: relay.url, role: 'web' });
    const story: string[] = [];
    const listening = db.listen('news', payload => story.push(payload), {
      onRestored: () => story.push('restored'),
    });
    await new Promise(resolve => setTimeout(resolve, 200));
    expect(story).toEqual([]);
    await relay.open();
    await listening.ready;
    await notify('news', 'first');
    await until(() => story.includes('first'));
    expect(story).toEqual(['restored', 'first']);
    await db.end();
    await relay.close();
  });

  it('ends while it waits for a server', async () => {
    const relay = await relayTo(test.url);
    await relay.close();
    const db = openDatabase({ url: relay.url, role: 'web' });
    const { ready } = db.listen('news', () => {});
    await db.end();
    await ready;
  });
});
