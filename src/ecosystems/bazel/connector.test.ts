import { describe, expect, it } from 'vitest';
import { hasSharedRecordings, type Recordings, recordedIo } from '../conformance/recordings.ts';
import { connector } from './connector.ts';
import cases from './fixtures/conformance.ts';
import recordings from './fixtures/recordings.ts';

if (!hasSharedRecordings) console.warn('bazel: the shared recordings are absent, so lists are not read');

const METADATA = 'https://bcr.bazel.build/modules/sink/metadata.json';

function context(answers: Recordings['answers'] = {}, registry = cases.registries[0]) {
  const { io, missed, asked } = recordedIo({ ...recordings.answers, ...answers });
  return { io, missed, asked, registry, settings: {} };
}
const fetch = (answers: Recordings['answers']) => connector.fetch(context(answers), 'sink', null);

describe('a module', () => {
  it('is found, with what its newest versions say', async () => {
    const asking = context();
    expect(await connector.fetch(asking, 'sink', null)).toMatchObject({
      kind: 'found',
      record: {
        name: 'sink',
        latestVersion: '1.1.0',
        // The file of the pre-release is broken: what it depends on is not known.
        versions: [{}, { dependencies: [{}, {}, {}, {}] }, {}, { number: '2.0.0-rc1', dependencies: null }],
      },
      documents: [{ url: METADATA, validators: { etag: '"1"' } }, {}, {}],
    });
    expect(asking.missed).toEqual([]);
  });

  it('of another registry is asked for there', async () => {
    const internal = cases.registries[1];
    const moved = Object.fromEntries(
      Object.entries(recordings.answers).map(([url, answer]) => [
        url.replace('https://bcr.bazel.build', 'https://bcr.internal.example'),
        answer,
      ]),
    );
    const asking = context(moved, internal);
    expect(await connector.fetch(asking, 'sink', null)).toMatchObject({ kind: 'found' });
    expect(asking.asked.every(url => url.startsWith('https://bcr.internal.example/'))).toBe(true);
    expect(await connector.head?.(asking)).toBeNull();
  });

  it('is missing, gone or not modified', async () => {
    expect(await fetch({ [METADATA]: { body: null, status: 404 } })).toEqual({ kind: 'missing' });
    expect(await fetch({ [METADATA]: { body: null, status: 304 } })).toEqual({ kind: 'not-modified' });
    expect(await fetch({ [METADATA]: { body: null, status: 410 } })).toMatchObject({ kind: 'gone' });
    expect(await connector.fetch(context(), '../sink', null)).toEqual({ kind: 'missing' });
  });

  it('that is malformed is a typed error', async () => {
    for (const body of ['', '[]', '{}', '{"versions":{}}'])
      await expect(fetch({ [METADATA]: { body } })).rejects.toMatchObject({ code: 'malformed' });
    await expect(fetch({ [METADATA]: { body: null, status: 500 } })).rejects.toMatchObject({
      code: 'server-error',
    });
  });
});

describe('lists', () => {
  it.skipIf(!hasSharedRecordings)('give recent and all names', async () => {
    expect(await connector.head?.(context())).toBe(' opentelemetry-cpp');
    expect(await connector.changes?.(context(), null)).toEqual({ names: [], cursor: ' opentelemetry-cpp' });
    expect(await connector.changes?.(context(), ' maliput')).toEqual({
      names: ['maliput_malidrive', 'opentelemetry-cpp'],
      cursor: ' opentelemetry-cpp',
    });
    const found: string[] = [];
    for await (const names of connector.allNames?.(context()) ?? []) found.push(...names);
    expect(found).toHaveLength(60);
    expect(found.slice(0, 2)).toEqual(['abc', 'abseil-cpp']);
  });

  it('that are malformed are a typed error', async () => {
    const page = { 'https://registry.bazel.build/': { body: '<html>' } };
    await expect(connector.head?.(context(page))).rejects.toMatchObject({ code: 'malformed' });
  });
});
