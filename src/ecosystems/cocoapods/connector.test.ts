import { describe, expect, it } from 'vitest';
import { hasSharedRecordings, type Recordings, recordedIo } from '../conformance/recordings.ts';
import { connector } from './connector.ts';
import cases from './fixtures/conformance.ts';
import recordings from './fixtures/recordings.ts';

if (!hasSharedRecordings) console.warn('cocoapods: the shared recordings are absent, so feeds are not read');

const SHARD = 'https://cdn.cocoapods.org/all_pods_versions_1_e_b.txt';
const PODSPEC = 'https://cdn.cocoapods.org/Specs/1/e/b/Sink/2.0.0/Sink.podspec.json';
const TRUNK = 'https://trunk.cocoapods.org/api/v1/pods/Sink';

function context(answers: Recordings['answers'] = {}) {
  const { io, missed } = recordedIo({ ...recordings.answers, ...answers });
  return { io, missed, registry: cases.registries[0], settings: {} };
}
const fetch = (answers: Recordings['answers']) => connector.fetch(context(answers), 'Sink', null);

describe('a pod', () => {
  it('is found by its list of versions, podspecs and Trunk', async () => {
    const asking = context();
    expect(await connector.fetch(asking, 'Sink', null)).toMatchObject({
      kind: 'found',
      record: { name: 'Sink', latestVersion: '2.0.0' },
      documents: [{ url: SHARD }, { url: PODSPEC }, { url: TRUNK }],
    });
    expect(asking.missed).toEqual([]);
  });

  it('is found without Trunk and without podspecs', async () => {
    const outcome = await fetch({
      [TRUNK]: { body: null, status: 500 },
      [PODSPEC]: { body: null, status: 404 },
    });
    expect(outcome).toMatchObject({
      kind: 'found',
      record: { maintainers: null, versions: [{}, {}, { number: '2.0.0', dependencies: null }, {}] },
    });
  });

  it('is missing where the list has no such pod', async () => {
    expect(await fetch({ [SHARD]: { body: null, status: 404 } })).toEqual({ kind: 'missing' });
    expect(await fetch({ [SHARD]: { body: 'Other/1.0\n' } })).toEqual({ kind: 'missing' });
    expect(await connector.fetch(context(), 'a b', null)).toEqual({ kind: 'missing' });
  });

  it('that is malformed is a typed error', async () => {
    await expect(fetch({ [SHARD]: { body: '<html>' } })).rejects.toMatchObject({ code: 'malformed' });
    for (const body of ['', '[]', '{"name":"Other"}'])
      await expect(fetch({ [PODSPEC]: { body } })).rejects.toMatchObject({ code: 'malformed' });
    await expect(fetch({ [SHARD]: { body: null, status: 503 } })).rejects.toMatchObject({
      code: 'server-error',
    });
  });
});

describe.skipIf(!hasSharedRecordings)('the feed', () => {
  it('gives what was added or deleted since the cursor', async () => {
    const head = '2022-03-29T10:08:14.000Z';
    expect(await connector.head?.(context())).toBe(head);
    expect(await connector.changes?.(context(), null)).toEqual({ names: [], cursor: head });
    expect(await connector.changes?.(context(), '2022-03-29T09:59:22.000Z')).toEqual({
      names: ['AliStandardClassroomBundle', 'InAppSDK'],
      cursor: head,
    });
    // The pod of `[Delete]` was added again later.
    const all = await connector.changes?.(context(), '1970-01-01T00:00:00.000Z');
    expect(all?.names).toHaveLength(19);
    expect(all?.names).toContain('FPhiSelphIDWidgetiOSSim');
  });

  it('that is malformed is a typed error', async () => {
    const url = 'https://github.com/CocoaPods/Specs/commits/master.atom';
    for (const body of ['', '<html/>'])
      await expect(connector.head?.(context({ [url]: { body } }))).rejects.toMatchObject({
        code: 'malformed',
      });
  });

  it('stands beside the list of all names', async () => {
    const found: string[] = [];
    for await (const names of connector.allNames?.(context()) ?? []) found.push(...names);
    expect(found).toContain('1PasswordExtension');
  });
});
