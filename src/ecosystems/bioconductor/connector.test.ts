import { describe, expect, it } from 'vitest';
import type { PackageRecord } from '../../core/records.ts';
import { type Recordings, recordedIo } from '../conformance/recordings.ts';
import type { ConnectorContext } from '../ecosystem.ts';
import { connector } from './connector.ts';
import cases from './fixtures/conformance.ts';
import recordings from './fixtures/recordings.ts';
import { links } from './links.ts';

const [registry] = cases.registries;
const VIEWS = 'https://bioconductor.org/packages/release/bioc/VIEWS';
const STATS = 'https://bioconductor.org/packages/stats/bioc/bioc_pkg_stats.tab';
const contextOf = (answers: Recordings['answers'] = {}): ConnectorContext => ({
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

describe('the release', () => {
  it('is one part, known by its date', async () => {
    expect(await connector.parts(contextOf(), { suites: null })).toEqual([
      { id: 'bioc', source: VIEWS, size: null, digest: 'Wed, 01 May 2024 12:00:00 GMT' },
    ]);
    await expect(connector.parts(contextOf(), { suites: ['workflows'] })).rejects.toMatchObject({
      field: 'suites',
    });
    expect((await read(contextOf())).map(({ name }) => name)).toEqual(['limma', 'oldTool', 'bare.tool']);
  });

  it('is read without counts where these cannot be had', async () => {
    for (const answer of [{ body: null, status: 500 }, { body: '<html>' }]) {
      const [limma] = await read(contextOf({ [STATS]: answer }));
      expect(limma).toMatchObject({ name: 'limma', downloads: null });
    }
  });

  it('that is malformed or not there is a typed error', async () => {
    await expect(read(contextOf({ [VIEWS]: { body: '<html>' } }))).rejects.toMatchObject({
      code: 'malformed',
    });
    await expect(read(contextOf({ [VIEWS]: { body: null, status: 404 } }))).rejects.toMatchObject({
      code: 'unexpected-status',
    });
  });
});

it('has links of pages, manuals and sources', () => {
  expect(links.page(registry, 'limma')).toBe('https://bioconductor.org/packages/limma');
  expect(links.documentation(registry, 'limma')).toBe(
    'https://bioconductor.org/packages/release/bioc/manuals/limma/man/limma.pdf',
  );
  expect(links.download(registry, 'limma', '3.60.0', {})).toBe(
    'https://bioconductor.org/packages/release/bioc/src/contrib/limma_3.60.0.tar.gz',
  );
  expect(links.install(registry, 'limma')).toBe(`Rscript -e 'BiocManager::install("limma")'`);
  expect(links.install(registry, 'limma', '3.60.0')).toBeNull();
});
