import { describe, expect, it } from 'vitest';
import type { PackageRecord } from '../../core/records.ts';
import { hasSharedRecordings, type Recordings, recordedIo } from '../conformance/recordings.ts';
import type { ConnectorContext } from '../ecosystem.ts';
import { connector } from './connector.ts';
import cases from './fixtures/conformance.ts';
import recordings from './fixtures/recordings.ts';
import { links } from './links.ts';

if (!hasSharedRecordings) console.warn('lean: the shared recordings are absent, so they are not read');

const [registry] = cases.registries;
const URL_ = 'https://reservoir.lean-lang.org/index/manifest.json';

const contextOf = (answers: Recordings['answers']): ConnectorContext => ({
  io: recordedIo(answers).io,
  registry,
  settings: {},
});

async function read(context: ConnectorContext): Promise<PackageRecord[]> {
  const records: PackageRecord[] = [];
  for await (const batch of connector.read(context, await connector.parts(context, { suites: null })))
    records.push(...batch);
  return records;
}

describe('the manifest', () => {
  it.skipIf(!hasSharedRecordings)('is one part, known by its date', async () => {
    const context = contextOf(recordings.answers);
    expect(await connector.parts(context, { suites: null })).toEqual([
      { id: 'manifest', source: URL_, size: null, digest: 'Mon, 27 Apr 2026 20:45:20 GMT' },
    ]);
    await expect(connector.parts(context, { suites: ['builds'] })).rejects.toMatchObject({ field: 'suites' });
    expect((await read(context)).map(({ name }) => name)).toEqual([
      'leanprover-community/mathlib',
      'leanprover-community/aesop',
    ]);
  });

  it.each(['', '[]', '<html>', '{"packages": {}}', '{"packages": []}', '{"packages": [{'])(
    '%j is malformed',
    async body => {
      await expect(read(contextOf({ [URL_]: { body } }))).rejects.toMatchObject({ code: 'malformed' });
    },
  );

  it('that is not there is no answer', async () => {
    await expect(read(contextOf({ [URL_]: { body: null, status: 404 } }))).rejects.toMatchObject({
      code: 'unexpected-status',
    });
  });
});

describe('links', () => {
  it('are of the page and of the archive of a commit', () => {
    expect(links.page(registry, 'leanprover-community/mathlib')).toBe(
      'https://reservoir.lean-lang.org/@leanprover-community/mathlib',
    );
    const github = { github: 'leanprover-community/mathlib4' };
    expect(links.download(registry, 'leanprover-community/mathlib', '7e1d', github)).toBe(
      'https://codeload.github.com/leanprover-community/mathlib4/tar.gz/7e1d',
    );
    expect(links.download(registry, 'a/b', '7e1d', { github: 'a/b/../c' })).toBeNull();
    expect(links.download(registry, 'a/b', '7e1d', {})).toBeNull();
  });
});
