import { describe, expect, it } from 'vitest';
import type { Unresolved } from '../../manifest.ts';
import { overridesOf } from './overrides.ts';

const shown = (document: Parameters<typeof overridesOf>[0], unresolved: Unresolved[] = []) =>
  overridesOf(document, unresolved).map(
    ({ kind, name, requirement, within = [] }) =>
      `${kind}: ${[...within, name].join(' > ')} = ${requirement}`,
  );

describe('overrides', () => {
  it('of npm are a tree', () => {
    expect(
      shown({
        overrides: {
          '//': 'a comment',
          foo: '1.0.0',
          'baz@2': { '.': '2.1.0', bar: { foo: '$foo' }, number: 7 },
          list: ['1'],
        },
      }),
    ).toEqual(['override: foo = 1.0.0', 'override: baz@2 = 2.1.0', 'override: baz@2 > bar > foo = $foo']);
  });

  it('of npm are read no deeper than people write', () => {
    let tree: object = { foo: '1' };
    for (let i = 0; i < 1_000; i++) tree = { a: tree };
    expect(shown({ overrides: tree as never })).toEqual([]);
  });

  it('of pnpm name parents before >, also beside ranges; - takes away', () => {
    const unresolved: Unresolved[] = [];
    const overrides = {
      foo: '^1',
      'qar@1>@s/zoo@>=2': '3',
      'quux@>=1 >2': 'npm:other@1',
      gone: '-',
      '': '1',
    };
    expect(shown({ packageManager: 'pnpm@10.0.0', pnpm: { overrides } }, unresolved)).toEqual([
      'override: foo = ^1',
      'override: qar@1 > @s/zoo@>=2 = 3',
      'override: quux@>=1 >2 = npm:other@1',
    ]);
    expect(unresolved).toEqual([{ what: 'the override of "gone", which takes it away', line: null }]);
  });

  it('of Yarn are resolutions, of both its lines', () => {
    const resolutions = {
      'a/b': '1',
      '**/c': '2',
      '@s/a/**/@t/d': '3',
      'e@npm:^1': 'npm:1.2.3',
      '@t/f@npm:^1': 'npm:g@2',
    };
    expect(shown({ resolutions })).toEqual([
      'override: a > b = 1',
      'override: c = 2',
      'override: @s/a > @t/d = 3',
      'override: e@^1 = 1.2.3',
      'override: @t/f@^1 = npm:g@2',
    ]);
  });

  it('are those of the tool that the project uses', () => {
    const all = { overrides: { a: '1' }, pnpm: { overrides: { b: '1' } }, resolutions: { c: '1' } };
    expect(shown(all)).toEqual(['override: a = 1']);
    expect(shown({ ...all, packageManager: 'yarn@1.22.0' })).toEqual(['override: c = 1']);
    expect(shown({ ...all, packageManager: 'pnpm@9.0.0' })).toEqual(['override: b = 1', 'override: c = 1']);
    expect(shown({ overrides: 'no tree', resolutions: ['x'] })).toEqual([]);
  });
});
