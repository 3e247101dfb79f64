import { describe, expect, it } from 'vitest';
import { type RecordedAnswer, recordedIo } from '../conformance/recordings.ts';
import { connector } from './connector.ts';
import conformance from './fixtures/conformance.ts';
import recordings from './fixtures/recordings.ts';

const [registry] = conformance.registries;
const INDEX = 'https://f-droid.org/repo/index-v1.json';

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
    expect(parts).toEqual([{ id: 'index', source: INDEX, size: null, digest: '"67af"' }]);
    expect(names).toEqual(['org.example.demo', 'org.example.Bare_2', 'org.example.empty']);
    expect(asked).toEqual([INDEX, INDEX]);
  });

  it.each([
    ['a web page', { body: '<html></html>' }, 'malformed'],
    ['half of it', { body: '{"apps":[{"packageName":"a.b"},{"pa' }, 'malformed'],
    ['an index without apps', { body: '{"apps":[],"packages":{}}' }, 'malformed'],
    ['an index without packages', { body: '{"apps":[{"packageName":"a.b"}],"packages":{}}' }, 'malformed'],
    ['apps behind packages', { body: '{"packages":{"a.b":[]},"apps":[{"packageName":"a.b"}]}' }, 'malformed'],
    ['a missing file', { body: '', status: 404 }, 'unexpected-status'],
    ['a failing server', { body: '', status: 500 }, 'server-error'],
  ])('refuses %s', async (_, answer, code) => {
    await expect(read({ [INDEX]: answer })).rejects.toMatchObject({ code });
  });
});
