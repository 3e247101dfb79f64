import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type NpmRegistry, startNpmRegistry } from '../../../test/npm-registry.ts';
import { UpstreamError } from '../../core/errors.ts';
import { createHttp, type HttpDoor } from '../../io/http.ts';
import type { Io } from '../../io/types.ts';
import type { ConnectorContext, FetchOutcome, RegistryRef } from '../ecosystem.ts';
import { connector } from './connector.ts';

const token = 'a-token-for-tests';
let registry: NpmRegistry;
let http: HttpDoor;

beforeEach(async () => {
  registry = await startNpmRegistry({ token });
  http = createHttp({ userAgent: 'ecosystems-test', allowPrivateHosts: [new URL(registry.url).host] });
});

afterEach(async () => {
  await http.close();
  await registry.close();
});

function context(
  settings: Record<string, string> = {},
  headers: Record<string, string> = { authorization: `Bearer ${token}` },
): ConnectorContext {
  const endpointFor = async () => ({ registry: registry.url, headers });
  const ref = { name: 'npmjs.org', url: registry.url, isDefault: true } as RegistryRef;
  return { io: { http, npm: { endpointFor } } as unknown as Io, registry: ref, settings };
}

const fetch = (name: string, settings?: Record<string, string>) =>
  connector.fetch(context(settings), name, null);

async function found(
  name: string,
  settings?: Record<string, string>,
): Promise<Extract<FetchOutcome, { kind: 'found' }>> {
  const outcome = await fetch(name, settings);
  if (outcome.kind !== 'found') throw new Error(`${name} is ${outcome.kind}`);
  return outcome;
}

/** Code, status and wait of the error that a fetch ends in. */
async function failure(name: string) {
  const error = await fetch(name).then(
    outcome => new Error(`no error but ${outcome.kind}`),
    error => error,
  );
  if (!(error instanceof UpstreamError)) throw error;
  return {
    code: error.code,
    status: error.options.status,
    retryAfter: error.options.retryAfterSeconds,
    transient: error.transient,
  };
}

describe('fetch', () => {
  it('gives the record and the raw packument', async () => {
    const { record, documents } = await found('react');
    expect(record).toMatchObject({
      name: 'react',
      latestVersion: '19.1.0',
      licenses: 'MIT',
      repositoryUrl: 'https://github.com/facebook/react',
      downloads: null,
    });
    expect(record.versions.map(version => version.number)).toContain('18.3.1');
    expect(documents).toHaveLength(1);
    expect(documents[0]).toMatchObject({ url: `${registry.url}/react`, mediaType: 'application/json' });
    expect(JSON.parse(String(documents[0]?.body)).name).toBe('react');
    expect(documents[0]?.validators.etag).toMatch(/^"[0-9a-f]{40}"$/);
  });

  it('encodes the slash of a scope', async () => {
    expect((await found('@babel/code-frame')).record.namespace).toBe('babel');
    expect(registry.requests('@babel/code-frame')).toBe(1);
  });

  it('sends validators and understands 304', async () => {
    const { documents } = await found('react');
    const validators = documents[0]?.validators ?? null;
    expect(await connector.fetch(context(), 'react', validators)).toEqual({ kind: 'not-modified' });
    registry.publish('react', '20.0.0');
    const outcome = await connector.fetch(context(), 'react', validators);
    expect(outcome).toMatchObject({ kind: 'found', record: { latestVersion: '20.0.0' } });
  });

  it('tells missing from gone', async () => {
    expect(await fetch('no-such-package')).toEqual({ kind: 'missing' });
    registry.unpublish('left-pad');
    expect(await fetch('left-pad')).toMatchObject({ kind: 'gone', status: 'unpublished', documents: [{}] });
    registry.fault('react', { kind: 'status', status: 410 });
    expect(await fetch('react')).toMatchObject({ kind: 'gone', status: 'removed' });
  });

  it('follows publication, deprecation and unpublication of versions', async () => {
    registry.publish('left-pad', '2.0.0', { dependencies: { 'is-odd': '^3.0.0' } });
    expect((await found('left-pad')).record).toMatchObject({ latestVersion: '2.0.0', status: null });
    registry.deprecate('left-pad', '2.0.0', 'broken');
    expect((await found('left-pad')).record).toMatchObject({ latestVersion: '1.3.0', status: null });
    registry.unpublish('left-pad', '2.0.0');
    const removed = (await found('left-pad')).record.versions.filter(version => version.status === 'removed');
    expect(removed.map(version => version.number)).toEqual(['2.0.0']);
    registry.deprecate('left-pad', null, 'use String.prototype.padStart');
    expect((await found('left-pad')).record.status).toBe('deprecated');
  });

  it('says so when credentials are missing', async () => {
    await expect(connector.fetch(context({}, {}), 'react', null)).rejects.toMatchObject({
      code: 'unexpected-status',
      options: { status: 401 },
    });
  });

  it('gives a typed error for each fault of the registry', async () => {
    registry.fault('react', { kind: 'rate-limited', retryAfter: 7 });
    expect(await failure('react')).toMatchObject({
      code: 'rate-limited',
      status: 429,
      retryAfter: 7,
      transient: true,
    });
    registry.fault('react', { kind: 'status', status: 500 });
    expect(await failure('react')).toMatchObject({ code: 'server-error', status: 500, transient: true });
    registry.fault('react', { kind: 'truncated-gzip' });
    expect(await failure('react')).toMatchObject({ code: 'malformed' });
    registry.fault('react', { kind: 'short-body' });
    expect(['malformed', 'unreachable']).toContain((await failure('react')).code);
    registry.fault('react', { kind: 'wrong-type' });
    expect(await failure('react')).toMatchObject({ code: 'malformed', transient: false });
    registry.fault('react', { kind: 'body', body: '{"name":"vue","versions":{"1.0.0":{}}}' });
    expect(await failure('react')).toMatchObject({ code: 'malformed' });
    registry.fault('react', { kind: 'redirect', to: 'http://169.254.169.254/latest/meta-data' });
    expect(await failure('react')).toMatchObject({ code: 'refused' });
    registry.fault('react', { kind: 'redirect', to: `${registry.url}/react` });
    expect(await failure('react')).toMatchObject({ code: 'refused' });
    registry.fault('react', { kind: 'reset' });
    expect(await failure('react')).toMatchObject({ code: 'unreachable', transient: true });
    registry.fault('react', { kind: 'reset', after: 'headers' });
    expect(['malformed', 'unreachable']).toContain((await failure('react')).code);
    registry.fault('react', null);
    expect((await found('react')).record.name).toBe('react');
  });

  it('reads a packument of 50 MB, and refuses a compressed bomb', async () => {
    registry.fault('react', { kind: 'huge' });
    const { record, documents } = await found('react');
    expect(record.latestVersion).toBe('19.1.0');
    expect(documents[0]?.body.length).toBeGreaterThan(50_000_000);
    registry.fault('react', { kind: 'gzip-bomb', bytes: 200 * 1024 * 1024 });
    expect(await failure('react')).toMatchObject({ code: 'too-large', transient: false });
  });

  it('stops when it is told to', async () => {
    registry.fault('react', { kind: 'stalled' });
    const signal = AbortSignal.timeout(100);
    await expect(connector.fetch({ ...context(), signal }, 'react', null)).rejects.toThrow();
  });

  it('asks for downloads only where the operator says so', async () => {
    registry.downloads('react', 123_456);
    registry.downloads('@babel/code-frame', 7);
    expect((await found('react')).record.downloads).toBeNull();
    // The counting service is another host: npm's credentials stay away from it.
    const open = await startNpmRegistry({ packages: [] });
    http.allow(new URL(open.url).host);
    open.downloads('react', 123_456);
    open.downloads('@babel/code-frame', 7);
    const settings = { npm_downloads_url: `${open.downloadsUrl}/` };
    const { record, documents } = await found('react', settings);
    expect(record.downloads).toEqual({ count: 123_456, period: 'last-month' });
    expect(documents).toHaveLength(2);
    expect((await found('@babel/code-frame', settings)).record.downloads?.count).toBe(7);
    expect(open.log.every(entry => entry.headers.authorization === undefined)).toBe(true);
    expect((await found('left-pad', settings)).record.downloads).toBeNull();
    await open.close();
    expect((await found('react', settings)).record.downloads).toBeNull();
  });
});

describe('changes', () => {
  let open: NpmRegistry;
  beforeEach(async () => {
    open = await startNpmRegistry({ packages: [] });
    http.allow(new URL(open.url).host);
  });
  afterEach(() => open.close());

  const at = () => context({ npm_changes_url: `${open.changesUrl}/` });
  const changes = (cursor: string | null) => connector.changes?.(at(), cursor);

  it('starts from now and gives each changed name once, oldest first', async () => {
    open.publish('before', '1.0.0');
    const start = await changes(null);
    expect(start).toEqual({ names: [], cursor: String(open.seq()) });
    expect(await connector.head?.(at())).toBe(String(open.seq()));

    open.publish('first', '1.0.0');
    open.publish('@scope/second', '1.0.0');
    open.publish('first', '1.1.0');
    open.unpublish('@scope/second');
    const next = await changes(start?.cursor ?? null);
    expect(next).toEqual({ names: ['first', '@scope/second'], cursor: String(open.seq()) });
    expect(await changes(next?.cursor ?? null)).toEqual({ names: [], cursor: next?.cursor });
  });

  it('passes over design documents and ids that name no package', async () => {
    open.publish('..', '1.0.0');
    open.publish('fine', '1.0.0');
    expect(await changes('0')).toEqual({ names: ['fine'], cursor: String(open.seq()) });
  });

  it('reads a long feed in pages', async () => {
    for (let i = 0; i < 2500; i++) open.publish(`p${i}`, '1.0.0');
    const first = await changes('0');
    // The page begins with the design document.
    expect(first?.names).toHaveLength(1999);
    const second = await changes(first?.cursor ?? null);
    expect(second?.names).toHaveLength(501);
    expect([...(first?.names ?? []), ...(second?.names ?? [])]).toEqual(
      Array.from({ length: 2500 }, (_, i) => `p${i}`),
    );
    expect(second?.cursor).toBe(String(open.seq()));
  });

  it('keeps an opaque sequence as it is', async () => {
    open.fault('_changes', {
      kind: 'body',
      body: '{"results":[{"seq":"9-abc","id":"x","changes":[]}],"last_seq":"9-abc"}',
    });
    expect(await changes('8-zzz')).toEqual({ names: ['x'], cursor: '9-abc' });
    expect(open.requests('_changes')).toBe(1);
  });

  it('gives a typed error for what is no feed', async () => {
    for (const body of ['', '[]', '{}', '{"results":{}}', '<html>']) {
      open.fault('_changes', { kind: 'body', body });
      await expect(changes('5')).rejects.toBeInstanceOf(UpstreamError);
    }
    open.fault('_changes', { kind: 'body', body: '{"results":[null,1,{"id":7},{}],"last_seq":{}}' });
    expect(await changes('5')).toEqual({ names: [], cursor: '5' });
  });

  it('falls back to the RSS of recent publications', async () => {
    const recent = (cursor: string | null) => connector.changes?.(context(), cursor);
    registry.publish('before', '1.0.0');
    const start = await recent(null);
    expect(start?.names).toEqual([]);
    expect(start?.cursor).toMatch(/^rss:before /);
    expect(await connector.head?.(context())).toBe(start?.cursor);

    registry.publish('first', '1.0.0');
    registry.publish('@scope/second', '1.0.0');
    registry.publish('first', '1.0.1');
    const next = await recent(start?.cursor ?? null);
    expect(next?.names).toEqual(['first', '@scope/second']);
    expect(await recent(next?.cursor ?? null)).toEqual({ names: [], cursor: next?.cursor });

    for (let i = 0; i < 60; i++) registry.publish(`p${i}`, '1.0.0');
    expect((await recent(next?.cursor ?? null))?.names).toEqual(
      Array.from({ length: 50 }, (_, i) => `p${i + 10}`),
    );
    expect(
      registry.log.filter(entry => entry.what === '-/rss').every(entry => entry.headers.authorization),
    ).toBe(true);
  });

  it('has nothing to follow at a registry without a feed', async () => {
    registry.fault('-/rss', { kind: 'status', status: 404 });
    expect(await connector.head?.(context())).toBeNull();
    expect(await connector.changes?.(context(), null)).toEqual({ names: [], cursor: null });
    expect(await connector.changes?.(context(), 'rss:x')).toEqual({ names: [], cursor: 'rss:x' });
    registry.fault('-/rss', { kind: 'status', status: 500 });
    await expect(connector.head?.(context())).rejects.toMatchObject({ code: 'server-error' });
  });

  it('starts again when the source has changed', async () => {
    expect(await changes('rss:x Mon, 01 Jan 2024 00:00:00 GMT')).toEqual({
      names: [],
      cursor: String(open.seq()),
    });
    registry.fault('-/rss', { kind: 'wrong-type' });
    await expect(connector.changes?.(context(), null)).rejects.toMatchObject({ code: 'malformed' });
    registry.fault('-/rss', { kind: 'body', body: gzipSync('x') });
    await expect(connector.changes?.(context(), null)).rejects.toMatchObject({ code: 'malformed' });
  });
});
