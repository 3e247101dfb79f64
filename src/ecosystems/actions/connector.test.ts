import { describe, expect, it } from 'vitest';
import { hasSharedRecordings, type Recordings, recordedIo } from '../conformance/recordings.ts';
import { connector } from './connector.ts';
import cases from './fixtures/conformance.ts';
import recordings from './fixtures/recordings.ts';

if (!hasSharedRecordings) console.warn('actions: the shared recordings are absent, so names are not listed');

const NAME = 'example/tools/setup';
const REPOS = 'https://repos.ecosyste.ms/api/v1';
const LOOKUP = `${REPOS}/repositories/lookup?url=${encodeURIComponent('https://github.com/example/tools')}`;

function context(answers: Recordings['answers'] = {}, settings = {}) {
  const { io, asked } = recordedIo({ ...recordings.answers, ...answers });
  return { asked, io, registry: cases.registries[0], settings };
}
const fetch = (answers: Recordings['answers']) => connector.fetch(context(answers), NAME, null);

describe('an action', () => {
  it('is found, spelled as the forge spells it', async () => {
    const outcome = await fetch({});
    expect(outcome).toMatchObject({
      kind: 'found',
      record: { name: 'Example/Tools/setup', latestVersion: 'v1.1.0', versionsComplete: true },
      documents: [{ url: LOOKUP }, {}, {}, {}, {}],
    });
  });

  it('is missing without action.yml', async () => {
    const none = Object.fromEntries(
      Object.keys(recordings.answers)
        .filter(url => url.includes('/setup/'))
        .map(url => [url, { body: null, status: 404 }]),
    );
    expect(await fetch(none)).toEqual({ kind: 'missing' });
  });

  it('is missing, unknown or not modified', async () => {
    const unknown = { [LOOKUP]: { body: null, status: 404 } };
    const page = 'https://github.com/example/tools';
    expect(await fetch({ ...unknown, [page]: { body: null, status: 404 } })).toEqual({ kind: 'missing' });
    await expect(fetch({ ...unknown, [page]: { body: '' } })).rejects.toMatchObject({
      code: 'unexpected-status',
    });
    expect(await fetch({ [LOOKUP]: { body: null, status: 304 } })).toEqual({ kind: 'not-modified' });
    expect(await connector.fetch(context(), 'no-owner', null)).toEqual({ kind: 'missing' });
  });

  it('that is malformed is a typed error', async () => {
    for (const body of ['', '[]', '{}', '{"full_name":"a/../b","host":{"name":"GitHub"}}'])
      await expect(fetch({ [LOOKUP]: { body } })).rejects.toMatchObject({ code: 'malformed' });
    await expect(fetch({ [LOOKUP]: { body: null, status: 500 } })).rejects.toMatchObject({
      code: 'server-error',
    });
  });

  it('is asked for at the index that the operator names', async () => {
    const own = 'https://index.example.org/repos';
    const moved = Object.fromEntries(
      Object.entries(recordings.answers).map(([url, answer]) => [
        url.replace('https://repos.ecosyste.ms', own),
        answer,
      ]),
    );
    const asking = context(moved, { repos_url: `${own}/` });
    expect(await connector.fetch(asking, NAME, null)).toMatchObject({ kind: 'found' });
    expect(asking.asked.filter(url => url.includes('ecosyste.ms'))).toEqual([]);
  });
});

describe('names', () => {
  it.skipIf(!hasSharedRecordings)('are those of the index, newest first', async () => {
    expect(await connector.head?.(context())).toBe(' ghastore/api-packagist');
    expect(await connector.changes?.(context(), null)).toEqual({
      names: [],
      cursor: ' ghastore/api-packagist',
    });
    expect(await connector.changes?.(context(), ' ghastore/build-gpg')).toEqual({
      names: ['nabilaindah22/pythoncpython', 'ghastore/api-packagist'],
      cursor: ' ghastore/api-packagist',
    });
    const found: string[] = [];
    for await (const page of connector.allNames?.(context()) ?? []) found.push(...page);
    expect(found).toHaveLength(612);
  });
});
