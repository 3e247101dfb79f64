import { describe, expect, it } from 'vitest';
import { manifestInput, type ParsedManifest } from '../../manifest.ts';
import { yarnLock } from './yarn-lock.ts';

const read = (text: string) => yarnLock.parse(manifestInput('yarn.lock', Buffer.from(text)));
const edgesOf = ({ graph }: ParsedManifest) => {
  const found = graph?.();
  return found?.edges.map(pair => pair.map(at => found.nodes[at]?.id).join(' -> '));
};

describe('yarn.lock of yarn 1', () => {
  const text = `# yarn lockfile v1


"@scope/a@^1.0.0", "@scope/a@^1.1.0":
  version "1.2.0"
  resolved "https://registry.yarnpkg.com/@scope/a/-/a-1.2.0.tgz#0123456789012345678901234567890123456789"
  integrity sha512-a==
  dependencies:
    b "2.0.0"
    "@scope/alias" "npm:c@^3"
  optionalDependencies:
    missing "1"

b@2.0.0:
  version "2.0.0"
  resolved "https://reg.example/b.tgz#0123456789012345678901234567890123456789"

"@scope/alias@npm:c@^3":
  version "3.1.0"
  resolved "https://registry.yarnpkg.com/c/-/c-3.1.0.tgz#0123456789012345678901234567890123456789"

"d@file:../d":
  version "1.0.0"
  dependencies:
    b "2.0.0"

"e@git+ssh://git@host.example/e.git":
  version "0.1.0"
  resolved "git+ssh://git@host.example/e.git#c0ffee"
`;

  it('gives a package a block', () => {
    const { dependencies } = read(text);
    expect(dependencies.map(({ name, requirement, type }) => `${name} ${requirement} ${type}`)).toEqual([
      '@scope/a 1.2.0 null',
      'b 2.0.0 null',
      'c 3.1.0 null',
      'd 1.0.0 null',
      'e 0.1.0 null',
    ]);
    expect(dependencies).toMatchObject([
      { integrity: 'sha512-a==', source: null, alias: null, local: false, direct: null },
      { integrity: 'sha1:0123456789012345678901234567890123456789', source: 'https://reg.example/b.tgz' },
      { alias: '@scope/alias' },
      { local: true, source: '../d' },
      { source: 'git+ssh://git@host.example/e.git#c0ffee', integrity: null },
    ]);
  });

  it('may have any line ends', () => {
    expect(read(text.replaceAll('\n', ' \n')).dependencies).toEqual(read(text).dependencies);
    for (const ending of ['\r\n', '\r'])
      expect(read(text.replaceAll('\n', ending)).dependencies).toEqual(read(text).dependencies);
  });

  it('tells who requires whom', () => {
    expect(edgesOf(read(text))).toEqual([
      '@scope/a@1.2.0 -> b@2.0.0',
      '@scope/a@1.2.0 -> c@3.1.0',
      'd@1.0.0 -> b@2.0.0',
    ]);
    expect(read(text).graph?.().roots).toBeNull();
  });
});

describe('yarn.lock of yarn 4', () => {
  const text = `__metadata:
  version: 8
  cacheKey: 10c0

"a@npm:^1.0.0, a@npm:^1.1.0":
  version: 1.2.0
  resolution: "a@npm:1.2.0"
  dependencies:
    alias: "npm:c@^3"
    fsevents: "npm:2"
  checksum: 10c0/aa
  languageName: node
  linkType: hard

"alias@npm:c@^3":
  version: 3.1.0
  resolution: "c@npm:3.1.0"
  conditions: os=darwin & cpu=x64
  linkType: hard

"fsevents@npm:2":
  version: 2.3.2
  resolution: "fsevents@npm:2.3.2::__archiveUrl=https%3A%2F%2Freg.example%2Ff.tgz"
  linkType: hard

"fsevents@patch:fsevents@npm%3A2#optional!builtin<compat/fsevents>":
  version: 2.3.2
  resolution: "fsevents@patch:fsevents@npm%3A2.3.2#optional!builtin<compat/fsevents>::version=2.3.2&hash=d"
  linkType: hard

"g@https://host.example/g.git#main":
  version: 0.1.0
  resolution: "g@https://host.example/g.git#commit=c0ffee"
  linkType: hard

"h@file:../h::locator=app%40workspace%3A.":
  version: 1.0.0
  resolution: "h@file:../h#../h::hash=1&locator=app%40workspace%3A."
  linkType: hard

"l@link:../l::locator=app%40workspace%3A.":
  version: 0.0.0-use.local
  resolution: "l@link:../l::locator=app%40workspace%3A."
  linkType: soft

"app@workspace:.":
  version: 0.0.0-use.local
  resolution: "app@workspace:."
  dependencies:
    a: "npm:^1.1.0"
    g: "https://host.example/g.git#main"
  languageName: unknown
  linkType: soft
`;

  it('gives a package a block, and none to the project', () => {
    const { dependencies, project } = read(text);
    expect(dependencies.map(({ name, requirement, direct }) => `${name} ${requirement} ${direct}`)).toEqual([
      'a 1.2.0 true',
      'c 3.1.0 false',
      'fsevents 2.3.2 false',
      'g 0.1.0 true',
      'h 1.0.0 false',
    ]);
    expect(dependencies).toMatchObject([
      { integrity: '10c0/aa', source: null, alias: null },
      { alias: 'alias', condition: 'os=darwin & cpu=x64' },
      { source: 'https://reg.example/f.tgz' },
      { source: 'https://host.example/g.git#commit=c0ffee' },
      { local: true, source: 'file:../h#../h' },
    ]);
    expect(project?.name).toBe('app');
  });

  it('tells who requires whom', () => {
    const found = read(text).graph?.();
    expect(edgesOf(read(text))).toEqual(['a@1.2.0 -> c@3.1.0', 'a@1.2.0 -> fsevents@2.3.2']);
    expect(found?.roots?.map(at => found.nodes[at]?.id)).toEqual(['a@1.2.0', 'g@0.1.0']);
  });

  it('of yarn 2 has ranges without a protocol', () => {
    const old = text.replace('fsevents: "npm:2"', 'fsevents: 2');
    expect(edgesOf(read(old))).toEqual(['a@1.2.0 -> c@3.1.0', 'a@1.2.0 -> fsevents@2.3.2']);
  });
});

it('is refused in the middle of a merge, and may be empty', () => {
  expect(() => read('a@1:\n  version "1"\n<<<<<<< HEAD\n')).toThrow(expect.objectContaining({ line: 3 }));
  expect(read('').dependencies).toEqual([]);
  expect(read('a@1:\n  resolved "x"\nb:').dependencies).toEqual([]);
});
