/**
 * The suite of deps.dev's resolver of Maven (Apache-2.0, https://github.com/google/deps.dev/tree/main/util/resolve/maven/testdata): its
 * universes and the graphs that it expects. Its graphs show each artifact once, below the nearest that asks for it.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { DependencyRecord } from '../../core/records.ts';
import { createBudget } from '../../resolving/budget.ts';
import {
  readSuite,
  type SuiteDependency,
  type SuiteGraph,
  type SuiteTest,
} from '../../resolving/fixtures/deps-dev.ts';
import { request } from '../../resolving/fixtures/universe.ts';
import { type MemoryPackage, memoryUniverse } from '../../resolving/memory-universe.ts';
import type { Resolution } from '../../resolving/types.ts';
import { maven as scheme } from '../../versions/schemes/maven.ts';
import resolver from './resolution.ts';

const FOLDER = new URL(
  '../../../../shared/fixtures/conformance/resolve-deps.dev/util/resolve/maven/testdata/',
  import.meta.url,
);
const isThere = existsSync(FOLDER);
if (!isThere) console.warn('maven: the suite of deps.dev is absent, so it is not run');

const suite = readSuite(
  isThere ? readdirSync(FOLDER).map(file => readFileSync(new URL(file, FOLDER), 'utf8')) : [],
);

it.skipIf(!isThere)('has 38 tests', () => {
  expect(suite.tests).toHaveLength(38);
});

it.skipIf(!isThere).each(suite.tests.map(test => [test.name, test] as const))('%s', async (_, test) => {
  // Several repositories are seen by packages only: there the project has the root as its one dependency.
  const isRootProject = test.universes.length === 1;
  const { packages, roots } = universeOf(test);
  const asked = isRootProject
    ? roots
    : [{ name: test.root.name, requirement: test.root.version, kind: 'runtime', optional: false }];
  const resolution = await resolver.resolve(
    request(...asked),
    memoryUniverse(packages, scheme),
    createBudget(),
  );
  const expected = suite.graphs.get(test.graph)!;
  expect(drawn(resolution, isRootProject ? `${test.root.name} ${test.root.version}` : null)).toEqual(
    drawnGraph(expected),
  );
  const hasError = expected.errors.length > 0 || expected.edges.some(({ error }) => error !== null);
  expect(resolution.problems.some(({ severity }) => severity === 'error')).toBe(hasError);
});

function universeOf(test: SuiteTest): { packages: MemoryPackage[]; roots: DependencyRecord[] } {
  const packages = new Map<string, MemoryPackage & { versions: MemoryPackage['versions'][number][] }>();
  let roots: DependencyRecord[] = [];
  for (const { id, universe } of test.universes) {
    for (const { name, versions } of suite.universes.get(universe)!) {
      const into = packages.get(name) ?? { name, versions: [] };
      packages.set(name, into);
      for (const { number, attributes, dependencies } of versions) {
        const records = dependencies.map(recordOf);
        if (name === test.root.name && number === test.root.version) roots = records;
        into.versions.push({
          number,
          status: attributes.has('blocked') ? 'unlisted' : null,
          metadata: {
            // The one under test is asked for by the project, which sees it wherever it is.
            ...(id === '' || name === test.root.name ? {} : { repository: id }),
            repositories: (attributes.get('registries') ?? '')
              .split(/[,|]/)
              .map(one => one.replace(/^dep:/, '')),
          },
          dependencies: records.filter(({ kind }) => kind !== 'management'),
        });
      }
    }
  }
  return { packages: [...packages.values()], roots };
}

function recordOf({ name, requirement, attributes }: SuiteDependency): DependencyRecord {
  const scope = attributes.has('test') ? 'test' : attributes.get('scope');
  const isManaged = attributes.get('mavendependencyorigin') === 'management';
  const qualifiers: Record<string, string> = {};
  for (const [attribute, qualifier] of [
    ['mavenclassifier', 'classifier'],
    ['mavenartifacttype', 'type'],
    ['mavenexclusions', 'exclusions'],
  ] as const) {
    const value = attributes.get(attribute);
    if (value !== undefined) qualifiers[qualifier] = value;
  }
  if (isManaged && scope !== undefined) qualifiers.scope = scope;
  return {
    name,
    requirement,
    kind: isManaged ? 'management' : (scope ?? 'compile'),
    optional: attributes.has('opt'),
    qualifiers,
  };
}

/** `parent > child`, once a child: from the first edge that leads to it, breadth first. */
function drawn({ nodes, edges }: Resolution, root: string | null): string[] {
  const label = (at: number | null) => (at === null ? root : `${nodes[at]!.name} ${nodes[at]!.version}`);
  const seen = new Set<string>();
  const lines: string[] = [];
  for (const { from, to, name, satisfied } of edges) {
    const child = to === null ? `${name} ERROR` : label(to)!;
    const isShown = to === null ? !satisfied : !seen.has(child);
    seen.add(child);
    if (isShown && label(from) !== null) lines.push(`${label(from)} > ${child}`);
  }
  return lines.sort();
}

function drawnGraph({ nodes, edges }: SuiteGraph): string[] {
  const label = (at: number) => `${nodes[at]!.name} ${nodes[at]!.version}`;
  return edges
    .map(({ from, to, name }) => `${label(from)} > ${to === null ? `${name} ERROR` : label(to)}`)
    .sort();
}
