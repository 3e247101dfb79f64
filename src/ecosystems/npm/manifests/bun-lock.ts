/**
 * `bun.lock`, JSON with trailing commas (https://bun.com/docs/pm/lockfile). `packages` maps where a package is installed to an array:
 * `["name@1.0.0", registry, {dependencies ...}, integrity]` for the registry's, `["name@<where>", {...}, ...]` for others.
 */
import { withoutCredentials } from '../../../formats/credentials.ts';
import { isJsonObject, type JsonDocument, memberOf } from '../../../formats/json.ts';
import { parseJsonText } from '../../../formats/json-text.ts';
import {
  type ManifestDependency,
  ManifestError,
  type ManifestGraph,
  type ManifestNode,
  type ManifestReader,
} from '../../manifest.ts';
import { conditionOf, textsOf } from './conditions.ts';
import { projectOf } from './package-json.ts';

const REQUIRED = ['dependencies', 'optionalDependencies', 'peerDependencies'] as const;
const LISTED = [...REQUIRED, 'devDependencies'] as const;
const MAX_STEPS = 64;

interface BunPackage {
  /** Where it is installed: `name`, or `parent/name` where versions differ. */
  key: string;
  name: string;
  reference: string;
  facts: JsonDocument;
  fields: unknown[];
}

export const bunLock: ManifestReader = {
  parse(input) {
    const document = parseJsonText(input.text, 'bun.lock', { trailingCommas: true });
    if (!isJsonObject(document)) throw new ManifestError('not-this-format', 'bun.lock: no JSON object');
    const packages = packagesIn(document.packages);
    const root = memberOf(document.workspaces, '');
    const listed = namesIn(root, LISTED);
    const development = new Set(namesIn(root, ['devDependencies']));
    const known = isJsonObject(root);
    return {
      dependencies: packages.map(one =>
        dependencyOf(one, development.has(one.key), known ? listed.includes(one.key) : null),
      ),
      project: known ? projectOf(root) : null,
      graph: () => graphOf(packages, listed),
    };
  },
};

/** A lockfile of bun before 1.2. @throws ManifestError always. */
export const bunBinary: ManifestReader = {
  parse() {
    throw new ManifestError(
      'unsupported-version',
      'bun.lockb is binary; `bun install --save-text-lockfile` writes bun.lock, which is read',
    );
  },
};

function packagesIn(entries: unknown): BunPackage[] {
  if (!isJsonObject(entries)) return [];
  return Object.entries(entries).flatMap(([key, fields]) => {
    if (!Array.isArray(fields) || typeof fields[0] !== 'string') return [];
    // The reference may hold an `@` too: `a@git+ssh://git@host/a#sha`.
    const at = fields[0].indexOf('@', 1);
    if (at < 0) return [];
    const facts = fields.find(isJsonObject) ?? {};
    return [{ key, name: fields[0].slice(0, at), reference: fields[0].slice(at + 1), facts, fields }];
  });
}

function dependencyOf(one: BunPackage, development: boolean, direct: boolean | null): ManifestDependency {
  const { key, name, reference, facts, fields } = one;
  const integrity = fields[3];
  const folder = lastName(key);
  return {
    name,
    requirement: reference,
    type: development ? 'development' : 'runtime',
    direct,
    optional: null,
    local: ['file:', 'link:', 'workspace:'].some(scheme => reference.startsWith(scheme)),
    alias: folder === name ? null : folder,
    source: originOf(reference, fields[1]),
    integrity: typeof integrity === 'string' && integrity.includes('-') ? integrity : null,
    condition: ['os', 'cpu', 'libc'].reduce<string | null>(
      (before, field) => conditionOf(before, field, textsOf(facts[field])),
      null,
    ),
    unresolved: false,
  };
}

/** A path, an address, or a registry other than npm's, which is written as nothing. */
function originOf(reference: string, registry: unknown): string | null {
  if (reference.startsWith('file:') || reference.startsWith('link:')) return reference.slice(5);
  if (reference.startsWith('workspace:')) return reference.slice('workspace:'.length);
  if (reference.includes(':') || reference.includes('/')) return withoutCredentials(reference);
  return typeof registry === 'string' && registry !== '' ? withoutCredentials(registry) : null;
}

function graphOf(packages: readonly BunPackage[], listed: readonly string[]): ManifestGraph {
  const nodes: ManifestNode[] = packages.map(({ key, name, reference }) => ({
    id: key,
    name,
    version: reference,
  }));
  const positions = new Map(packages.map(({ key }, i) => [key, i]));
  const edges: [number, number][] = [];
  for (const [from, { key, facts }] of packages.entries())
    for (const name of new Set(namesIn(facts, REQUIRED))) {
      const to = nearest(positions, key, name);
      if (to !== undefined) edges.push([from, to]);
    }
  const roots = listed.flatMap(name => positions.get(name) ?? []);
  return { nodes, edges, roots: [...new Set(roots)] };
}

/** What a package at `key` gets for a name: what is installed in it, else in those around it. */
function nearest(positions: ReadonlyMap<string, number>, key: string, name: string): number | undefined {
  let around = key;
  for (let step = 0; step < MAX_STEPS; step++) {
    const found = positions.get(`${around}/${name}`);
    if (found !== undefined) return found;
    const outer = around.length - lastName(around).length - 1;
    if (outer <= 0) break;
    around = around.slice(0, outer);
  }
  return positions.get(name);
}

/** The last name of `a/@scope/b`, with its scope. */
function lastName(key: string): string {
  const slash = key.lastIndexOf('/');
  if (slash < 0) return key;
  const before = key.lastIndexOf('/', slash - 1);
  return key.charAt(before + 1) === '@' ? key.slice(before + 1) : key.slice(slash + 1);
}

function namesIn(owner: unknown, sections: readonly string[]): string[] {
  return sections.flatMap(section => {
    const entries = memberOf(owner, section);
    return isJsonObject(entries) ? Object.keys(entries) : [];
  });
}
