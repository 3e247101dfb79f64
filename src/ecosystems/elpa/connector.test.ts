import { describe, expect, it } from 'vitest';
import type { PackageRecord } from '../../core/records.ts';
import { type Recordings, recordedIo } from '../conformance/recordings.ts';
import type { ConnectorContext, RegistryRef } from '../ecosystem.ts';
import { connector } from './connector.ts';
import cases from './fixtures/conformance.ts';
import recordings from './fixtures/recordings.ts';
import { links } from './links.ts';

const [gnu, nongnu] = cases.registries as [RegistryRef, RegistryRef];
const CONTENTS = 'https://elpa.gnu.org/packages/archive-contents';
const contextOf = (answers: Recordings['answers'], registry = gnu): ConnectorContext => ({
  io: recordedIo({ ...recordings.answers, ...answers }).io,
  registry,
  settings: {},
});

async function read(context: ConnectorContext): Promise<PackageRecord[]> {
  const records: PackageRecord[] = [];
  for await (const batch of connector.read(context, await connector.parts(context, { suites: null })))
    records.push(...batch);
  return records;
}

describe('the contents of an archive', () => {
  it.each([gnu, nongnu])('of $name are one part', async registry => {
    const context = contextOf({}, registry);
    expect(await connector.parts(context, { suites: null })).toEqual([
      {
        id: 'archive-contents',
        source: `${registry.url}/archive-contents`,
        size: null,
        digest: 'Fri, 22 Oct 2021 12:00:00 GMT',
      },
    ]);
    expect((await read(context)).map(({ name }) => name)).toEqual([
      'ample-theme',
      'kitchen-sink',
      'c++-things',
    ]);
  });

  it.each(['', '<html>', '(1', '(1)', '{"a": 1}'])('that are %j are malformed', async body => {
    await expect(read(contextOf({ [CONTENTS]: { body } }))).rejects.toMatchObject({ code: 'malformed' });
  });

  it('that are not there are no answer', async () => {
    await expect(read(contextOf({ [CONTENTS]: { body: null, status: 404 } }))).rejects.toMatchObject({
      code: 'unexpected-status',
    });
  });
});

it('has links of pages, files and commands', () => {
  expect(links.page(gnu, 'c++-things')).toBe('https://elpa.gnu.org/packages/c%2B%2B-things.html');
  expect(links.download(nongnu, 'ample-theme', '0.3.0', { kind: 'tar' })).toBe(
    'https://elpa.nongnu.org/nongnu/ample-theme-0.3.0.tar',
  );
  expect(links.download(gnu, 'one', '1.0', { kind: 'single' })).toBe(
    'https://elpa.gnu.org/packages/one-1.0.el',
  );
  expect(links.install(gnu, 'vertico')).toBe(
    `emacs --batch --eval '(progn (require '\\''package) (package-refresh-contents) (package-install '\\''vertico))'`,
  );
  expect(links.install(gnu, 'vertico', '1.0')).toBeNull();
});
