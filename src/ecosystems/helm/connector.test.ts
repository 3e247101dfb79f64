import { describe, expect, it } from 'vitest';
import { hasSharedRecordings, type Recordings, recordedIo } from '../conformance/recordings.ts';
import type { ConnectorContext } from '../ecosystem.ts';
import { connector } from './connector.ts';
import cases from './fixtures/conformance.ts';
import recordings from './fixtures/recordings.ts';

if (!hasSharedRecordings)
  console.warn('helm: the shared recordings are absent, so feed and names are not read');

function contextOf(answers: Recordings['answers']): ConnectorContext {
  return { io: recordedIo(answers).io, registry: cases.registries[0], settings: {} };
}

const CHART = 'https://artifacthub.io/api/v1/packages/helm/example/kitchen-sink';
const FEED = 'https://artifacthub.io/api/v1/packages/search?kind=0&sort=last_updated&limit=60';
const fetch = (answers: Recordings['answers']) =>
  connector.fetch(contextOf({ ...recordings.answers, ...answers }), 'example/kitchen-sink', null);

describe('a chart', () => {
  it('is found by one request', async () => {
    expect(await fetch({})).toMatchObject({
      kind: 'found',
      record: { name: 'example/kitchen-sink', latestVersion: '1.1.0' },
      documents: [{ url: CHART, mediaType: 'application/json' }],
    });
  });

  it('is missing, gone or not modified', async () => {
    expect(await fetch({ [CHART]: { body: null, status: 404 } })).toEqual({ kind: 'missing' });
    expect(await fetch({ [CHART]: { body: null, status: 304 } })).toEqual({ kind: 'not-modified' });
    expect(await fetch({ [CHART]: { body: '{}', status: 410 } })).toMatchObject({
      kind: 'gone',
      status: 'removed',
    });
  });

  it('that is malformed is a typed error', async () => {
    for (const body of ['', '[]', '<html>', '{"message":"x"}'])
      await expect(fetch({ [CHART]: { body } })).rejects.toMatchObject({ code: 'malformed' });
    await expect(fetch({ [CHART]: { body: null, status: 500 } })).rejects.toMatchObject({
      code: 'server-error',
    });
  });
});

describe('the feed', () => {
  it.skipIf(!hasSharedRecordings)('gives what was updated since the cursor, oldest first', async () => {
    const context = contextOf(recordings.answers);
    const head = '2025-06-12T18:34:19.000Z';
    expect(await connector.head?.(context)).toBe(head);
    expect(await connector.changes?.(context, null)).toEqual({ names: [], cursor: head });
    expect(await connector.changes?.(context, '2025-06-05T05:07:55.000Z')).toEqual({
      // 1749100075 is the cursor itself; 1749546938 < 1749556287 < 1749753259.
      names: ['argo/argo-cd', 'cert-manager/cert-manager', 'prometheus-community/kube-prometheus-stack'],
      cursor: head,
    });
  });

  it.each(['[]', '{}', 'x'])('that is %j is malformed', async body => {
    await expect(connector.head?.(contextOf({ [FEED]: { body } }))).rejects.toMatchObject({
      code: 'malformed',
    });
  });
});

describe('all names', () => {
  it.skipIf(!hasSharedRecordings)('come from the list of the exporter', async () => {
    const found: string[] = [];
    for await (const names of connector.allNames?.(contextOf(recordings.answers)) ?? []) found.push(...names);
    expect(found).toHaveLength(60);
    expect(found[0]).toBe('cloud-native-toolkit/cp4d-deployer');
    expect(found.at(-1)).toBe('tohlejezkouska/test0');
  });
});
