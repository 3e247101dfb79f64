/**
 * The list of packages that cargo-auditable writes into programs: a section `.dep-v0` with compressed JSON
 * (https://github.com/rust-secure-code/cargo-auditable/blob/master/PARSING.md, and the schema beside it).
 */
import { inflateSync } from 'node:zlib';
import { bytesOf, executablesIn } from '../../../formats/executable.ts';
import { type JsonDocument, objectsIn, parseJsonObject, textOrNull } from '../../../formats/json.ts';
import { dependency, ManifestError, type ManifestGraph, type ManifestReader } from '../../manifest.ts';

const SECTION = '.dep-v0';
/** The list of a program with thousands of packages is of some hundred kilobytes. */
const MAX_LIST = 16 * 1024 * 1024;
const MAX_PACKAGES = 100_000;

export const auditable: ManifestReader = {
  parse(input) {
    for (const executable of executablesIn(input.bytes)) {
      const section = executable.sections.find(({ name }) => name === SECTION);
      if (section) return parsed(parseJsonObject(inflated(bytesOf(executable, section)), SECTION));
    }
    throw new ManifestError('not-this-format', 'no list of cargo-auditable in it');
  },
};

function parsed(list: JsonDocument) {
  const packages = objectsIn(list.packages, MAX_PACKAGES);
  // Packages are named by their positions.
  if (!Array.isArray(list.packages) || packages.length !== list.packages.length)
    throw new ManifestError('malformed', `no list of packages in ${SECTION}`);
  const root = packages.find(one => one.root === true);
  const direct = root && new Set(positionsIn(root, packages.length));
  const dependencies = packages.flatMap((one, i) => {
    const name = textOrNull(one.name);
    if (one === root || name === null) return [];
    const source = textOrNull(one.source);
    return [
      dependency(name, textOrNull(one.version), textOrNull(one.kind) ?? 'runtime', {
        direct: direct ? direct.has(i) : null,
        local: source === 'local',
        source: source === 'crates.io' || source === 'local' ? null : source,
      }),
    ];
  });
  return {
    dependencies,
    project: root ? { name: textOrNull(root.name), version: textOrNull(root.version), license: null } : null,
    graph: () => graphOf(packages, root),
  };
}

/** The root is a node, too, as the workspace's packages are in Cargo.lock. */
function graphOf(packages: readonly JsonDocument[], root: JsonDocument | undefined): ManifestGraph {
  const edges: [number, number][] = [];
  for (const [from, one] of packages.entries())
    for (const to of positionsIn(one, packages.length)) edges.push([from, to]);
  return {
    nodes: packages.map((one, i) => {
      const [name, version] = [textOrNull(one.name) ?? '', textOrNull(one.version)];
      return { id: `${name}@${version} #${i}`, name, version };
    }),
    edges,
    roots: root ? positionsIn(root, packages.length) : null,
  };
}

/** Positions of packages that this one requires. */
function positionsIn(one: JsonDocument, count: number): number[] {
  if (!Array.isArray(one.dependencies)) return [];
  return one.dependencies.filter((i): i is number => Number.isInteger(i) && i >= 0 && i < count);
}

function inflated(bytes: Buffer): Buffer {
  try {
    return inflateSync(bytes, { maxOutputLength: MAX_LIST });
  } catch (error) {
    if (error instanceof RangeError)
      throw new ManifestError('too-large', `more than ${MAX_LIST} bytes in ${SECTION}`);
    throw new ManifestError('malformed', `${SECTION} is damaged`);
  }
}
