import { describe, expect, it, test } from 'vitest';
import type { PackageRecord } from '../../core/records.ts';
import { type RecordedAnswer, recordedIo } from '../conformance/recordings.ts';
import { connector } from './connector.ts';
import { hipster, partUrl } from './fixtures/conformance.ts';
import recordings from './fixtures/recordings.ts';
import { holdPart } from './held-part.ts';
import ips from './index.ts';

const [BASE, SUMMARY, DEPENDENCY] = [partUrl('base'), partUrl('summary'), partUrl('dependency')];

async function read(answers: Record<string, RecordedAnswer> = recordings.answers, registry = hipster) {
  const { io, asked } = recordedIo(answers);
  const context = { io, registry, settings: {} };
  const parts = await connector.parts(context, { suites: null });
  const records: PackageRecord[] = [];
  let bytes = 0;
  for await (const batch of connector.read(context, parts, count => (bytes = count))) records.push(...batch);
  return { parts, records, asked, bytes };
}

describe('the connector', () => {
  it('reads the three parts, known by the validator of the one with all versions', async () => {
    const { parts, records, asked, bytes } = await read();
    expect(parts).toEqual([
      { id: 'catalog.base', source: BASE, size: null, digest: 'Mon, 20 Feb 2023 09:30:15 GMT' },
    ]);
    expect(asked).toEqual([BASE, SUMMARY, DEPENDENCY, BASE]);
    expect(records).toHaveLength(4);
    expect(bytes).toBeGreaterThan(1_000);
  });

  it('asks for the catalog of the default publisher where none is named', async () => {
    const answers = Object.fromEntries(
      Object.entries(recordings.answers).map(([url, answer]) => [
        url.replace('/openindiana.org/', '/'),
        answer,
      ]),
    );
    for (const publisher of [undefined, '', '../x', 7]) {
      const registry = { ...hipster, metadata: { publisher } };
      expect((await read(answers, registry)).records).toHaveLength(4);
    }
  });

  describe.each([BASE, SUMMARY, DEPENDENCY])('%s', url => {
    it.each([
      ['a web page', { body: '<html></html>' }, 'malformed'],
      ['half of it', { body: '{"openindiana.org":{"a":[{"version":"1"}],"b' }, 'malformed'],
      ['a missing file', { body: '', status: 404 }, 'unexpected-status'],
      ['a failing server', { body: '', status: 503 }, 'server-error'],
    ])('is refused as %s', async (_, answer, code) => {
      await expect(read({ ...recordings.answers, [url]: answer })).rejects.toMatchObject({ code });
    });
  });

  it('refuses a catalog that lost its packages', async () => {
    const empty = { body: '{"openindiana.org":{},"_SIGNATURE":{"sha-1":"aa"}}' };
    await expect(read({ ...recordings.answers, [BASE]: empty })).rejects.toMatchObject({ code: 'malformed' });
    const bare = await read({ ...recordings.answers, [SUMMARY]: empty, [DEPENDENCY]: empty });
    expect(bare.records.map(({ description }) => description)).toEqual([null, null, null, null]);
  });

  it('knows no other part', async () => {
    const { io } = recordedIo(recordings.answers);
    const context = { io, registry: hipster, settings: {} };
    await expect(connector.parts(context, { suites: ['updates'] })).rejects.toMatchObject({
      code: 'input',
      field: 'suites',
    });
  });
});

test('what is held is bounded, and only what is read of it is held', async () => {
  async function* source() {
    const actions = [
      'set name=a value=b',
      'license x',
      'depend type=require fmri=c',
      5,
      `set ${'x'.repeat(40_000)}`,
    ];
    yield Buffer.from(
      JSON.stringify({ p: { a: [{ version: '1', actions }, { version: 2 }, { version: '3' }], b: 'x' } }),
    );
  }
  const part = await holdPart(source(), 'catalog');
  expect([...part('a')]).toEqual([
    ['1', ['set name=a value=b', 'depend type=require fmri=c']],
    ['3', []],
  ]);
  expect([part('b').size, part(null).size, part('constructor').size]).toEqual([0, 0, 0]);
  await expect(holdPart(source(), 'catalog', 10)).rejects.toMatchObject({ code: 'too-large' });
});

test('links', () => {
  const { links } = ips;
  const name = 'system/library/c++-runtime';
  const base = 'https://pkg.openindiana.org/hipster';
  expect(links.page(hipster, name)).toBe(
    `${base}/en/search.shtml?token=system%2Flibrary%2Fc%2B%2B-runtime&action=Search`,
  );
  expect(links.page(hipster, name, '8.0.0')).toBe(
    `${base}/en/info/0/system%2Flibrary%2Fc%2B%2B-runtime@8.0.0`,
  );
  expect(links.download(hipster, name, '8.0.0', {})).toBe(
    `${base}/p5i/0/system%2Flibrary%2Fc%2B%2B-runtime.p5i`,
  );
  expect(links.install(hipster, name, '8.0.0')).toBe('pkg install system/library/c++-runtime@8.0.0');
  expect(links.install(hipster, name)).toBe('pkg install system/library/c++-runtime');
});
