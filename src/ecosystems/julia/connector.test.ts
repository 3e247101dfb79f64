import { describe, expect, it } from 'vitest';
import type { PackageRecord } from '../../core/records.ts';
import { hasSharedRecordings, type Recordings, recordedIo } from '../conformance/recordings.ts';
import type { ConnectorContext } from '../ecosystem.ts';
import { connector } from './connector.ts';
import { registryArchive } from './fixtures/archive.ts';
import cases from './fixtures/conformance.ts';
import recordings, { TREE } from './fixtures/recordings.ts';
import { links } from './links.ts';

if (!hasSharedRecordings)
  console.warn('julia: the shared recordings are absent, so extras are read from nothing');

const [registry] = cases.registries;
const LIST = 'https://pkg.julialang.org/registries';
const ARCHIVE = `https://pkg.julialang.org/registry/23338594-aafe-5451-b93e-139f81909106/${TREE}`;
const INFO = 'https://juliahub.com/app/packages/info';
const REQUESTS =
  'https://julialang-logs.s3.amazonaws.com/public_outputs/current/package_requests_by_date.csv.gz';
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

describe('General', () => {
  it('is one part, known by its tree', async () => {
    expect(await connector.parts(contextOf(), { suites: null })).toEqual([
      { id: 'General', source: ARCHIVE, size: null, digest: TREE },
    ]);
    expect(await connector.parts(contextOf(), { suites: ['General'] })).toHaveLength(1);
    await expect(connector.parts(contextOf(), { suites: ['Other'] })).rejects.toMatchObject({
      field: 'suites',
    });
  });

  it.skipIf(!hasSharedRecordings)('is read with what JuliaHub and the logs say', async () => {
    const found = (await read(contextOf())).map(({ name, description, downloads }) => [
      name,
      description,
      downloads?.count ?? null,
    ]);
    expect(found).toEqual([
      ['AAindex', 'A package to read AAindex database files.', null],
      ['Sinks', null, 33],
      ['Sink_jll', null, null],
    ]);
  });

  it('is read without them where they cannot be had', async () => {
    const nothing = { [INFO]: { body: '<html>' }, [REQUESTS]: { body: null, status: 500 } };
    expect(
      (await read(contextOf(nothing))).map(({ description, downloads }) => description ?? downloads),
    ).toEqual([null, null, null]);
  });

  it('that is malformed or not there is a typed error', async () => {
    for (const body of ['', '<html>', '/registry/23338594-aafe-5451-b93e-139f81909106/../x'])
      await expect(read(contextOf({ [LIST]: { body } }))).rejects.toMatchObject({ code: 'malformed' });
    const twice = Buffer.concat([registryArchive().subarray(0, -1024), registryArchive()]);
    for (const body of ['', 'x', twice, registryArchive().subarray(0, 5_000)])
      await expect(read(contextOf({ [ARCHIVE]: { body } }))).rejects.toMatchObject({ code: 'malformed' });
    await expect(read(contextOf({ [ARCHIVE]: { body: null, status: 404 } }))).rejects.toMatchObject({
      code: 'unexpected-status',
    });
  });
});

it('has links of pages, archives and commands', () => {
  expect(links.page(registry, 'Inequality')).toBe('https://juliahub.com/ui/Packages/General/Inequality');
  expect(links.page(registry, 'Inequality', '0.0.4')).toBe(
    'https://juliahub.com/ui/Packages/General/Inequality/0.0.4',
  );
  expect(links.documentation(registry, 'Inequality')).toBe(
    'https://docs.juliahub.com/General/Inequality/stable/',
  );
  const uuid = '131cd6a8-f02b-4a66-8ce5-0a80ec47b73f';
  expect(links.download(registry, 'Sinks', '1.0.0', { uuid, git_tree_sha1: TREE })).toBe(
    `https://pkg.julialang.org/package/${uuid}/${TREE}`,
  );
  expect(links.download(registry, 'Sinks', '1.0.0', { uuid, git_tree_sha1: '../x' })).toBeNull();
  expect(links.install(registry, 'Sinks')).toBe(`julia -e 'using Pkg; Pkg.add("Sinks")'`);
  expect(links.install(registry, 'Sinks', '1.0.0')).toBe(
    `julia -e 'using Pkg; Pkg.add(name="Sinks", version="1.0.0")'`,
  );
  expect(links.install(registry, 'Sinks', '1"); run(`x`)')).toBeNull();
});
