import { expect, test } from 'vitest';
import { manifestInput } from '../../manifest.ts';
import { status } from './status.ts';

const read = (path: string, text: string) => status.parse(manifestInput(path, Buffer.from(text)));

test('what is installed, what was asked for, and who depends on whom', () => {
  const parsed = read(
    'usr/lib/opkg/status',
    `Package: curl
Version: 8.0-1
Depends: libc, libcurl4
Status: install user installed

Package: libcurl4
Version: 8.0-1
Status: install ok installed

Package: old
Version: 1
Status: deinstall ok not-installed
`,
  );
  expect(parsed.dependencies.map(one => [one.name, one.requirement, one.direct])).toEqual([
    ['curl', '8.0-1', true],
    ['libcurl4', '8.0-1', false],
  ]);
  expect(parsed.graph?.().edges).toEqual([[0, 1]]);
  expect(parsed.graph?.().roots).toEqual([0]);
});

test('a file of one package', () => {
  expect(
    read('usr/lib/opkg/info/curl.control', 'Package: curl\nVersion: 8.0-1\n').dependencies,
  ).toMatchObject([{ name: 'curl', requirement: '8.0-1', direct: null }]);
  expect(() => read('opkg/status', 'x')).toThrowError(/control data/);
});
