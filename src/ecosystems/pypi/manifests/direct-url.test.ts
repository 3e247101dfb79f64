import { describe, expect, it } from 'vitest';
import { manifestInput } from '../../manifest.ts';
import { directUrl } from './direct-url.ts';
import manifests from './index.ts';

const PATH = 'venv/lib/python3.12/site-packages/Foo_Bar-1.2.dist-info/direct_url.json';
const read = (value: unknown, path = PATH) =>
  directUrl.parse(manifestInput(path, Buffer.from(JSON.stringify(value))));
const only = (value: unknown) => {
  const [one, ...more] = read(value).dependencies;
  expect(more).toEqual([]);
  return one;
};
const SHA256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

// Written after the examples of the specification.
describe('direct_url.json', () => {
  it('of version control: the address with the commit', () => {
    const vcs_info = {
      vcs: 'git',
      requested_revision: 'main',
      commit_id: '7921be1537eac1e97bc40179a57f0349c2aee67d',
    };
    expect(
      only({ url: 'https://user:secret@example.com/foo.git', vcs_info, subdirectory: 'python' }),
    ).toEqual({
      name: 'foo-bar',
      requirement: '1.2',
      type: null,
      direct: null,
      optional: null,
      local: null,
      alias: null,
      source: 'git+https://example.com/foo.git@7921be1537eac1e97bc40179a57f0349c2aee67d#subdirectory=python',
      integrity: null,
      condition: null,
      unresolved: false,
    });
  });

  it('of an archive: its hash, in either form', () => {
    const url = 'https://example.com/foo-1.2.zip';
    const now = { url, archive_info: { hashes: { md5: 'ff', sha256: SHA256 } } };
    expect(only(now)).toMatchObject({ source: url, integrity: `sha256:${SHA256}`, local: null });
    expect(only({ url, archive_info: { hash: `sha256=${SHA256}` } })?.integrity).toBe(`sha256:${SHA256}`);
    expect(only({ url, archive_info: {} })?.integrity).toBeNull();
  });

  it('of a folder: it is local', () => {
    const found = read({ url: 'file:///home/project', dir_info: { editable: true } });
    expect(found.dependencies[0]).toMatchObject({ source: 'file:///home/project', local: true });
    expect(found.project).toEqual({ name: 'Foo_Bar', version: '1.2', license: null });
  });

  it('is refused elsewhere and without an address', () => {
    expect(() => read({ url: 'https://example.com' }, 'direct_url.json')).toThrow(/not in the folder/);
    expect(() => read({ dir_info: {} })).toThrow('no url');
    expect(() => read([])).toThrow(/not in the folder|no url/);
  });

  it('is met in the folders of installed distributions alone', () => {
    const slot = manifests.formats.find(each => each.id === 'direct_url.json');
    const isMet = (path: string) => slot?.files.some(each => each.path?.test(path)) ?? false;
    expect([PATH, 'a-1.dist-info/direct_url.json', 'x/direct_url.json'].map(isMet)).toEqual([
      true,
      true,
      false,
    ]);
  });
});
