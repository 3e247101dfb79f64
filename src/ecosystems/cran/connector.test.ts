import { describe, expect, it } from 'vitest';
import { hasSharedRecordings, type Recordings, recordedIo } from '../conformance/recordings.ts';
import type { ConnectorContext } from '../ecosystem.ts';
import { connector } from './connector.ts';
import cases from './fixtures/conformance.ts';
import recordings from './fixtures/recordings.ts';
import { links } from './links.ts';

if (!hasSharedRecordings)
  console.warn('cran: the shared recordings are absent, so the list by date is not read');

const [registry] = cases.registries;
const PAGE = 'https://cran.r-project.org/web/packages/kitchenSink/index.html';
const ARCHIVE = 'https://cran.r-project.org/src/contrib/Archive/kitchenSink/';
const LOGS = 'https://cranlogs.r-pkg.org/downloads/total/last-month/kitchenSink';
const contextOf = (answers: Recordings['answers']): ConnectorContext => ({
  io: recordedIo({ ...recordings.answers, ...answers }).io,
  registry,
  settings: {},
});
const fetch = (answers: Recordings['answers']) => connector.fetch(contextOf(answers), 'kitchenSink', null);

describe('a package', () => {
  it('is found by three requests', async () => {
    const { io, asked } = recordedIo(recordings.answers);
    const outcome = await connector.fetch({ io, registry, settings: {} }, 'kitchenSink', null);
    expect(outcome).toMatchObject({
      kind: 'found',
      record: { name: 'kitchenSink', downloads: null },
      documents: [{ url: PAGE, mediaType: 'text/html' }, { url: ARCHIVE }],
    });
    expect(asked).toEqual([PAGE, ARCHIVE, LOGS]);
  });

  it('is missing, gone or not modified', async () => {
    expect(await fetch({ [PAGE]: { body: null, status: 404 } })).toEqual({ kind: 'missing' });
    expect(await fetch({ [PAGE]: { body: null, status: 304 } })).toEqual({ kind: 'not-modified' });
    expect(await fetch({ [PAGE]: { body: '', status: 410 } })).toMatchObject({ kind: 'gone' });
  });

  it('may have no archive and no count', async () => {
    const outcome = await fetch({
      [ARCHIVE]: { body: null, status: 404 },
      [LOGS]: { body: null, status: 503 },
    });
    expect(outcome).toMatchObject({ kind: 'found', record: { versions: { length: 1 }, downloads: null } });
    expect(await fetch({ [LOGS]: { body: '[{"downloads":5}]' } })).toMatchObject({
      record: { downloads: { count: 5, period: 'last-month' } },
    });
  });

  it('that is malformed, or whose archive is, is a typed error', async () => {
    for (const url of [PAGE, ARCHIVE])
      for (const body of ['', '{}', '<h1>502</h1>'])
        await expect(fetch({ [url]: { body } })).rejects.toMatchObject({ code: 'malformed' });
    await expect(fetch({ [ARCHIVE]: { body: null, status: 500 } })).rejects.toMatchObject({
      code: 'server-error',
    });
  });
});

describe.skipIf(!hasSharedRecordings)('the list by date', () => {
  const context = contextOf({});

  it('is where names and changes come from', async () => {
    const head = await connector.head?.(context);
    expect(head).toMatch(/^2022-04-06 AcceptanceSampling,amp,AssetAllocation,/);
    expect(await connector.changes?.(context, null)).toEqual({ names: [], cursor: head });
    expect(await connector.changes?.(context, head ?? null)).toEqual({ names: [], cursor: head });
    const found: string[] = [];
    for await (const names of connector.allNames?.(context) ?? []) found.push(...names);
    expect(found.slice(0, 5)).toEqual([
      'AcceptanceSampling',
      'amp',
      'AssetAllocation',
      'behaviorchange',
      'betapart',
    ]);
    expect((await connector.changes?.(context, '1970-01-01'))?.names.length).toBe(new Set(found).size);
  });
});

it('has links of pages, sources and commands', () => {
  expect(links.page(registry, 'data.table')).toBe('https://cran.r-project.org/package=data.table');
  expect(links.documentation(registry, 'R6')).toBe('https://cran.r-project.org/web/packages/R6/R6.pdf');
  expect(links.download(registry, 'pack', '0.1-1', {})).toBe(
    'https://cran.r-project.org/src/contrib/pack_0.1-1.tar.gz',
  );
  expect(links.download(registry, 'pack', '0.1', { archived: true })).toBe(
    'https://cran.r-project.org/src/contrib/Archive/pack/pack_0.1.tar.gz',
  );
  expect(links.install(registry, 'pack')).toBe(`Rscript -e 'install.packages("pack")'`);
  expect(links.install(registry, 'pack', '0.1-1')).toBe(
    `Rscript -e 'remotes::install_version("pack", version = "0.1-1")'`,
  );
  expect(links.install(registry, 'pack', '1");system("x')).toBeNull();
});
