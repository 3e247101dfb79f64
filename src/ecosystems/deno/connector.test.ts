import { describe, expect, it } from 'vitest';
import { hasSharedRecordings, type Recordings, recordedIo } from '../conformance/recordings.ts';
import type { ConnectorContext } from '../ecosystem.ts';
import { connector } from './connector.ts';
import cases from './fixtures/conformance.ts';
import recordings from './fixtures/recordings.ts';
import { links } from './links.ts';

if (!hasSharedRecordings) console.warn('deno: the shared recordings are absent, so names are not listed');

const [registry] = cases.registries;
const MODULE = 'https://apiland.deno.dev/v2/modules/kitchen_sink';
const META = 'https://cdn.deno.land/kitchen_sink/versions/v2.0.0/meta/meta.json';
const contextOf = (answers: Recordings['answers']): ConnectorContext => ({
  io: recordedIo({ ...recordings.answers, ...answers }).io,
  registry,
  settings: {},
});
const fetch = (answers: Recordings['answers']) => connector.fetch(contextOf(answers), 'kitchen_sink', null);

describe('a module', () => {
  it('is found by one request and two for each version', async () => {
    const { io, asked } = recordedIo(recordings.answers);
    const outcome = await connector.fetch({ io, registry, settings: {} }, 'kitchen_sink', null);
    expect(outcome).toMatchObject({
      kind: 'found',
      record: {
        name: 'kitchen_sink',
        versions: [{ publishedAt: null }, { dependencies: { length: 6 } }, {}],
      },
      documents: [{ url: MODULE }, { url: META }, { url: META.replace('meta.json', 'deps_v2.json') }],
    });
    expect(asked.length).toBe(7);
  });

  it('is missing, gone or not modified', async () => {
    expect(await fetch({ [MODULE]: { body: null, status: 404 } })).toEqual({ kind: 'missing' });
    expect(await fetch({ [MODULE]: { body: null, status: 304 } })).toEqual({ kind: 'not-modified' });
    expect(await fetch({ [MODULE]: { body: '{}', status: 410 } })).toMatchObject({ kind: 'gone' });
  });

  it('is stored without what the other host does not give', async () => {
    const outcome = await fetch({ [META]: { body: null, status: 403 } });
    expect(outcome).toMatchObject({ kind: 'found', record: { repositoryUrl: null } });
  });

  it('that is malformed, or of which a version is, is a typed error', async () => {
    for (const body of ['', '[]', '<html>', '{"name":"other","versions":[]}'])
      await expect(fetch({ [MODULE]: { body } })).rejects.toMatchObject({ code: 'malformed' });
    await expect(fetch({ [META]: { body: '[' } })).rejects.toMatchObject({ code: 'malformed' });
  });
});

describe('all names', () => {
  it.skipIf(!hasSharedRecordings)('come page by page, until one is empty', async () => {
    const { io, asked } = recordedIo(recordings.answers);
    const found: string[] = [];
    for await (const names of connector.allNames?.({ io, registry, settings: {} }) ?? [])
      found.push(...names);
    expect(found.length).toBe(100);
    expect(found.slice(0, 3)).toEqual(['jose', 'oak', 'cliffy']);
    expect(asked.length).toBe(2);
  });
});

it('has links of pages and archives', () => {
  expect(links.page(registry, 'oak', 'v12.6.0')).toBe('https://deno.land/x/oak@v12.6.0');
  expect(links.page(registry, 'std')).toBe('https://deno.land/std');
  expect(links.documentation(registry, 'oak')).toBe('https://doc.deno.land/https://deno.land/x/oak/mod.ts');
  const source = { source_type: 'github', source_repository: 'oakserver/oak', source_ref: 'v12.6.0' };
  expect(links.download(registry, 'oak', 'v12.6.0', source)).toBe(
    'https://codeload.github.com/oakserver/oak/tar.gz/refs/tags/v12.6.0',
  );
  expect(links.download(registry, 'oak', 'v1', { ...source, source_repository: '../x/y' })).toBeNull();
  expect(links.download(registry, 'oak', 'v1', {})).toBeNull();
});
