import { describe, expect, it } from 'vitest';
import { UpstreamError } from '../../core/errors.ts';
import { dependenciesOf } from './dependencies.ts';

/** `kind name requirement`, with ` optional` and qualifiers after it. */
const told = (manifest: Record<string, unknown>) =>
  dependenciesOf(manifest).map(({ kind, name, requirement, optional, qualifiers }) =>
    [kind, name, requirement ?? '-', optional ? 'optional' : '', qualifiers ? JSON.stringify(qualifiers) : '']
      .filter(Boolean)
      .join(' '),
  );

describe('dependenciesOf', () => {
  it('knows all kinds', () => {
    expect(
      told({
        dependencies: { a: '^1.0.0', b: '' },
        devDependencies: { c: 'latest', a: '1.x' },
        peerDependencies: { d: '>=1', e: '*' },
        peerDependenciesMeta: { e: { optional: true }, d: { optional: 'yes' }, f: { optional: true } },
      }),
    ).toEqual([
      'runtime a ^1.0.0',
      'runtime b -',
      'development c latest',
      'development a 1.x',
      'peer d >=1',
      'peer e * optional',
    ]);
  });

  it('gives optional dependencies once', () => {
    expect(told({ dependencies: { a: '^1', b: '2' }, optionalDependencies: { a: '^1' } })).toEqual([
      'runtime b 2',
      'optional a ^1 optional',
    ]);
  });

  it('resolves aliases to the real package', () => {
    expect(
      told({
        dependencies: {
          'react-16': 'npm:react@^16.14.0',
          scoped: 'npm:@babel/core@7 || 8',
          bare: 'npm:left-pad',
          bad: 'npm:../evil@1',
          other: 'jsr:@std/path@1',
        },
      }),
    ).toEqual([
      'runtime react ^16.14.0 {"alias":"react-16"}',
      'runtime @babel/core 7 || 8 {"alias":"scoped"}',
      'runtime left-pad - {"alias":"bare"}',
      'runtime bad npm:../evil@1',
      'runtime other jsr:@std/path@1',
    ]);
  });

  it('keeps git, file, URL and workspace requirements as written', () => {
    const dependencies = {
      a: 'git+ssh://git@git.example.org/a.git#v1',
      b: 'file:../b',
      c: 'https://example.org/c.tgz',
      d: 'workspace:^',
      e: 'owner/e#main',
    };
    expect(told({ dependencies })).toEqual(
      Object.entries(dependencies).map(([name, range]) => `runtime ${name} ${range}`),
    );
  });

  it('qualifies what is bundled', () => {
    const dependencies = { a: '1', b: '2' };
    expect(told({ dependencies, bundleDependencies: ['a', 'only', 7] })).toEqual([
      'runtime a 1 {"bundled":"true"}',
      'runtime b 2',
      'bundled only -',
    ]);
    expect(told({ dependencies, bundledDependencies: true })).toEqual([
      'runtime a 1 {"bundled":"true"}',
      'runtime b 2 {"bundled":"true"}',
    ]);
    expect(told({ dependencies, bundleDependencies: false })).toEqual(['runtime a 1', 'runtime b 2']);
  });

  it('passes over what is of a wrong type or can name no package', () => {
    expect(
      told({ dependencies: { ' a ': 1, '.b': '1', '': '1', 'c\0': '1', 'd e': '1', '%40s%2fn': ['x'] } }),
    ).toEqual(['runtime a -', 'runtime @s/n -']);
    for (const dependencies of [null, [], ['a'], 'a', 42, true]) expect(told({ dependencies })).toEqual([]);
    expect(told({ dependencies: { a: '1', ' a': '2' } })).toEqual(['runtime a 1']);
  });

  it('refuses a version with too many', () => {
    const dependencies = Object.fromEntries(Array.from({ length: 20_001 }, (_, i) => [`p${i}`, '1']));
    expect(() => dependenciesOf({ dependencies })).toThrow(UpstreamError);
  });
});
