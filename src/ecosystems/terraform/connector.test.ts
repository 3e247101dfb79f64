import { describe, expect, it } from 'vitest';
import { hasSharedRecordings, type Recordings, recordedIo } from '../conformance/recordings.ts';
import type { ConnectorContext } from '../ecosystem.ts';
import { connector } from './connector.ts';
import cases from './fixtures/conformance.ts';
import recordings from './fixtures/recordings.ts';

if (!hasSharedRecordings)
  console.warn('terraform: the shared recordings are absent, so names are not listed');

function contextOf(answers: Recordings['answers']): ConnectorContext {
  return { io: recordedIo(answers).io, registry: cases.registries[0], settings: {} };
}

const SINK = 'https://registry.terraform.io/v1/modules/Example/kitchen-sink/aws';
const fetch = (answers: Recordings['answers']) =>
  connector.fetch(contextOf({ ...recordings.answers, ...answers }), 'Example/kitchen-sink/aws', null);

describe('a module', () => {
  it('is found by two requests', async () => {
    const { io, asked } = recordedIo(recordings.answers);
    const context = { io, registry: cases.registries[0], settings: {} };
    const outcome = await connector.fetch(context, 'Example/kitchen-sink/aws', null);
    expect(outcome).toMatchObject({
      kind: 'found',
      record: { name: 'Example/kitchen-sink/aws', latestVersion: '2.0.0' },
      documents: [{ url: SINK }, { url: `${SINK}/versions` }],
    });
    expect(asked).toEqual([SINK, `${SINK}/versions`]);
  });

  it('is missing, gone or not modified', async () => {
    expect(await fetch({ [SINK]: { body: null, status: 404 } })).toEqual({ kind: 'missing' });
    expect(await fetch({ [`${SINK}/versions`]: { body: null, status: 404 } })).toEqual({ kind: 'missing' });
    expect(await fetch({ [SINK]: { body: null, status: 304 } })).toEqual({ kind: 'not-modified' });
    expect(await fetch({ [SINK]: { body: '{}', status: 410 } })).toMatchObject({
      kind: 'gone',
      status: 'removed',
    });
  });

  it('that is malformed is a typed error', async () => {
    for (const body of ['', '[]', '<html>', '{"errors":["x"]}']) {
      await expect(fetch({ [SINK]: { body } })).rejects.toMatchObject({ code: 'malformed' });
      await expect(fetch({ [`${SINK}/versions`]: { body } })).rejects.toMatchObject({ code: 'malformed' });
    }
    await expect(fetch({ [SINK]: { body: null, status: 500 } })).rejects.toMatchObject({
      code: 'server-error',
    });
  });
});

describe('the feed', () => {
  const context = contextOf(recordings.answers);

  it('gives what was published since the cursor', async () => {
    const head = '2026-01-08T19:16:31.278Z';
    expect(await connector.head?.(context)).toBe(head);
    expect(await connector.changes?.(context, null)).toEqual({ names: [], cursor: head });
    expect(await connector.changes?.(context, '1970-01-01T00:00:00.000Z')).toEqual({
      names: ['Example/kitchen-sink/aws', 'terraform-aws-modules/vpc/aws'],
      cursor: head,
    });
    expect(await connector.changes?.(context, head)).toEqual({ names: [], cursor: head });
  });

  it.each(['[]', '{}', 'x'])('that is %j is malformed', async body => {
    const broken = contextOf({ 'https://registry.terraform.io/v1/modules?limit=100&offset=0': { body } });
    await expect(connector.head?.(broken)).rejects.toMatchObject({ code: 'malformed' });
  });
});

describe('all names', () => {
  it.skipIf(!hasSharedRecordings)('come page by page', async () => {
    const found: string[] = [];
    for await (const names of connector.allNames?.(contextOf(recordings.answers)) ?? []) found.push(...names);
    expect(found).toEqual(['terraform-aws-modules/vpc/aws', 'hashicorp/consul/aws']);
  });
});
