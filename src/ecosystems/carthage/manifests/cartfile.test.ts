import { expect, it } from 'vitest';
import { type ManifestReader, manifestInput } from '../../manifest.ts';
import { cartfile, cartfilePrivate, cartfileResolved } from './cartfile.ts';
import manifests from './index.ts';

const read = (reader: ManifestReader, text: string) =>
  reader.parse(manifestInput('Cartfile', Buffer.from(text))).dependencies;

it('Cartfile: origins and requirements', () => {
  const text = `github "a/b" ~> 1.0 # why
github "https://git.example.com/x/own.git" >= 2.3.1
git "file:///work/local" "branch"
binary "https://example.com/Some.json" == 1.0-beta
# github "no/no"
`;
  expect(read(cartfile, text)).toMatchObject([
    { name: 'a/b', requirement: '~> 1.0', type: 'runtime', source: null, direct: true },
    { name: 'own', requirement: '>= 2.3.1', source: 'https://git.example.com/x/own.git' },
    { name: 'local', requirement: 'branch', local: true },
    { name: 'Some.json', requirement: '== 1.0-beta' },
  ]);
  expect(read(cartfilePrivate, 'github "a/b"\n')).toMatchObject([{ requirement: '*', type: 'development' }]);
  expect(read(cartfileResolved, 'github "a/b" "v1.0"\n')).toMatchObject([
    { requirement: 'v1.0', type: 'runtime', direct: null },
  ]);
});

it('only names on GitHub have a purl', () => {
  expect(manifests.purl('a/b')).toEqual({ type: 'github', namespace: 'a', name: 'b' });
  expect(manifests.purl('own')).toBeNull();
});
