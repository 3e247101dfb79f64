import { expect, test } from 'vitest';
import { manifestInput } from '../../manifest.ts';
import { components } from './components.ts';

const read = (text: string) => components.parse(manifestInput('.bitnami_components.json', Buffer.from(text)));

test('components with what they are for', () => {
  const text =
    '{"nginx": {"arch": "amd64", "distro": "debian-12", "type": "NAMI", "version": "1.25.3-1"}, "x": 1}';
  expect(read(text).dependencies).toMatchObject([
    { name: 'nginx', requirement: '1.25.3-1', condition: 'arch=amd64 & distro=debian-12' },
  ]);
  expect(() => read('[]')).toThrow(expect.objectContaining({ reason: 'not-this-format' }));
});
