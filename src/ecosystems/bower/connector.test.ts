import { describe, expect, it } from 'vitest';
import { type Recordings, recordedIo } from '../conformance/recordings.ts';
import { connector } from './connector.ts';
import cases from './fixtures/conformance.ts';
import recordings from './fixtures/recordings.ts';

const ENTRY = 'https://registry.bower.io/packages/sink';
const PAGE = 'https://github.com/example/sink';
const LOOKUP = `https://repos.ecosyste.ms/api/v1/repositories/lookup?url=${encodeURIComponent(PAGE)}`;

function context(answers: Recordings['answers'] = {}) {
  const { io, missed } = recordedIo({ ...recordings.answers, ...answers });
  return { io, missed, registry: cases.registries[0], settings: {} };
}
const fetch = (answers: Recordings['answers']) => connector.fetch(context(answers), 'sink', null);

describe('a package', () => {
  it('is found by registry, index and forge', async () => {
    const asking = context();
    expect(await connector.fetch(asking, 'sink', null)).toMatchObject({
      kind: 'found',
      record: {
        name: 'sink',
        description: 'A kitchen sink',
        versionsComplete: true,
        versions: [
          { dependencies: [{}, {}, {}, {}, {}, {}] },
          { dependencies: null },
          { dependencies: null },
        ],
      },
      documents: [{ url: LOOKUP }, { url: ENTRY }, {}, {}, {}, {}],
    });
    expect(asking.missed).toEqual([]);
  });

  it('beyond what the index knows has an address only', async () => {
    expect(await connector.fetch(context(), 'elsewhere', null)).toMatchObject({
      kind: 'found',
      record: {
        repositoryUrl: 'ssh://git@git.example.org/some/where.git',
        versions: [],
        versionsComplete: false,
        description: null,
      },
    });
  });

  it('is missing, gone, unknown or not modified', async () => {
    expect(await fetch({ [ENTRY]: { body: null, status: 404 } })).toEqual({ kind: 'missing' });
    expect(await connector.fetch(context(), 'a b', null)).toEqual({ kind: 'missing' });
    const unknown = { [LOOKUP]: { body: null, status: 404 } };
    expect(await fetch({ ...unknown, [PAGE]: { body: null, status: 404 } })).toMatchObject({
      kind: 'gone',
      status: 'removed',
    });
    await expect(fetch({ ...unknown, [PAGE]: { body: '' } })).rejects.toMatchObject({
      code: 'unexpected-status',
    });
    expect(await fetch({ [LOOKUP]: { body: null, status: 304 } })).toEqual({ kind: 'not-modified' });
  });

  it('that is malformed is a typed error', async () => {
    for (const body of ['', '[]', '{}']) {
      await expect(fetch({ [ENTRY]: { body } })).rejects.toMatchObject({ code: 'malformed' });
      await expect(fetch({ [LOOKUP]: { body } })).rejects.toMatchObject({ code: 'malformed' });
    }
  });
});

describe('all names', () => {
  it('come from the list of the registry', async () => {
    const found: string[] = [];
    for await (const names of connector.allNames?.(context()) ?? []) found.push(...names);
    expect(found).toEqual(['angular', 'sink', 'elsewhere']);
  });
});
