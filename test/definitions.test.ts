/**
 * Definitions of ecosystems are loaded by every process, also by those that only answer requests: they may not draw in
 * what reads registries. Followed here are the imports that are there when a module is loaded; `import()` is not one.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from '@swc/core';
import { expect, test } from 'vitest';
import { ecosystemIds } from '../src/ecosystems/index.ts';

const SRC = fileURLToPath(new URL('../src', import.meta.url));
const ROOM = join(SRC, 'ecosystems');
/** What belongs to reading a registry, by file name. */
const HEAVY = /(^|\/)(connector|map|map-[a-z-]+|schema|changes|recent)\.ts$/;

/** Files that a module loads with itself; imports of types alone are gone when it runs. */
function importsOf(file: string): string[] {
  const { body } = parseSync(readFileSync(file, 'utf8'), { syntax: 'typescript', target: 'es2022' });
  return body.flatMap(item => {
    if (item.type === 'ImportDeclaration') {
      const named = item.specifiers.filter(of => of.type === 'ImportSpecifier' && of.isTypeOnly);
      const onlyTypes = item.typeOnly || (named.length > 0 && named.length === item.specifiers.length);
      return onlyTypes ? [] : [item.source.value];
    }
    if (item.type === 'ExportAllDeclaration') return [item.source.value];
    if (item.type === 'ExportNamedDeclaration' && item.source && !item.typeOnly) return [item.source.value];
    return [];
  });
}

/** Everything that is loaded with a module, by path from src/. */
function closureOf(entry: string): Set<string> {
  const seen = new Set<string>();
  const left = [entry];
  for (let file = left.pop(); file !== undefined; file = left.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    for (const specifier of importsOf(file))
      if (specifier.startsWith('.')) left.push(join(dirname(file), specifier));
  }
  return new Set([...seen].map(file => relative(SRC, file)));
}

test('the reading of imports finds what is there', () => {
  const connector = closureOf(join(ROOM, 'npm', 'connector.ts'));
  expect(connector).toContain('ecosystems/npm/map.ts');
  expect(connector).toContain('core/errors.ts');
  expect([...connector].filter(file => HEAVY.test(file)).length).toBeGreaterThan(2);
});

test.each([...ecosystemIds])('%s: its definition loads neither connector nor map', id => {
  const entry = join(ROOM, id, 'index.ts');
  expect(existsSync(entry)).toBe(true);
  expect([...closureOf(entry)].filter(file => HEAVY.test(file))).toEqual([]);
});

test('nor does any definition load a library of its own', () => {
  const bare = new Set<string>();
  for (const id of ecosystemIds) {
    for (const file of closureOf(join(ROOM, id, 'index.ts')))
      for (const specifier of importsOf(join(SRC, file)))
        if (!specifier.startsWith('.')) bare.add(`${specifier} in ${file}`);
  }
  const ofDefinitions = [...bare].filter(use => / in ecosystems\//.test(use) && !use.startsWith('node:'));
  expect(ofDefinitions).toEqual([]);
});
