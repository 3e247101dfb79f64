import { describe, expect, it } from 'vitest';
import { type ManifestReader, manifestInput } from '../../manifest.ts';
import { lernaJson, rushJson } from './monorepo.ts';
import { pnpData, pnpProgram } from './pnp.ts';
import { yarnIntegrity } from './yarn-integrity.ts';

const read = (reader: ManifestReader, text: string) => reader.parse(manifestInput('x', Buffer.from(text)));

describe('Plug’n’Play', () => {
  const member = (dependencies: unknown[], linkType: string) => ({
    packageLocation: './x/',
    packageDependencies: dependencies,
    linkType,
  });
  // After the example of the specification, with a virtual package, an alias, a patch and an address.
  const data = {
    dependencyTreeRoots: [{ name: 'app', reference: 'workspace:.' }],
    packageRegistryData: [
      [null, [[null, member([['a', 'virtual:12ab#npm:1.0.0']], 'SOFT')]]],
      [
        'app',
        [
          [
            'workspace:.',
            member(
              [
                ['a', 'virtual:12ab#npm:1.0.0'],
                ['old', ['b', 'npm:0.5.0']],
              ],
              'SOFT',
            ),
          ],
        ],
      ],
      [
        'a',
        [
          ['npm:1.0.0', member([['peer', null]], 'SOFT')],
          [
            'virtual:12ab#npm:1.0.0',
            member([['fsevents', 'patch:fsevents@npm%3A2.3.2#~x::version=2.3.2&hash=9']], 'HARD'),
          ],
        ],
      ],
      ['b', [['npm:0.5.0', member([['git', 'https://example.org/git.git#commit=abc']], 'HARD')]]],
      ['fsevents', [['patch:fsevents@npm%3A2.3.2#~x::version=2.3.2&hash=9', member([], 'HARD')]]],
      ['git', [['https://example.org/git.git#commit=abc', member([], 'HARD')]]],
    ],
  };
  const text = JSON.stringify(data, null, 2);
  const programs: [string, ManifestReader, string][] = [
    ['.pnp.data.json', pnpData, text],
    [
      '.pnp.cjs of yarn 3',
      pnpProgram,
      `#!/usr/bin/env node\nconst RAW_RUNTIME_STATE =\n'${text.replace(/[\\']/g, '\\$&').replaceAll('\n', '\\\n')}';\n`,
    ],
    [
      '.pnp.cjs of yarn 2',
      pnpProgram,
      `function $$SETUP_STATE(hydrateRuntimeState, basePath) {\n  return hydrateRuntimeState(${text}, {basePath: basePath || __dirname});\n}`,
    ],
  ];

  it.each(programs)('%s', (_, reader, content) => {
    const parsed = read(reader, content);
    expect(parsed.dependencies.map(one => [one.name, one.requirement, one.direct, one.source])).toEqual([
      ['a', '1.0.0', true, null],
      ['b', '0.5.0', true, null],
      ['fsevents', '2.3.2', false, 'patch:fsevents@npm%3A2.3.2#~x::version=2.3.2&hash=9'],
      ['git', 'https://example.org/git.git#commit=abc', false, 'https://example.org/git.git#commit=abc'],
    ]);
    const { nodes = [], edges = [], roots } = parsed.graph?.() ?? {};
    expect(edges.map(pair => pair.map(i => nodes[i]?.name))).toEqual([
      ['a', 'fsevents'],
      ['b', 'git'],
    ]);
    expect(roots?.map(i => nodes[i]?.name)).toEqual(['a', 'b']);
  });

  it('is not run, and refused where it holds none', () => {
    expect(() => read(pnpProgram, 'process.exit(1)')).toThrow(/no data/);
    expect(() => read(pnpProgram, "RAW_RUNTIME_STATE =\n'{")).toThrow(/does not end/);
    expect(() => read(pnpData, '{}')).toThrow(/packageRegistryData/);
  });
});

it('.yarn-integrity: what is installed, once a version, and whether it was asked for', () => {
  const sha1 = 'a'.repeat(40);
  const found = read(
    yarnIntegrity,
    JSON.stringify({
      topLevelPatterns: ['@x/a@^1.0.0', 'b@x/b'],
      lockfileEntries: {
        '@x/a@^1.0.0': `https://registry.yarnpkg.com/@x/a/-/a-1.2.0-rc.1.tgz#${sha1}`,
        '@x/a@^1.2.0-rc': `https://registry.yarnpkg.com/@x/a/-/a-1.2.0-rc.1.tgz#${sha1}`,
        'b@x/b': 'https://codeload.github.com/x/b/tar.gz/abc',
      },
    }),
  );
  expect(found.dependencies).toMatchObject([
    { name: '@x/a', requirement: '1.2.0-rc.1', direct: true, source: null, integrity: `sha1:${sha1}` },
    { name: 'b', requirement: 'x/b', direct: true, source: 'https://codeload.github.com/x/b/tar.gz/abc' },
  ]);
  expect(found.dependencies).toHaveLength(2);
});

it('lerna.json and rush.json: where packages lie, and tools', () => {
  expect(read(lernaJson, '{"version": "1.2.0", "packages": ["packages/*"]}')).toMatchObject({
    project: { version: '1.2.0' },
    includes: ['packages/*'],
  });
  expect(read(lernaJson, '{"version": "independent"}').project).toBeNull();
  const rush = read(
    rushJson,
    '{\n /* comment */ "rushVersion": "5.100.0", "pnpmVersion": "8.6.0",\n "projects": [{"packageName": "a", "projectFolder": "apps/a"}] // x\n}',
  );
  expect(rush.dependencies.map(one => [one.name, one.requirement])).toEqual([
    ['@microsoft/rush', '5.100.0'],
    ['pnpm', '8.6.0'],
  ]);
  expect(rush.includes).toEqual(['apps/a']);
});
