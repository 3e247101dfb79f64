/** Names and versions that people ask for, as advisories have them. */
import { expect, test } from 'vitest';
import { names, purl } from '../../ecosystems/go/names.ts';
import type { RegistryDirectory } from '../service.ts';
import { targetOfName, targetOfPurl } from './targets.ts';

/** An index with Go's modules. */
const directory = {
  ofEcosystem: (id: string) => (id === 'go' ? [{ definition: { names, purl } }] : []),
} as unknown as RegistryDirectory;

test.each([
  ['pkg:golang/stdlib@go1.19rc2', 'stdlib', 'go-toolchain'],
  ['pkg:golang/std@1.19.0', 'stdlib', 'go-toolchain'],
  ['pkg:golang/toolchain@go1.21.3', 'toolchain', 'go-toolchain'],
  ['pkg:golang/golang.org/x/net@v0.1.0', 'golang.org/x/net', 'golang'],
])('%s is %s, by %s', (text, name, scheme) => {
  const target = targetOfPurl(directory, text);
  expect([target?.name, target?.scheme?.id]).toEqual([name, scheme]);
});

test('names of OSV are the same', () => {
  const target = targetOfName(directory, 'Go', 'stdlib', 'go1.19');
  expect([target?.name, target?.version, target?.scheme?.id]).toEqual(['stdlib', 'go1.19', 'go-toolchain']);
});
