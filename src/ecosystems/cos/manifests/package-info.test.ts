import { expect, test } from 'vitest';
import { manifestInput } from '../../manifest.ts';
import { packageInfo } from './package-info.ts';

const read = (text: string) =>
  packageInfo.parse(manifestInput('etc/cos-package-info.json', Buffer.from(text)));

test('installed packages, and those of the build', () => {
  const found = read(
    JSON.stringify({
      installedPackages: [{ category: 'app-arch', name: 'gzip', version: '1.9' }, { version: '1' }],
      buildTimePackages: [{ category: 'virtual', name: 'pkgconfig', version: '0-r1' }],
    }),
  );
  expect(found.dependencies.map(one => [one.name, one.requirement, one.type])).toEqual([
    ['app-arch/gzip', '1.9', null],
    ['virtual/pkgconfig', '0-r1', 'build'],
  ]);
  expect(() => read('{}')).toThrow(expect.objectContaining({ reason: 'not-this-format' }));
});
