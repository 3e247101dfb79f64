import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { tarHeader, tarOf } from '../../formats/fixtures/tar-writer.ts';
import { type Recordings, recordedIo } from '../conformance/recordings.ts';
import { registry } from './fixtures/conformance.ts';
import { sqlports } from './fixtures/packed.ts';
import recordings from './fixtures/recordings.ts';
import openbsd from './index.ts';

const INDEX = `${registry.url}/index.txt`;
const SQLPORTS = `${registry.url}/sqlports-7.54p0.tgz`;
const LINE = '-rw-r--r--  1 1001  0  12345 Apr 25 13:27:59 2026 git-2.49.0.tgz\n';

async function read(changed: Recordings['answers'] = {}) {
  const { io, asked } = recordedIo({ ...recordings.answers, ...changed });
  const context = { io, registry, settings: {} };
  const batch = await openbsd.connector.load();
  const parts = await batch.parts(context, { suites: null });
  const names: string[] = [];
  let bytes = 0;
  for await (const records of batch.read(context, parts, count => {
    bytes = count;
  })) {
    names.push(...records.map(({ name }) => name));
  }
  return { parts, names, asked, bytes };
}

test('the list is the part, and names the newest sqlports', async () => {
  const { parts, names, asked, bytes } = await read();
  expect(parts).toEqual([{ id: 'packages', source: INDEX, size: null, digest: '"7.9-1"' }]);
  expect(names).toEqual(['devel/git', 'devel/git,-svn', 'editors/vim,no_x11', 'lang/php/8.2']);
  expect(asked).toEqual([INDEX, INDEX, SQLPORTS]);
  expect(bytes).toBeGreaterThan(sqlports.length);
});

test('a list without sqlports leaves it to the metadata of the registry', async () => {
  const { names } = await read({
    [INDEX]: { body: LINE },
    [`${registry.url}/sqlports-7.54.tgz`]: { body: sqlports },
  });
  expect(names).toEqual(['devel/git']);
});

test.each<[string, Recordings['answers'], string]>([
  ['a web page', { [INDEX]: { body: '<html></html>' } }, 'malformed'],
  ['nothing', { [INDEX]: { body: '' } }, 'malformed'],
  ['a missing list', { [INDEX]: { body: '', status: 404 } }, 'unexpected-status'],
  ['a missing package', { [SQLPORTS]: { body: '', status: 404 } }, 'unexpected-status'],
  ['half a package', { [SQLPORTS]: { body: sqlports.subarray(0, 500) } }, 'malformed'],
  ['a package without a database', { [SQLPORTS]: { body: gzipSync(tarOf({ sqlports: 'x' })) } }, 'malformed'],
  [
    'a database that is too large',
    { [SQLPORTS]: { body: gzipSync(tarHeader({ name: 'share/sqlports', size: 256 * 1024 * 1024 + 1 })) } },
    'too-large',
  ],
])('%s is refused', async (_, answers, code) => {
  await expect(read(answers)).rejects.toMatchObject({ code });
});
