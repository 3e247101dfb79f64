import { expect, test } from 'vitest';
import { manifestInput } from '../../manifest.ts';
import { status } from './status.ts';

const read = (text: string) => status.parse(manifestInput('vcpkg/status', Buffer.from(text)));

test('installed ports, and who depends on whom', () => {
  const found = read(
    [
      'Package: vcpkg-cmake\nVersion: 2023-05-04\nArchitecture: x64-linux\nMulti-Arch: same\nStatus: install ok installed\n',
      'Package: zlib\nVersion: 1.3\nPort-Version: 1\nDepends: vcpkg-cmake\nArchitecture: arm64-osx\nStatus: purge ok not-installed\n',
      'Package: zlib\nVersion: 1.3\nPort-Version: 1\nDepends: vcpkg-cmake:x64-linux\nArchitecture: arm64-osx\nStatus: install ok installed\n',
      'Package: curl\nVersion: 8.4.0\nPort-Version: 0\nDepends: zlib, vcpkg-cmake:x64-linux\nArchitecture: arm64-osx\nStatus: install ok installed\n',
      'Package: curl\nFeature: ssl\nDepends: openssl\nArchitecture: arm64-osx\nStatus: install ok installed\n',
    ].join('\n'),
  );
  expect(found.dependencies.map(one => [one.name, one.requirement, one.condition])).toEqual([
    ['vcpkg-cmake', '2023-05-04', 'x64-linux'],
    ['zlib', '1.3#1', 'arm64-osx'],
    ['curl', '8.4.0', 'arm64-osx'],
  ]);
  expect(found.graph?.().edges).toEqual([
    [1, 0],
    [2, 1],
    [2, 0],
  ]);
  expect(() => read('nothing')).toThrow(expect.objectContaining({ reason: 'not-this-format' }));
});
