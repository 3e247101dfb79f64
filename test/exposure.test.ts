/** Who is exposed to an advisory, over HTTP and a real database. Expected values are worked out by hand from the world below. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { advisory, affects, below } from '../src/advisories/fixtures/records.ts';
import { type Edge, packageRecord, startEdge } from '../src/api/fixtures/edge.ts';
import type { AffectedPackage } from '../src/core/advisories.ts';
import { listed } from '../src/services/advisories/exposure-listed.ts';
import { walkExposure } from '../src/services/advisories/exposure-walk.ts';
import advisories from '../src/services/advisories/index.ts';
import { writeAdvisories } from '../src/store/advisories.ts';
import { advisoriesByIdentifier } from '../src/store/advisory-queries.ts';
import { dependency, version } from './records.ts';

const asks = (name: string, requirement: string | null, kind = 'runtime') =>
  dependency(name, kind, { requirement });
/** A package whose latest version asks so. */
const app = (name: string, number: string, ...dependencies: ReturnType<typeof asks>[]) =>
  packageRecord(name, { versions: [version(number, { dependencies })] });

let edge: Edge;
beforeAll(async () => {
  edge = await startEdge({ services: [advisories] });
  await edge.write(
    'npm',
    packageRecord('left', { versions: ['1.0.0', '1.2.0', '1.2.3', '2.0.0'].map(number => version(number)) }),
    app('caret', '1.0.0', asks('left', '^1.0.0')),
    app('pinned', '3.1.0', asks('left', '1.2.0')),
    app('fixed', '1.0.0', asks('left', '^1.2.3')),
    app('tag', '1.0.0', asks('left', 'latest')),
    app('tester', '1.0.0', asks('left', '1.x', 'development')),
    // Depended on it once: not any more.
    packageRecord('moved', {
      versions: [
        version('1.0.0', { dependencies: [asks('left', '^1.0.0')] }),
        version('2.0.0', { dependencies: [asks('left', '^2.0.0')] }),
      ],
    }),
    app('on-caret', '1.0.0', asks('caret', '^1.0.0')),
    app('on-pinned', '1.0.0', asks('pinned', '^3.0.0')),
    // Takes no version of pinned that is exposed: its latest is 3.1.0.
    app('on-old-pinned', '1.0.0', asks('pinned', '~3.0.0')),
    app('on-tester', '1.0.0', asks('tester', '*')),
    app('tests-caret', '1.0.0', asks('caret', '*', 'development')),
    app('far', '1.0.0', asks('on-pinned', '^1.0.0'), asks('on-caret', '*')),
    // A circle: each asks for the other.
    app('ring-a', '1.0.0', asks('far', '*'), asks('ring-b', '*')),
    app('ring-b', '1.0.0', asks('ring-a', '*')),
  );
  await edge.write(
    'debian-12',
    packageRecord('libx', { versions: [version('1.0-1')] }),
    app('userx', '1', dependency('libx', 'depends', { requirement: '>= 0.9' })),
    app('newx', '1', dependency('libx', 'depends', { requirement: '>= 1.1-1' })),
  );
  await edge.write(
    'debian-13',
    packageRecord('libx', { versions: [version('1.2-1')] }),
    app('userx', '1', dependency('libx', 'depends', { requirement: '>= 0.9' })),
  );
  const release = (name: string, fixed: string): AffectedPackage =>
    affects('debian', 'libx', { ecosystemName: `Debian:${name}`, release: name, ...below(fixed) });
  const records = [
    advisory('ghsa', 'GHSA-aaaa-bbbb-cccc', {
      aliases: ['CVE-2024-0001'],
      affected: [affects('npm', 'left', below('1.2.3'))],
    }),
    advisory('ghsa', 'GHSA-dddd-eeee-ffff', { affected: [release('12', '1.1-1'), release('13', '1.1-1')] }),
    advisory('ghsa', 'GHSA-gggg-hhhh-iiii', { affected: [affects('npm', 'nobody', below('1.0.0'))] }),
  ];
  const writes = records.map(record => ({ record, path: `${record.id}.json` }));
  await writeAdvisories(edge.database.db, 'ghsa', { writes }, { normalise: (_, name) => name });
});
afterAll(() => edge.stop());

async function exposure(query = '', id = 'CVE-2024-0001') {
  const reply = await fetch(`${edge.url}/advisories/api/v1/advisories/${id}/exposure${query}`);
  return { status: reply.status, link: reply.headers.get('link'), body: await reply.json() };
}
const names = (body: { dependents: { package_name: string }[] }) =>
  body.dependents.map(of => of.package_name);

describe('direct dependents', () => {
  it('are exposed by what their latest version asks for', async () => {
    const { body } = await exposure();
    expect(body).toMatchObject({
      uuid: 'GHSA-aaaa-bbbb-cccc',
      packages: [{ registry: 'npm', package_name: 'left', dependent_packages_count: 6, versions_count: 4 }],
      counts: { admits: 3, updatable: 2, excludes: 2, unknown: 1, by_depth: [{ depth: 1, admits: 3 }] },
      examined: 6,
      truncated: false,
      next_cursor: null,
    });
    // pinned and caret have two dependents each in their latest versions, tester one.
    expect(
      body.dependents.map((of: Record<string, unknown>) => [
        of.package_name,
        of.dependent_packages_count,
        of.requirement,
        of.admits_affected,
        of.admits_fixed,
      ]),
    ).toEqual([
      ['caret', 2, '^1.0.0', '1.2.0', '1.2.3'],
      ['pinned', 2, '1.2.0', '1.2.0', null],
      ['tester', 1, '1.x', '1.2.0', '1.2.3'],
    ]);
    expect(body.dependents[0]).toMatchObject({
      registry: 'npm',
      purl: 'pkg:npm/caret',
      latest_version: '1.0.0',
      depth: 1,
      through: 'left',
      kinds: ['runtime'],
      verdict: 'admits',
    });
  });

  it('are listed by verdict, as many as were counted', async () => {
    const excluded = await exposure('?verdict=excludes');
    expect(names(excluded.body).sort()).toEqual(['fixed', 'moved']);
    const { body } = await exposure('?verdict=unknown');
    expect(body.dependents).toMatchObject([
      { package_name: 'tag', because: 'the requirement cannot be read as a range of versions' },
    ]);
  });

  it('come page by page', async () => {
    const seen: string[] = [];
    let query = '?per_page=1';
    for (let i = 0; i < 5 && query !== ''; i++) {
      const { body, link } = await exposure(query);
      expect(body.counts.admits).toBe(3);
      seen.push(...names(body));
      query = body.next_cursor === null ? '' : `?per_page=1&cursor=${body.next_cursor}`;
      if (query === '') expect(link).not.toContain('rel="next"');
      else expect(link).toContain(`per_page=1&cursor=${body.next_cursor}>; rel="next"`);
    }
    expect(seen).toEqual(['caret', 'pinned', 'tester']);
  });
});

describe('further dependents', () => {
  it('are followed where they take the exposed version, and not behind what stays behind', async () => {
    const { body } = await exposure('?depth=2');
    expect(body.counts.by_depth).toEqual([
      { depth: 1, admits: 3 },
      { depth: 2, admits: 2 },
    ]);
    const second = body.dependents.filter((of: { depth: number }) => of.depth === 2);
    expect(
      second.map((of: Record<string, unknown>) => [of.package_name, of.through, of.admits_affected]),
    ).toEqual([
      ['on-caret', 'caret', '1.0.0'],
      ['on-pinned', 'pinned', '3.1.0'],
    ]);
  });

  it('are each counted once, and circles end', async () => {
    const { body } = await exposure('?depth=5');
    expect(body.counts.by_depth).toEqual([
      { depth: 1, admits: 3 },
      { depth: 2, admits: 2 },
      { depth: 3, admits: 1 },
      { depth: 4, admits: 1 },
      { depth: 5, admits: 1 },
    ]);
    expect(names(body)).toHaveLength(8);
    expect(new Set(names(body)).size).toBe(8);
    expect(body.truncated).toBe(false);
  });
});

describe('a walk', () => {
  it('that meets more than it may look at takes the most used, and says so', async () => {
    const { db } = edge.database;
    const [[found] = []] = await advisoriesByIdentifier(db, ['CVE-2024-0001']);
    const walk = (limit: number, depth = 1) =>
      walkExposure({ db, directory: edge.directory }, found?.packages ?? [], { depth, limit });
    const two = await walk(2);
    expect(two).toMatchObject({ examined: 2, truncated: true });
    expect((await listed(db, two.found)).map(({ name }) => name)).toEqual(['caret', 'pinned']);
    expect(await walk(6)).toMatchObject({ examined: 6, truncated: false, unreached: null });
    // Nothing left for those further on: that they are not known is not that there are none.
    expect(await walk(6, 3)).toMatchObject({ examined: 6, truncated: true, unreached: 2 });
    expect(await walk(7, 3)).toMatchObject({ examined: 7, truncated: true, unreached: 3 });
  });
});

describe('releases of a distribution', () => {
  it('each have versions of their own', async () => {
    const { body } = await exposure('', 'GHSA-dddd-eeee-ffff');
    expect(body.packages.map((of: { registry: string }) => of.registry).sort()).toEqual([
      'debian-12',
      'debian-13',
    ]);
    // Debian 13 has nothing older than the fix.
    expect(
      body.dependents.map((of: Record<string, unknown>) => [of.registry, of.package_name, of.admits_fixed]),
    ).toEqual([['debian-12', 'userx', null]]);
    expect(body.counts).toMatchObject({ admits: 1, excludes: 2, unknown: 0 });
  });
});

describe('questions', () => {
  it('may be about one package', async () => {
    expect(names((await exposure('?package=left')).body)).toHaveLength(3);
    expect(names((await exposure('?package=pkg:npm/left')).body)).toHaveLength(3);
    expect((await exposure('?package=right')).body).toMatchObject({ parameter: 'package' });
    expect((await exposure('?package=pkg:npm/right')).status).toBe(400);
  });

  it('that cannot be answered are refused by name', async () => {
    expect((await exposure('?depth=6')).body).toMatchObject({ parameter: 'depth' });
    expect((await exposure('?cursor=here')).body).toMatchObject({ parameter: 'cursor' });
    expect((await exposure('?sort=name')).body).toMatchObject({ parameter: 'sort' });
    expect((await exposure('', 'CVE-1999-0000')).status).toBe(404);
  });

  it('about what nobody depends on have an empty answer', async () => {
    const { body } = await exposure('?depth=3', 'GHSA-gggg-hhhh-iiii');
    expect(body).toMatchObject({ packages: [], examined: 0, truncated: false, dependents: [] });
  });
});

describe('fix paths', () => {
  const ask = async (body: object) => {
    const reply = await fetch(`${edge.url}/advisories/api/v1/advisories/fix_paths`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    });
    return { status: reply.status, body: await reply.json() };
  };

  it('say what the project must change, by what is indexed', async () => {
    const { body } = await ask({
      packages: [
        { purl: 'pkg:npm/left@1.0.0' },
        { purl: 'pkg:npm/left@1.2.0', direct: true, requirement: '1.2.0' },
        { purl: 'pkg:npm/left@1.2.3' },
        { purl: 'pkg:npm/caret@1.0.0', direct: true, requirement: '^1.0.0' },
        { purl: 'pkg:npm/moved@1.0.0', direct: true, requirement: '^1.0.0' },
        { purl: 'pkg:npm/pinned@3.1.0' },
        { purl: 'pkg:npm/on-pinned@1.0.0', direct: true, requirement: '*' },
      ],
      edges: [
        ['pkg:npm/caret@1.0.0', 'pkg:npm/left@1.0.0'],
        ['pkg:npm/pinned@3.1.0', 'pkg:npm/left@1.2.0'],
        ['pkg:npm/on-pinned@1.0.0', 'pkg:npm/pinned@3.1.0'],
      ],
    });
    expect(body).toMatchObject({
      fixes: [
        {
          purl: 'pkg:npm/left@1.0.0',
          advisories: ['GHSA-aaaa-bbbb-cccc'],
          nearest: '1.2.3',
          paths: [
            {
              way: ['caret@1.0.0', 'left@1.0.0'],
              action: 'update',
              steps: [{ name: 'left', from: '1.0.0', to: '1.2.3' }],
            },
          ],
        },
        {
          purl: 'pkg:npm/left@1.2.0',
          paths: [
            { direct: 'left', action: 'upgrade', to: '1.2.3' },
            // pinned has no version but the one that asks for 1.2.0.
            { direct: 'on-pinned', way: ['on-pinned@1.0.0', 'pinned@3.1.0', 'left@1.2.0'], action: 'none' },
          ],
        },
      ],
      truncated: false,
    });
    expect(body.fixes).toHaveLength(2);
  });

  it('refuse what does not fit together', async () => {
    expect((await ask({ packages: [{ purl: 'nonsense' }] })).status).toBe(400);
    const loose = { packages: [], edges: [[null, 'pkg:npm/left@1.0.0']] };
    expect((await ask(loose)).body).toMatchObject({ parameter: 'edges' });
    expect((await ask({ packages: [] })).body).toEqual({ fixes: [], truncated: false });
  });
});
