import { describe, expect, it } from 'vitest';
import { type RecordedAnswer, recordedIo } from '../conformance/recordings.ts';
import { connector } from './connector.ts';
import conformance from './fixtures/conformance.ts';
import recordings from './fixtures/recordings.ts';

const [registry] = conformance.registries;
const INDEX = 'https://guix.gnu.org/packages.json';

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
    expect(parts).toEqual([
      { id: 'packages', source: INDEX, size: null, digest: 'Fri, 14 Feb 2025 12:00:00 GMT' },
    ]);
    expect(names).toEqual(['demo', 'gtk+']);
    expect(asked).toEqual([INDEX, INDEX]);
  });

  it.each([
    ['a web page', { body: '<html></html>' }, 'malformed'],
    ['half of it', { body: '[{"name":"hello","version":"1"},{"na' }, 'malformed'],
    ['an index without packages', { body: '[]' }, 'malformed'],
    ['a missing file', { body: '', status: 404 }, 'unexpected-status'],
    ['a failing server', { body: '', status: 500 }, 'server-error'],
  ])('refuses %s', async (_, answer, code) => {
    await expect(read({ [INDEX]: answer })).rejects.toMatchObject({ code });
  });
});
