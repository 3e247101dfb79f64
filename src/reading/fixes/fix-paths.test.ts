import { describe, expect, it } from 'vitest';
import { type InventoryItem, keyOf } from '../inventory/index.ts';
import { fixPaths, type ParentRelease, type UpgradeFacts } from './index.ts';

function item(name: string, version: string | null, over: Partial<InventoryItem> = {}): InventoryItem {
  return {
    purl: version === null ? null : `pkg:npm/${name}@${version}`,
    packagePurl: `pkg:npm/${name}`,
    ecosystem: 'npm',
    name,
    version,
    requirement: null,
    type: 'runtime',
    direct: false,
    optional: false,
    integrity: null,
    source: null,
    condition: null,
    manifests: ['package-lock.json'],
    ...over,
  };
}
const asked = (name: string, version: string, requirement: string) =>
  item(name, version, { requirement, direct: true });
const edge = (from: InventoryItem, to: InventoryItem): [string, string] => [keyOf(from), keyOf(to)];
const release = (version: string, ...requirements: string[]): ParentRelease => ({ version, requirements });

/** By `parent > dependency`. */
const knowing = (of: Record<string, ParentRelease[]>): UpgradeFacts => ({
  releasesOf: (parent, dependency) => of[`${parent.name} > ${dependency.name}`] ?? null,
});
const nothing = knowing({});

describe('a direct dependency', () => {
  const safe = ['1.2.3', '0.9.0', '2.1.0', '1.3.0-rc.1', '1.4.0'];
  const fixOf = (of: InventoryItem, versions: string[] = safe) =>
    fixPaths({ items: [of], edges: [[null, keyOf(of)]] }, [{ key: keyOf(of), safe: versions }], nothing)[0];

  it('is updated where what is asked for takes a safe version', () => {
    expect(fixOf(asked('left', '1.0.0', '^1.0.0'))).toEqual({
      key: 'pkg:npm/left@1.0.0',
      nearest: '1.2.3',
      truncated: false,
      paths: [
        {
          direct: 'left',
          way: ['left@1.0.0'],
          action: 'update',
          to: '1.2.3',
          steps: [{ name: 'left', from: '1.0.0', to: '1.2.3' }],
          because: null,
        },
      ],
    });
  });

  it('is upgraded to the nearest one where it does not', () => {
    expect(fixOf(asked('left', '1.0.0', '~1.0.0'))?.paths).toMatchObject([
      { action: 'upgrade', to: '1.2.3' },
    ]);
    expect(fixOf(asked('left', '1.5.0', '^1.5.0'))?.paths).toMatchObject([
      { action: 'upgrade', to: '2.1.0' },
    ]);
    // What is asked for is not told, or no range: then nothing says that it takes a safe one.
    expect(fixOf(item('left', '1.0.0', { direct: true }))?.paths).toMatchObject([{ action: 'upgrade' }]);
    expect(fixOf(asked('left', '1.0.0', 'latest'))?.paths).toMatchObject([{ action: 'upgrade' }]);
  });

  it('stays where nothing above it is safe', () => {
    expect(fixOf(asked('left', '3.0.0', '^3.0.0'))).toMatchObject({
      nearest: null,
      paths: [{ action: 'none', to: null, steps: [], because: 'no safe version above left 3.0.0 is known' }],
    });
  });

  it('gets a pre-release only where there is nothing else', () => {
    expect(fixOf(asked('left', '1.2.9', '*'), ['1.3.0-rc.1', '1.4.0'])?.nearest).toBe('1.4.0');
    expect(fixOf(asked('left', '1.2.9', '*'), ['1.3.0-rc.1'])?.nearest).toBe('1.3.0-rc.1');
    expect(fixOf(asked('left', '1.3.0-beta', '*'), ['1.3.0-rc.1', '1.4.0'])?.nearest).toBe('1.3.0-rc.1');
  });
});

describe('a package that others bring', () => {
  const top = asked('top', '1.0.0', '^1.0.0');
  const middle = item('middle', '1.0.0');
  const leaf = item('leaf', '1.0.0');
  const chain = { items: [leaf, middle, top], edges: [edge(top, middle), edge(middle, leaf)] };
  const fixWith = (facts: UpgradeFacts, safe = ['1.1.0', '2.0.0']) =>
    fixPaths(chain, [{ key: keyOf(leaf), safe }], facts)[0]?.paths[0];

  it('is updated alone where its parent takes a safe version', () => {
    const facts = knowing({ 'middle > leaf': [release('1.0.0', '^1.0.0'), release('1.1.0', '^2.0.0')] });
    expect(fixWith(facts)).toEqual({
      direct: 'top',
      way: ['top@1.0.0', 'middle@1.0.0', 'leaf@1.0.0'],
      action: 'update',
      to: null,
      steps: [{ name: 'leaf', from: '1.0.0', to: '1.1.0' }],
      because: null,
    });
  });

  it('is updated with its parent where the parent must be newer, and what brings that takes it', () => {
    const facts = knowing({
      'middle > leaf': [release('1.0.0', '1.0.0'), release('1.0.1', '1.0.0'), release('1.2.0', '^2.0.0')],
      'top > middle': [release('1.0.0', '^1.0.0')],
    });
    expect(fixWith(facts)).toMatchObject({
      action: 'update',
      steps: [
        { name: 'middle', from: '1.0.0', to: '1.2.0' },
        { name: 'leaf', from: '1.0.0', to: '2.0.0' },
      ],
    });
  });

  it('makes the direct dependency be raised where nothing less will do', () => {
    const facts = knowing({
      'middle > leaf': [release('1.0.0', '1.0.0'), release('2.0.0', '^2.0.0'), release('3.0.0', '^2.0.0')],
      'top > middle': [
        release('3.0.0', '^3.0.0'),
        release('1.0.0', '^1.0.0'),
        release('1.9.0', '^1.0.0'),
        release('2.0.0', '^2.0.0'),
      ],
    });
    expect(fixWith(facts)).toMatchObject({
      action: 'upgrade',
      to: '2.0.0',
      steps: [
        { name: 'top', from: '1.0.0', to: '2.0.0' },
        { name: 'middle', from: '1.0.0', to: '2.0.0' },
        { name: 'leaf', from: '1.0.0', to: '2.0.0' },
      ],
    });
  });

  it('goes away where a newer parent does without it', () => {
    const facts = knowing({
      'middle > leaf': [release('1.0.0', '1.0.0'), release('1.5.0')],
      'top > middle': [release('1.0.0', '1.0.0'), release('1.1.0', '1.5.0')],
    });
    expect(fixWith(facts)).toMatchObject({
      // `^1.0.0` of the project takes 1.1.0.
      action: 'update',
      to: '1.1.0',
      steps: [
        { name: 'top', from: '1.0.0', to: '1.1.0' },
        { name: 'middle', from: '1.0.0', to: '1.5.0' },
        { name: 'leaf', from: '1.0.0', to: null },
      ],
    });
  });

  it('is not promised a fix that is not known', () => {
    expect(fixWith(nothing)).toMatchObject({
      action: 'unknown',
      because: 'what middle asks of leaf is not known',
    });
    const without = knowing({ 'middle > leaf': [release('1.0.0')] });
    expect(fixWith(without)).toMatchObject({ action: 'unknown' });
    const stuck = knowing({ 'middle > leaf': [release('1.0.0', '1.0.0'), release('1.1.0', '1.0.0')] });
    expect(fixWith(stuck)).toMatchObject({
      action: 'none',
      because: 'no version of middle is known that takes leaf 1.1.0 or above',
    });
    // Two of its requirements at once hold for no safe version.
    const both = knowing({ 'middle > leaf': [release('1.0.0', '^1.0.0', '<1.1.0')] });
    expect(fixWith(both)).toMatchObject({ action: 'none' });
  });

  it('has a path for each direct dependency that brings it, the shortest first', () => {
    const other = asked('other', '1.0.0', '*');
    const [fix] = fixPaths(
      { items: [...chain.items, other], edges: [...chain.edges, edge(other, leaf), edge(leaf, middle)] },
      [{ key: keyOf(leaf), safe: ['1.1.0'] }],
      nothing,
    );
    expect(fix?.paths.map(({ way }) => way.join(' > '))).toEqual([
      'other@1.0.0 > leaf@1.0.0',
      'top@1.0.0 > middle@1.0.0 > leaf@1.0.0',
    ]);
  });

  it('is planned alike on ways that meet', () => {
    const second = asked('second', '1.0.0', '1.0.0');
    const facts = knowing({
      'middle > leaf': [release('1.0.0', '1.0.0'), release('2.0.0', '^2.0.0')],
      'top > middle': [release('1.0.0', '^1.0.0'), release('1.5.0', '^2.0.0')],
      'second > middle': [release('1.0.0', '1.0.0'), release('4.0.0', '2.x')],
    });
    const [fix] = fixPaths(
      { items: [...chain.items, second], edges: [...chain.edges, edge(second, middle)] },
      [{ key: keyOf(leaf), safe: ['2.0.0'] }],
      facts,
    );
    expect(fix?.paths.map(({ direct, action, to }) => [direct, action, to])).toEqual([
      ['top', 'update', '1.5.0'],
      ['second', 'upgrade', '4.0.0'],
    ]);
  });

  it('has none where no graph tells who does', () => {
    expect(fixPaths({ items: [leaf], edges: [] }, [{ key: keyOf(leaf), safe: ['1.1.0'] }], nothing)).toEqual([
      { key: 'pkg:npm/leaf@1.0.0', nearest: '1.1.0', paths: [], truncated: false },
    ]);
    expect(fixPaths(chain, [{ key: 'pkg:npm/other@1.0.0', safe: [] }], nothing)).toEqual([]);
  });

  it('has no more paths than people can read', () => {
    const tops = Array.from({ length: 25 }, (_, i) => asked(`top-${i}`, '1.0.0', '*'));
    const [fix] = fixPaths(
      { items: [leaf, ...tops], edges: tops.map(of => edge(of, leaf)) },
      [{ key: keyOf(leaf), safe: ['1.1.0'] }],
      nothing,
    );
    expect([fix?.paths.length, fix?.truncated]).toEqual([20, true]);
  });

  it('is not planned along a way that has no end in sight', () => {
    const long = Array.from({ length: 40 }, (_, i) => item(`p${i}`, '1.0.0', { direct: i === 0 }));
    const edges = long.slice(1).map((of, i) => edge(long[i] as InventoryItem, of));
    const [fix] = fixPaths({ items: long, edges }, [{ key: keyOf(long[39]!), safe: ['2.0.0'] }], nothing);
    expect(fix?.paths).toMatchObject([{ action: 'unknown', because: 'the way is longer than 12 packages' }]);
  });
});
