import { describe, expect, it } from 'vitest';
import { hasSharedRecordings, type Recordings, recordedIo } from '../conformance/recordings.ts';
import { connector } from './connector.ts';
import cases from './fixtures/conformance.ts';
import recordings from './fixtures/recordings.ts';

if (!hasSharedRecordings) console.warn('carthage: the shared recordings are absent, so names are not listed');

const NAME = 'example/sink';
const PAGE = 'https://github.com/example/sink';
const LOOKUP = `https://repos.ecosyste.ms/api/v1/repositories/lookup?url=${encodeURIComponent(PAGE)}`;

function context(answers: Recordings['answers'] = {}) {
  const { io } = recordedIo({ ...recordings.answers, ...answers });
  return { io, registry: cases.registries[0], settings: {} };
}
const fetch = (answers: Recordings['answers']) => connector.fetch(context(answers), NAME, null);

describe('a framework', () => {
  it('is found, spelled as the forge spells it', async () => {
    const outcome = await fetch({});
    expect(outcome).toMatchObject({
      kind: 'found',
      record: {
        name: 'Example/Sink',
        versionsComplete: true,
        // The Cartfile of the beta is a page of an error: what it depends on is not known.
        versions: [{ number: 'v1.0' }, { number: '0.9-beta', dependencies: null }],
      },
      documents: [{ url: LOOKUP }, {}, {}, {}],
    });
  });

  it('depends on nothing where a tag has no Cartfile', async () => {
    const raw = 'https://raw.githubusercontent.com/Example/Sink/refs/tags';
    const none = { body: null, status: 404 };
    const outcome = await fetch({
      [`${raw}/v1.0/Cartfile`]: none,
      [`${raw}/v1.0/Cartfile.private`]: none,
    });
    expect(outcome).toMatchObject({ record: { versions: [{ number: 'v1.0', dependencies: [] }, {}] } });
  });

  it('is missing, unknown or not modified', async () => {
    const unknown = { [LOOKUP]: { body: null, status: 404 } };
    expect(await fetch({ ...unknown, [PAGE]: { body: null, status: 404 } })).toEqual({ kind: 'missing' });
    await expect(fetch({ ...unknown, [PAGE]: { body: '' } })).rejects.toMatchObject({
      code: 'unexpected-status',
    });
    expect(await fetch({ [LOOKUP]: { body: null, status: 304 } })).toEqual({ kind: 'not-modified' });
    expect(await connector.fetch(context(), 'nobody', null)).toEqual({ kind: 'missing' });
  });

  it('that is malformed is a typed error', async () => {
    for (const body of ['', '[]', '{}'])
      await expect(fetch({ [LOOKUP]: { body } })).rejects.toMatchObject({ code: 'malformed' });
  });
});

describe.skipIf(!hasSharedRecordings)('names', () => {
  it('are those of the index, newest first', async () => {
    expect(await connector.head?.(context())).toBe(' 0x73/SwiftIconFont');
    expect(await connector.changes?.(context(), ' 0xced/XCDYouTubeKit')).toEqual({
      names: ['0xced/XCDLumberjackNSLogger', '0x73/SwiftIconFont'],
      cursor: ' 0x73/SwiftIconFont',
    });
    const found: string[] = [];
    for await (const page of connector.allNames?.(context()) ?? []) found.push(...page);
    expect(found).toHaveLength(2368);
  });
});
