import { expect, test } from 'vitest';
import { manifestInput } from '../../manifest.ts';
import { receipt } from './receipt.ts';

test('the formula by its folders, and what it needs', () => {
  const text = JSON.stringify({
    installed_on_request: true,
    runtime_dependencies: [
      {
        full_name: 'openssl@3',
        version: '3.2.0',
        revision: 1,
        pkg_version: '3.2.0_1',
        declared_directly: true,
      },
      { full_name: 'user/tap/zlib', version: '1.3', declared_directly: false },
    ],
    source: { tap: 'homebrew/core', versions: { stable: '8.5.0' } },
  });
  const found = receipt.parse(manifestInput('Cellar/curl/8.5.0/INSTALL_RECEIPT.json', Buffer.from(text)));
  expect(
    found.dependencies.map(one => [one.name, one.requirement, one.type, one.direct, one.source]),
  ).toEqual([
    ['curl', '8.5.0', null, null, null],
    ['openssl@3', '3.2.0_1', 'runtime', true, null],
    ['zlib', '1.3', 'runtime', false, 'user/tap'],
  ]);
  expect(found.project).toEqual({ name: 'curl', version: '8.5.0', license: null });
  expect(() => receipt.parse(manifestInput('INSTALL_RECEIPT.json', Buffer.from('{}')))).toThrow(/no receipt/);
});

test('a cask is no formula, and needs some', () => {
  const text = JSON.stringify({
    runtime_dependencies: {
      cask: [{ full_name: 'other-cask', version: '2', declared_directly: true }],
      formula: [
        { full_name: 'openssl@3', version: '3.2.0', pkg_version: '3.2.0_1', declared_directly: true },
      ],
      macos: { '>=': ['11'] },
    },
    source: { tap: 'homebrew/cask', version: '1.2,34' },
  });
  const read = (json: string) =>
    receipt.parse(manifestInput('Caskroom/thing/.metadata/INSTALL_RECEIPT.json', Buffer.from(json)));
  const found = read(text);
  expect(found.dependencies.map(one => [one.name, one.requirement, one.direct])).toEqual([
    ['openssl@3', '3.2.0_1', true],
  ]);
  expect(found.project).toEqual({ name: 'thing', version: '1.2,34', license: null });
  expect(read('{}').dependencies).toEqual([]);
});
