import { describe, expect, it, test } from 'vitest';
import type { PackageRecord } from '../../core/records.ts';
import { type RecordedAnswer, recordedIo } from '../conformance/recordings.ts';
import { connector, parseInstalls } from './connector.ts';
import conformance from './fixtures/conformance.ts';
import recordings from './fixtures/recordings.ts';
import homebrew from './index.ts';

const [registry] = conformance.registries;
const INDEX = `${registry.url}/api/formula.json`;
const COUNTS = `${registry.url}/api/analytics/install/homebrew-core/30d.json`;

async function read(answers: Record<string, RecordedAnswer> = recordings.answers) {
  const { io, asked } = recordedIo(answers);
  const context = { io, registry, settings: {} };
  const parts = await connector.parts(context, { suites: null });
  const records: PackageRecord[] = [];
  let bytes = 0;
  for await (const batch of connector.read(context, parts, count => (bytes = count))) records.push(...batch);
  return { parts, records, asked, bytes };
}

describe('the connector', () => {
  it('reads the index, known by its validator, and the counts', async () => {
    const { parts, records, asked, bytes } = await read();
    expect(parts).toEqual([{ id: 'formulae', source: INDEX, size: null, digest: '"67af"' }]);
    expect(records.map(({ name }) => name)).toEqual(['demo', 'demo@1', 'gtk+3']);
    expect(asked).toEqual([INDEX, COUNTS, INDEX]);
    expect(bytes).toBeGreaterThan(1_000);
  });

  it.each([
    ['missing', { body: '', status: 404 }],
    ['out of order', { body: '', status: 500 }],
    ['no JSON', { body: '<html></html>' }],
  ])('reads the index where the counts are %s', async (_, counts) => {
    const { records } = await read({ ...recordings.answers, [COUNTS]: counts });
    expect(records.map(({ downloads }) => downloads)).toEqual([null, null, null]);
  });

  it.each([
    ['a web page', { body: '<html></html>' }, 'malformed'],
    ['half of it', { body: '[{"name":"demo"},{"na' }, 'malformed'],
    ['an index without formulae', { body: '[]' }, 'malformed'],
    ['a missing file', { body: '', status: 404 }, 'unexpected-status'],
    ['a failing server', { body: '', status: 503 }, 'server-error'],
  ])('refuses %s', async (_, answer, code) => {
    await expect(read({ ...recordings.answers, [INDEX]: answer })).rejects.toMatchObject({ code });
  });

  it('knows no other part', async () => {
    const { io } = recordedIo(recordings.answers);
    await expect(
      connector.parts({ io, registry, settings: {} }, { suites: ['casks'] }),
    ).rejects.toMatchObject({ code: 'input', field: 'suites' });
  });
});

test('counts are of the formula without options', () => {
  const counts = {
    a: [
      { formula: 'a --HEAD', count: '1' },
      { formula: 'a', count: '1,234,567' },
    ],
    b: [{ formula: 'b', count: 8 }],
    c: [{ formula: 'c', count: '-1' }],
    d: [],
    e: null,
  };
  expect(parseInstalls(Buffer.from(JSON.stringify({ formulae: counts })))).toEqual(
    new Map([
      ['a', 1_234_567],
      ['b', 8],
    ]),
  );
});

test('links', () => {
  const { links } = homebrew;
  expect(links.page(registry, 'python@3.12')).toBe('https://formulae.brew.sh/formula/python%403.12');
  expect(links.install(registry, 'gtk+3')).toBe('brew install gtk+3');
  expect(links.install(registry, 'gtk+3', '3.24')).toBeNull();
  expect(links.download(registry, 'demo', '1', { download_url: 'https://example.org/a.tgz' })).toBe(
    'https://example.org/a.tgz',
  );
  expect(links.download(registry, 'demo', '1', { download_url: 'javascript:1' })).toBeNull();
});
