/** A package-lock.json, from its text to what a resolver is told: each folder with its own place. */
import { expect, it } from 'vitest';
import { contentsOfTexts } from './file-contents.ts';

// https://docs.npmjs.com/cli/configuring-npm/package-lock-json#packages
const lock = {
  name: 'site',
  lockfileVersion: 3,
  packages: {
    '': { name: 'site', dependencies: { a: '1', b: '1', x: 'npm:c@1' } },
    'node_modules/a': { version: '1.0.0', dependencies: { c: '1' } },
    'node_modules/a/node_modules/c': { version: '1.0.0' },
    'node_modules/b': { version: '1.0.0', dependencies: { c: '1' } },
    'node_modules/b/node_modules/c': { version: '1.0.0' },
    'node_modules/c': { version: '2.0.0' },
    'node_modules/local': { version: '1.0.0', resolved: 'file:local.tgz' },
    'node_modules/x': { name: 'c', version: '1.0.0' },
  },
};

it('a version that lies in several folders has the place of each', async () => {
  const { items } = await contentsOfTexts([{ name: 'package-lock.json', text: JSON.stringify(lock) }]);
  expect(items.map(({ purl, version, location }) => [purl?.name, version, location])).toEqual([
    ['a', '1.0.0', 'node_modules/a'],
    ['c', '1.0.0', 'node_modules/a/node_modules/c'],
    ['b', '1.0.0', 'node_modules/b'],
    ['c', '1.0.0', 'node_modules/b/node_modules/c'],
    ['c', '2.0.0', 'node_modules/c'],
    ['c', '1.0.0', 'node_modules/x'],
  ]);
});
