import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ECOSYSTEM_NAMES } from '../core/purl/index.ts';
import { findSource, sources } from './index.ts';

const room = new URL('.', import.meta.url);
const NOT_SOURCES = ['fixtures', 'shapes'];

test('the list has every folder, in the order of their names', () => {
  const folders = readdirSync(room, { withFileTypes: true })
    .filter(entry => entry.isDirectory() && !NOT_SOURCES.includes(entry.name))
    .map(({ name }) => name)
    .sort();
  expect(sources.map(({ id }) => id)).toEqual(folders);
  expect(findSource('pypa')).toBe(sources.find(({ id }) => id === 'pypa'));
  expect(findSource('constructor')).toBeNull();
});

test.each(sources.map(source => [source.id, source] as const))(
  '%s is defined, and told of',
  async (id, source) => {
    const known = new Set(ECOSYSTEM_NAMES.map(({ ecosystem }) => ecosystem));
    expect((source.ecosystems ?? []).filter(ecosystem => !known.has(ecosystem))).toEqual([]);
    for (const url of [source.url, source.origin.url]) expect(new URL(url).protocol).toBe('https:');
    const { forms } = await source.load();
    expect(forms.length).toBeGreaterThan(0);
    for (const form of forms) expect('read' in form !== 'stream' in form).toBe(true);
    const readme = readFileSync(new URL(`${id}/README.md`, room), 'utf8');
    for (const heading of [`# ${source.name}`, '## Documents', '## Records', '## Absent']) {
      expect(readme.split('\n')).toContain(heading);
    }
  },
);
