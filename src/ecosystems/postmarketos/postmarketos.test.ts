import { expect, test } from 'vitest';
import { recordedIo } from '../conformance/recordings.ts';
import conformance from './fixtures/conformance.ts';
import recordings from './fixtures/recordings.ts';
import postmarketos from './index.ts';

const [, v2512] = conformance.registries;

test('each branch is a registry, and none is the default', () => {
  expect(postmarketos.registries.map(({ name }) => name)).toEqual(
    'master v25.12 v25.06 v24.12 v24.06 v23.12 v23.06 v22.12 v22.06 v21.12 v21.06 v21.03 v20.05'
      .split(' ')
      .map(branch => `postmarketos-${branch}`),
  );
  expect(postmarketos.registries.some(({ isDefault }) => isDefault)).toBe(false);
});

test('links name the branch', () => {
  const { links } = postmarketos;
  if (v2512 === undefined) throw new Error('no second registry');
  expect(links.page(v2512, 'linux-example')).toBe(
    'https://pkgs.postmarketos.org/package/v25.12/postmarketos/x86_64/linux-example',
  );
  expect(links.download(v2512, 'linux-example', '6.1.0_rc1-r0', {})).toBe(
    'https://mirror.postmarketos.org/postmarketos/v25.12/x86_64/linux-example-6.1.0_rc1-r0.apk',
  );
});

test('the branch is one part, read from the mirror', async () => {
  if (postmarketos.connector.mode !== 'batch' || v2512 === undefined)
    throw new Error('not a batch connector');
  const { io, missed } = recordedIo(recordings.answers);
  const batch = await postmarketos.connector.load();
  const context = { io, registry: v2512, settings: {} };
  const parts = await batch.parts(context, { suites: null });
  expect(parts.map(({ id }) => id)).toEqual(['packages']);
  const names = [];
  for await (const records of batch.read(context, parts)) names.push(...records.map(({ name }) => name));
  expect(names).toEqual(['device-google-sargo', 'linux-example', 'example-libs']);
  expect(missed).toEqual([]);
});

test('modules of Python are called as in Alpine', () => {
  expect(postmarketos.repackaging?.namesOf({ ecosystem: 'pypi', name: 'requests' })).toEqual([
    'py3-requests',
  ]);
});
