import { describe, expect, it } from 'vitest';
import { type Recordings, recordedIo } from '../conformance/recordings.ts';
import { connector } from './connector.ts';
import cases from './fixtures/conformance.ts';
import recordings from './fixtures/recordings.ts';

const SITE = 'https://hub.docker.com';
const SINK = `${SITE}/v2/repositories/example/sink/`;
const TAGS = `${SITE}/v2/repositories/example/sink/tags?page=1&page_size=100`;
const SOURCE = `${SITE}/api/build/v1/source/?image=example%2Fsink`;

async function fetch(name: string, answers: Recordings['answers'] = {}) {
  const { io, asked } = recordedIo({ ...recordings.answers, ...answers });
  const context = { io, registry: cases.registries[0], settings: {} };
  return { outcome: await connector.fetch(context, name, null), asked };
}

describe('an image', () => {
  it('is found by three requests', async () => {
    const { outcome, asked } = await fetch('example/sink');
    expect(outcome).toMatchObject({
      kind: 'found',
      record: { name: 'example/sink', latestVersion: '1.2-alpine' },
    });
    expect(asked).toEqual([SINK, TAGS, SOURCE]);
    expect(outcome.kind === 'found' && outcome.documents.map(({ url }) => url)).toEqual(asked);
  });

  it('that is official is read page by page, and not asked for its builds', async () => {
    const { outcome, asked } = await fetch('library/basin');
    expect(outcome.kind === 'found' && outcome.record.versions).toHaveLength(210);
    expect(asked).toHaveLength(4);
  });

  it('with more than 900 tags is read in part', async () => {
    const endless = { results: [{ name: '1.0' }], next: 'https://hub.docker.com/v2/more' };
    const answers = Object.fromEntries(
      Array.from({ length: 20 }, (_, index) => [
        `${SITE}/v2/repositories/library/basin/tags?page=${index + 1}&page_size=100`,
        { body: JSON.stringify({ ...endless, results: [{ name: `1.${index}` }] }) },
      ]),
    );
    const { outcome, asked } = await fetch('library/basin', answers);
    expect(asked).toHaveLength(1 + 9);
    expect(outcome).toMatchObject({
      kind: 'found',
      record: { versionsComplete: false, latestVersion: '1.8' },
    });
  });

  it('is missing, gone or not modified', async () => {
    expect((await fetch('example/sink', { [SINK]: { body: null, status: 404 } })).outcome).toEqual({
      kind: 'missing',
    });
    expect((await fetch('example/sink', { [SINK]: { body: null, status: 304 } })).outcome).toEqual({
      kind: 'not-modified',
    });
    expect((await fetch('example/sink', { [SINK]: { body: '{}', status: 410 } })).outcome).toMatchObject({
      kind: 'gone',
      status: 'removed',
    });
  });

  it('whose builds may not be seen is found without a repository', async () => {
    for (const status of [401, 403, 404]) {
      const { outcome } = await fetch('example/sink', { [SOURCE]: { body: '{"detail":"no"}', status } });
      expect(outcome).toMatchObject({ kind: 'found', record: { repositoryUrl: null } });
    }
  });

  it('that is malformed is a typed error', async () => {
    for (const body of ['', '[]', '<html>', '{}'])
      for (const url of [SINK, TAGS])
        await expect(fetch('example/sink', { [url]: { body } })).rejects.toMatchObject({ code: 'malformed' });
    await expect(fetch('example/sink', { [SOURCE]: { body: '[]' } })).rejects.toMatchObject({
      code: 'malformed',
    });
    await expect(fetch('example/sink', { [TAGS]: { body: null, status: 500 } })).rejects.toMatchObject({
      code: 'server-error',
    });
  });
});
