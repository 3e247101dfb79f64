import { expect, test } from 'vitest';
import { type ManifestReader, manifestInput } from '../../manifest.ts';
import { conandata, conaninfo } from './conandata.ts';

const short = (reader: ManifestReader, text: string) =>
  reader
    .parse(manifestInput('x', Buffer.from(text)))
    .dependencies.map(one => [one.name, one.requirement, one.type]);

test('conandata.yml: lists of requirements, not sources', () => {
  const text =
    'sources:\n  "1.0":\n    url: https://example.org/a/1.0.tar.gz\nrequirements:\n  - "zlib/1.2.11"\n  - hello/[>=1.0 <2]@user/channel\ntool_requires:\n  - cmake/3.27\n';
  expect(short(conandata, text)).toEqual([
    ['zlib', '1.2.11', 'runtime'],
    ['hello', '[>=1.0 <2]', 'runtime'],
    ['cmake', '3.27', 'development'],
  ]);
});

test('conaninfo.txt: full requirements where there are any', () => {
  const short1 = '[settings]\n    os=Linux\n\n[requires]\n    zlib/1.Y.Z\n';
  expect(short(conaninfo, short1)).toEqual([['zlib', '1.Y.Z', 'runtime']]);
  const full = `${short1}\n[full_requires]\n    zlib/1.2.11:abc\n    bzip2/1.0.8:def\n[options]\n`;
  expect(short(conaninfo, full)).toEqual([
    ['zlib', '1.2.11', 'runtime'],
    ['bzip2', '1.0.8', 'runtime'],
  ]);
});
