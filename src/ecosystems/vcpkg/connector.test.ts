import { describe, expect, it, test } from 'vitest';
import { type RecordedAnswer, recordedIo } from '../conformance/recordings.ts';
import { connector } from './connector.ts';
import conformance from './fixtures/conformance.ts';
import recordings from './fixtures/recordings.ts';
import vcpkg from './index.ts';

const [registry] = conformance.registries;
const INDEX = 'https://vcpkg.io/output.json';

async function read(answers: Record<string, RecordedAnswer> = recordings.answers) {
  const { io, asked } = recordedIo(answers);
  const context = { io, registry, settings: {} };
  const parts = await connector.parts(context, { suites: null });
  const names: string[] = [];
  for await (const batch of connector.read(context, parts)) names.push(...batch.map(({ name }) => name));
  return { parts, names, asked };
}

describe('the connector', () => {
  it('reads the index, known by its validator', async () => {
    const { parts, names, asked } = await read();
    expect(parts).toEqual([{ id: 'ports', source: INDEX, size: null, digest: '"67af"' }]);
    expect(names).toEqual(['demo', 'demo-data', '3fd']);
    expect(asked).toEqual([INDEX, INDEX]);
  });

  it.each([
    ['a web page', { body: '<html></html>' }, 'malformed'],
    ['half of it', { body: '{"Source":[{"Name":"zlib","Version":"1"},{"Na' }, 'malformed'],
    ['an index without ports', { body: '{"Source":[]}' }, 'malformed'],
    ['another document', { body: '{"Size":1}' }, 'malformed'],
    ['a missing file', { body: '', status: 404 }, 'unexpected-status'],
    ['a failing server', { body: '', status: 500 }, 'server-error'],
  ])('refuses %s', async (_, answer, code) => {
    await expect(read({ [INDEX]: answer })).rejects.toMatchObject({ code });
  });
});

test('links', () => {
  const { links } = vcpkg;
  expect(links.page(registry, 'zlib')).toBe('https://vcpkg.io/en/package/zlib');
  expect(links.install(registry, 'zlib')).toBe('vcpkg install zlib');
  expect(links.install(registry, 'zlib', '1.3')).toBeNull();
});
