/**
 * The suite of deps.dev's resolver (https://github.com/google/deps.dev/tree/main/util/resolve/npm/testdata). Its graphs are those of
 * npm 6, as its recorded messages of 2020 show, so npm 6 is the environment that is asked for. Edges are named by where they lead:
 * the suite writes those that lead to a node that is already there without the name under which they ask.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { DependencyRecord } from '../../core/records.ts';
import { npm as scheme } from '../../versions/schemes/npm.ts';
import { createBudget } from '../budget.ts';
import {
  readSuite,
  type Suite,
  type SuiteGraph,
  type SuitePackage,
  type SuiteVersion,
} from '../fixtures/deps-dev.ts';
import { request } from '../fixtures/universe.ts';
import { type MemoryVersion, memoryUniverse } from '../memory-universe.ts';
import type { BundledCandidate, Resolution } from '../types.ts';
import { npmResolver } from './resolver.ts';

const FOLDER = join(
  import.meta.dirname,
  '../../../../shared/fixtures/conformance/resolve-deps.dev/util/resolve/npm/testdata',
);
const present = existsSync(FOLDER);
if (!present) console.log(`skipped: ${FOLDER} is not there`);
const suite: Suite = present
  ? readSuite(readdirSync(FOLDER).map(file => readFileSync(join(FOLDER, file), 'utf8')))
  : { universes: new Map(), tests: [], graphs: new Map() };

test.skipIf(!present)('there are 49 tests', () => {
  expect(suite.tests).toHaveLength(49);
});

for (const { name, root, universes, graph, flags } of suite.tests)
  test(name, async () => {
    const packages = suite.universes.get(universes[0]!.universe)!;
    const version = packages
      .find(one => one.name === root.name)!
      .versions.find(one => one.number === root.version)!;
    const universe = memoryUniverse(
      packages.filter(one => !one.name.includes('>')).map(one => memoryPackage(packages, one)),
      scheme,
    );
    const isNested = bundleOf(packages, version).length > 0;
    // The project itself, but where its archive brings something: what a project bundles is installed as all else.
    const asked = request(...(isNested ? [`${root.name}@${root.version}`] : dependenciesOf(version)));
    const resolution = await npmResolver.resolve(
      { ...asked, environment: { npm: '6.14.0' } },
      universe,
      createBudget(),
    );
    const expected = suite.graphs.get(graph)!;
    if (flags.includes('loose_errors'))
      expect(resolution.problems.length > 0).toBe(expected.errors.length > 0);
    else expect(written(resolution, isNested, root)).toEqual(writtenOf(expected, packages));
  });

function memoryPackage(all: readonly SuitePackage[], { name, versions }: SuitePackage) {
  const tags: Record<string, string> = {};
  for (const { number, attributes } of versions)
    for (const tag of attributes.get('tags')?.split(',') ?? []) tags[tag] = number;
  return {
    name,
    metadata: { 'dist-tags': tags },
    versions: versions.filter(one => !one.attributes.has('deleted')).map(one => memoryVersion(all, one)),
  };
}

function memoryVersion(all: readonly SuitePackage[], version: SuiteVersion): MemoryVersion {
  return { number: version.number, dependencies: dependenciesOf(version), bundle: bundleOf(all, version) };
}

/** Names of the form `alice>1.0.0>bob` are no dependencies: they say what lies in the archive of alice 1.0.0. */
function dependenciesOf({ dependencies }: SuiteVersion): DependencyRecord[] {
  return dependencies
    .filter(({ name }) => !name.includes('>'))
    .map(({ name, requirement, attributes }) => {
      const alias = attributes.get('knownas');
      const qualifiers = {
        ...(alias === undefined ? {} : { alias }),
        ...(attributes.get('scope') === 'bundled' ? { bundled: 'true' } : {}),
      };
      return { name, requirement, kind: 'runtime', optional: false, qualifiers };
    });
}

function bundleOf(all: readonly SuitePackage[], { dependencies }: SuiteVersion): BundledCandidate[] {
  return dependencies
    .filter(({ name }) => name.includes('>'))
    .map(({ name, requirement }) => {
      const bundled = all.find(one => one.name === name)!.versions[0]!;
      return {
        folder: name.split('>').at(-1)!,
        candidate: {
          name: bundled.attributes.get('derivedfrom')!,
          number: requirement,
          publishedAt: null,
          status: null,
          metadata: {},
          dependencies: dependenciesOf(bundled),
          bundle: bundleOf(all, bundled),
        },
      };
    });
}

interface Graph {
  name: string;
  edges: { key: string; to: number | string }[];
}

/** Line by line from the root, depth first, each node with its edges once: equal for equal graphs. */
function lines(root: number, graph: (node: number) => Graph): string[] {
  const numbers = new Map<number, number>();
  const result: string[] = [];
  const visit = (node: number) => {
    numbers.set(node, numbers.size);
    const { name, edges } = graph(node);
    for (const { key, to } of [...edges].sort((a, b) => (a.key < b.key ? -1 : 1))) {
      if (typeof to === 'string') {
        result.push(`${numbers.get(node)} ${name} -> ${key}: ${to}`);
        continue;
      }
      const isNew = !numbers.has(to);
      if (isNew) visit(to);
      result.push(`${numbers.get(node)} ${name} -> ${key}: ${numbers.get(to)} ${graph(to).name}`);
    }
  };
  visit(root);
  return result;
}

function written(
  { nodes, edges }: Resolution,
  isNested: boolean,
  root: { name: string; version: string },
): string[] {
  const start = isNested ? nodes.findIndex(node => node.location === `node_modules/${root.name}`) : -1;
  return lines(start, node => ({
    name: node < 0 ? `${root.name}@${root.version}` : `${nodes[node]!.name}@${nodes[node]!.version}`,
    edges: edges
      .filter(edge => (edge.from ?? -1) === node)
      .map(edge => ({
        key: `${edge.to === null || !edge.satisfied ? edge.name : nodes[edge.to]!.name}@${edge.requirement}`,
        to: edge.satisfied ? (edge.to ?? 'nothing') : 'nothing',
      })),
  }));
}

function writtenOf({ nodes, edges }: SuiteGraph, packages: readonly SuitePackage[]): string[] {
  const plain = (name: string) =>
    name.includes('>')
      ? packages.find(one => one.name === name)!.versions[0]!.attributes.get('derivedfrom')!
      : name;
  return lines(0, node => ({
    name: `${plain(nodes[node]!.name)}@${nodes[node]!.version}`,
    edges: edges
      .filter(({ from }) => from === node)
      .map(({ name, requirement, to }) => ({
        key: `${to === null ? name : plain(nodes[to]!.name)}@${requirement}`,
        to: to ?? 'nothing',
      })),
  }));
}
