import { expect, test } from 'vitest';
import { manifestInput } from '../../manifest.ts';
import { installed } from './installed.ts';

const read = (text: string) => installed.parse(manifestInput('conda-meta/zlib.json', Buffer.from(text)));

test('a record of an installed package', () => {
  const record = {
    name: 'zlib',
    version: '1.2.13',
    build: 'h5eee18b_0',
    channel: 'https://conda.anaconda.org/conda-forge/linux-64',
    depends: ['libgcc-ng >=11.2.0'],
    license: 'Zlib',
    md5: 'aa',
    sha256: 'bb',
  };
  expect(read(JSON.stringify(record))).toMatchObject({
    dependencies: [{ name: 'zlib', requirement: '1.2.13', integrity: 'sha256:bb', source: record.channel }],
    project: { name: 'zlib', version: '1.2.13', license: 'Zlib' },
  });
  expect(read('{"name": "a", "version": "1", "md5": "aa"}').dependencies[0]?.integrity).toBe('md5:aa');
  expect(() => read('{"name": "a"}')).toThrow(expect.objectContaining({ reason: 'not-this-format' }));
});
