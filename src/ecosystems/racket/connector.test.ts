import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type Recordings, recordedIo } from '../conformance/recordings.ts';
import { connector } from './connector.ts';
import cases from './fixtures/conformance.ts';
import recordings from './fixtures/recordings.ts';
import { links } from './links.ts';

const [registry] = cases.registries;
const URL = 'https://pkgs.racket-lang.org/pkgs-all.json.gz';

async function read(answers: Recordings['answers']) {
  const context = { io: recordedIo(answers).io, registry, settings: {} };
  const parts = await connector.parts(context, { suites: null });
  const progress: number[] = [];
  const records = [];
  for await (const batch of connector.read(context, parts, bytes => progress.push(bytes)))
    records.push(...batch);
  return { parts, records, progress };
}

describe('the catalog', () => {
  it('is one part, read to its end', async () => {
    const { parts, records, progress } = await read(recordings.answers);
    expect(parts).toEqual([{ id: 'packages', source: URL, size: null, digest: '"catalog-1"' }]);
    expect(records.map(({ name }) => name)).toEqual(['sink', 'archive', 'Old', 'own-server']);
    expect(progress.at(-1)).toBe((recordings.answers[URL].body as Buffer).length);
  });

  it('may come unpacked', async () => {
    const { records } = await read({ [URL]: { body: '{"a":{"source":"x"},"a":{"source":"y"},"b":{}}' } });
    expect(records.map(({ name, metadata }) => [name, metadata.source])).toEqual([
      ['a', 'x'],
      ['b', undefined],
    ]);
  });

  it('that is cut short, empty or something else is a typed error', async () => {
    const packed = gzipSync('{"a":{}}');
    for (const body of ['', '{}', '[]', '{"a b":{}}', '<html>', packed.subarray(0, 12), gzipSync('{"a":{}')])
      await expect(read({ [URL]: { body } })).rejects.toMatchObject({ code: 'malformed' });
    await expect(read({ [URL]: { body: null, status: 404 } })).rejects.toMatchObject({
      code: 'unexpected-status',
    });
    const context = { io: recordedIo(recordings.answers).io, registry, settings: {} };
    await expect(connector.parts(context, { suites: ['stable'] })).rejects.toMatchObject({ field: 'suites' });
  });
});

describe('links', () => {
  it('lead to pages, manuals and a command', () => {
    expect(links.page(registry, 'gregor')).toBe('https://pkgs.racket-lang.org/package/gregor');
    expect(links.check(registry, 'gregor')).toBe('https://pkgs.racket-lang.org/package/gregor');
    expect(links.documentation(registry, 'gregor')).toBe('https://docs.racket-lang.org/gregor/index.html');
    expect(links.install(registry, 'gregor')).toBe('raco pkg install gregor');
    expect(links.install(registry, '-x')).toBe('raco pkg install -- -x');
    expect(links.install(registry, 'gregor', '1.0')).toBeNull();
    expect(links.page(registry, 'a/b')).toBeNull();
  });
});
