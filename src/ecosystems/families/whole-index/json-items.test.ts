import { describe, expect, it } from 'vitest';
import { jsonItems } from './json-items.ts';

async function* pieces(text: string, size: number) {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function itemsOf(text: string, size = 3): Promise<unknown[]> {
  const items: unknown[] = [];
  for await (const item of jsonItems(pieces(text, size), 'packages', 'index')) items.push(item);
  return items;
}

const DOCUMENT = `{"a": [1, [2]], "packages": [ {"x": "],[}", "packages": [9]}, "a\\"]", [1,2] , 4 ], "b": {"packages": [5]}}`;

describe('the items of an array', () => {
  it.each([1, 2, 3, 7, 1_000])('come one by one, in pieces of %i bytes', async size => {
    expect(await itemsOf(DOCUMENT, size)).toEqual([{ x: '],[}', packages: [9] }, 'a"]', [1, 2], 4]);
  });

  it('may be none', async () => {
    expect(await itemsOf('{"packages": [ ]}')).toEqual([]);
  });

  it.each([
    '',
    '[]',
    '{}',
    '{"packages": {}}',
    '{"packages": "packages"}',
    '{"a": "packages", "b": [1]}',
    '{"packages": [1}',
    '{"packages": [1, 2]',
    '{"packages": [1,]}',
    '{"packages": [,1]}',
    '{"packages": []}x',
    '{"packages": [nul]}',
    '{"packages": [1], "packages": [2]}',
  ])('%j is malformed', async text => {
    await expect(itemsOf(text)).rejects.toMatchObject({ code: 'malformed' });
  });

  it('that is nested too deep or too long is malformed', async () => {
    const deep = `{"packages": [${'['.repeat(100_000)}${']'.repeat(100_000)}]}`;
    await expect(itemsOf(deep, 65_536)).rejects.toMatchObject({ code: 'malformed' });
    const long = `{"packages": ["${'x'.repeat(17 * 1024 * 1024)}"]}`;
    await expect(itemsOf(long, 65_536)).rejects.toMatchObject({ code: 'malformed' });
  });
});
