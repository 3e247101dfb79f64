import { expect, it } from 'vitest';
import { manifestInput } from '../../manifest.ts';
import { mesonWrap } from './wrap.ts';

const read = (text: string) =>
  mesonWrap.parse(manifestInput('subprojects/zlib.wrap', Buffer.from(text))).dependencies;

it('archives have a hash and a version', () => {
  const text = `[wrap-file]
directory = zlib-1.3.1
source_url = https://example.com/zlib-1.3.1.tar.gz
source_hash = aa
wrapdb_version = 1.3.1-1

[provide]
zlib = zlib_dep
`;
  expect(read(text)).toMatchObject([
    {
      name: 'zlib',
      requirement: '1.3.1-1',
      source: 'https://example.com/zlib-1.3.1.tar.gz',
      integrity: 'sha256:aa',
    },
  ]);
  expect(read(text.replace('wrapdb_version = 1.3.1-1\n', ''))[0]?.requirement).toBe('1.3.1');
});

it('repositories have a revision', () => {
  expect(read('[wrap-git]\nurl=https://example.com/z.git\nrevision = v1.3\n')).toMatchObject([
    { name: 'zlib', requirement: 'v1.3', source: 'https://example.com/z.git', integrity: null },
  ]);
});

it('other files are refused', () => {
  expect(() => read('[other]\nurl = x\n')).toThrow('no section of a wrap');
});
