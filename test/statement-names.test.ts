/**
 * A named statement is prepared once a connection, and a connection serves everybody: two statements of one name fail for whoever comes
 * second on it, and for nobody else. So names are looked at in the sources, of which no run sees every pair.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const SRC = fileURLToPath(new URL('../src', import.meta.url));
const NAMED = /\bname: '([^']+)',\s*(?:values:[^\n]*\n\s*)?text:/g;

test('no two statements have the same name', () => {
  const places = new Map<string, string[]>();
  for (const file of readdirSync(SRC, { recursive: true, encoding: 'utf8' })) {
    if (!/\.tsx?$/.test(file) || /\.test\.tsx?$/.test(file)) continue;
    for (const [, name = ''] of readFileSync(join(SRC, file), 'utf8').matchAll(NAMED))
      places.set(name, [...(places.get(name) ?? []), file]);
  }
  // It sees them: of these there are some hundred.
  expect(places.size).toBeGreaterThan(100);
  expect(places.has('lock-account')).toBe(true);
  expect([...places].filter(([, files]) => files.length > 1)).toEqual([]);
});
