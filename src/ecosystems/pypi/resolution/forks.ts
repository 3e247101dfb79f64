/**
 * Universal resolutions in parts, after uv's description (https://docs.astral.sh/uv/reference/internals/resolver/#forking): where
 * somebody asks for a project under markers that differ, the world is split at these markers and each part is resolved by itself; and,
 * unless the fewest versions are wished for, where a newer release needs a newer Python, at that Python. What was chosen in one part is
 * preferred in the next.
 */
import type { Budget } from '../../../resolving/budget.ts';
import type {
  Candidate,
  Resolution,
  ResolutionProblem,
  ResolvedEdge,
  ResolvedNode,
  ResolveRequest,
} from '../../../resolving/types.ts';
import type { Marker } from '../../../versions/conditions/index.ts';
import { pypi } from '../../../versions/schemes/pypi.ts';
import { decided, opposite, textOf } from './marker-algebra.ts';
import { type Markers, parsed } from './markers.ts';

/** Where all of these hold. */
export type Region = readonly Marker[];

/** A dependency, as far as splitting regards it. */
export interface Marked {
  name: string;
  /** With extras; what differs in it may need versions that differ. */
  requirement: string;
  marker: Marker | null;
}

/** The names that a version (null: the request) asks for in such a way that it splits the region; null: nothing is split any more. */
export type Splits =
  | ((region: Region, candidate: Candidate | null, features: readonly string[]) => ReadonlySet<string>)
  | null;

export interface ForkRules {
  /** Resolves one part. */
  resolve(region: Region, request: ResolveRequest, splits: Splits): Promise<Resolution>;
  /** What the request asks for, and what a version does. */
  asked(candidate: Candidate | null): Marked[];
  /** Reads markers anywhere. */
  markers: Markers;
  /**
   * Of a package that is selected in this region, the Python from which on a newer release could be; null where there is none.
   * @param requirements all that is asked of it there.
   */
  laterPython(
    node: ResolvedNode,
    requirements: readonly string[],
    leastPython: string,
  ): Promise<string | null>;
  /** True: at newer Pythons, too. */
  splitsByPython: boolean;
}

/** Parts of one resolution; what would have more is not split further, and says so. */
const MOST_PARTS = 40;

interface Part {
  region: Region;
  resolution: Resolution;
}

export async function resolveInParts(
  rules: ForkRules,
  request: ResolveRequest,
  budget: Budget,
): Promise<Resolution> {
  const { markers } = rules;
  const done: Part[] = [];
  const waiting: Region[] = [[]];
  const preferred = new Map(request.locked.map(one => [one.name, one]));
  let isCut = false;
  for (let region = waiting.shift(); region !== undefined; region = waiting.shift()) {
    const asked = { ...request, locked: [...preferred.values()] };
    let resolution = await rules.resolve(region, asked, splitsOf);
    const parts = await splitOf(region, resolution);
    if (parts.length > 1 && done.length + waiting.length + parts.length <= MOST_PARTS) {
      // The newest Python first, so that others are only held back as far as they have to be.
      const least = new Map(parts.map(part => [part, markers.pythons(part)!]));
      const order = (a: Region, b: Region) =>
        pypi.compare(least.get(b)!.greatest, least.get(a)!.greatest) ||
        pypi.compare(least.get(b)!.least, least.get(a)!.least);
      waiting.unshift(...parts.sort(order));
      continue;
    }
    if (parts.length > 1) {
      isCut = true;
      resolution = await rules.resolve(region, asked, null);
    }
    done.push({ region, resolution });
    for (const { name, version } of resolution.nodes)
      if (!preferred.has(name)) preferred.set(name, { name, version, location: null });
    await budget.pause();
  }
  const together = joined(done, markers);
  if (isCut)
    together.problems.push({
      ...warningFor('environment'),
      message: `the environments differ in more than ${MOST_PARTS} parts: some are resolved as one`,
    });
  return together;

  async function splitOf(region: Region, resolution: Resolution): Promise<Region[]> {
    const asking: { candidate: Candidate | null; features: readonly string[] }[] = [
      { candidate: null, features: [] },
      ...resolution.nodes,
    ];
    for (const { candidate, features } of asking) {
      budget.spend();
      const [first] = splitsByName(rules, region, candidate, features);
      if (first !== undefined) return first.parts;
    }
    if (!rules.splitsByPython) return [region];
    const { least } = markers.pythons(region)!;
    for (const [position, node] of resolution.nodes.entries()) {
      const requirements = resolution.edges
        .filter(({ to }) => to === position)
        .map(({ overridden, requirement }) => overridden ?? requirement);
      const python = await rules.laterPython(node, requirements, least);
      if (python === null) continue;
      const parts = split([region], pythonFrom(python), markers);
      if (parts.length > 1) return parts;
    }
    return [region];
  }

  function splitsOf(region: Region, candidate: Candidate | null, features: readonly string[]): Set<string> {
    budget.spend();
    return new Set(splitsByName(rules, region, candidate, features).map(({ name }) => name));
  }
}

/** The names that are asked for under markers that differ, each with the parts of the region that it makes. */
function splitsByName(
  { asked, markers }: ForkRules,
  region: Region,
  candidate: Candidate | null,
  features: readonly string[],
): { name: string; parts: Region[] }[] {
  const byName = new Map<string, Marked[]>();
  for (const one of asked(candidate)) {
    const list = byName.get(one.name) ?? [];
    list.push(one);
    byName.set(one.name, list);
  }
  const found: { name: string; parts: Region[] }[] = [];
  for (const [name, list] of byName) {
    if (list.every(({ requirement }) => requirement === list[0]!.requirement)) continue;
    const counting: { requirement: string; marker: Marker | true }[] = [];
    for (const { requirement, marker } of list) {
      const open = marker === null ? true : decided(marker, features);
      if (open === false || (open !== true && !markers.canHold([...region, open]))) continue;
      counting.push({ requirement, marker: open });
    }
    if (counting.every(({ requirement }) => requirement === counting[0]!.requirement)) continue;
    let parts: Region[] = [region];
    for (const { marker } of counting) if (marker !== true) parts = split(parts, marker, markers);
    if (parts.length > 1) found.push({ name, parts });
  }
  return found;
}

/** Each region where the marker holds, and where it does not, as far as there are such. */
function split(regions: readonly Region[], marker: Marker, markers: Markers): Region[] {
  const other = opposite(marker);
  if (other === null) return [...regions];
  return regions.flatMap(region => {
    const halves = [marker, other].map(half => [...region, half]).filter(half => markers.canHold(half));
    return halves.length === 2 ? halves : [region];
  });
}

/** `python_version` where the third number is none, else `python_full_version`. */
function pythonFrom(version: string): Marker {
  const [major, minor, patch = '0'] = version.split('.');
  const isShort = patch === '0';
  return {
    kind: 'compare',
    left: { variable: isShort ? 'python_version' : 'python_full_version' },
    operator: '>=',
    right: { text: isShort ? `${major}.${minor}` : version },
  };
}

/** All parts as one: what is not so in all of them says where it is. */
function joined(parts: readonly Part[], markers: Markers): Resolution {
  if (parts.length === 1) return parts[0]!.resolution;
  const nodes = new Map<string, { node: ResolvedNode; id: number; in: Region[] }>();
  for (const { region, resolution } of parts)
    for (const node of resolution.nodes) {
      const key = `${node.name}\0${node.version}`;
      const known = nodes.get(key);
      if (known === undefined) nodes.set(key, { node: { ...node }, id: nodes.size, in: [region] });
      else {
        known.in.push(region);
        known.node.features = [...new Set([...known.node.features, ...node.features])].sort();
      }
    }
  const idOf = ({ name, version }: ResolvedNode) => nodes.get(`${name}\0${version}`)!.id;
  const edges = new Map<string, { edge: ResolvedEdge; in: Region[] }>();
  const problems = new Map<string, { problem: ResolutionProblem; in: Region[] }>();
  for (const { region, resolution } of parts) {
    const at = (id: number | null) => (id === null ? null : idOf(resolution.nodes[id]!));
    for (const one of resolution.edges) {
      const edge = { ...one, from: at(one.from), to: at(one.to) };
      add(edges, JSON.stringify(edge), region, () => ({ edge, in: [] }));
    }
    for (const one of resolution.problems) {
      const problem = { ...one, from: at(one.from) };
      add(problems, JSON.stringify(problem), region, () => ({ problem, in: [] }));
    }
  }
  const where = (regions: readonly Region[], own?: string) => {
    if (regions.length === parts.length) return own;
    return whereText(regions, own, markers);
  };
  return {
    nodes: [...nodes.values()].map(({ node, in: regions }) => withMarker(node, where(regions))),
    edges: [...edges.values()].map(({ edge, in: regions }) => withMarker(edge, where(regions, edge.marker))),
    problems: [...problems.values()].map(({ problem, in: regions }) => {
      const text = where(regions);
      return text === undefined ? problem : { ...problem, message: `${problem.message} (where ${text})` };
    }),
    pending: [...new Set(parts.flatMap(({ resolution }) => resolution.pending))],
  };
}

function add<T extends { in: Region[] }>(
  to: Map<string, T>,
  key: string,
  region: Region,
  make: () => T,
): void {
  const known = to.get(key) ?? make();
  known.in.push(region);
  to.set(key, known);
}

function withMarker<T extends { marker?: string }>(of: T, marker: string | undefined): T {
  return marker === undefined ? of : { ...of, marker };
}

/** One marker for several regions and, in each of them, another. */
function whereText(regions: readonly Region[], own: string | undefined, markers: Markers): string {
  const other = own === undefined ? null : parsed(own);
  const all = merged(regions).map(region => {
    const found = simplest(other === null ? region : [...region, other], markers);
    return textOf(found.length === 1 ? found[0]! : { kind: 'and', of: found });
  });
  return all.length === 1
    ? all[0]!
    : all.map(text => (/ (?:and|or) /.test(text) ? `(${text})` : text)).join(' or ');
}

/** Two halves of one region are that region. */
function merged(regions: readonly Region[]): Region[] {
  const found = regions.map(region => region.map(marker => ({ marker, text: textOf(marker) })));
  for (let i = 0; i < found.length; i++)
    for (let j = i + 1; j < found.length; j++) {
      const a = found[i]!;
      const b = found[j]!;
      const last = a.at(-1);
      const other = last === undefined ? null : opposite(last.marker);
      if (a.length !== b.length || other === null || textOf(other) !== b.at(-1)!.text) continue;
      if (!a.slice(0, -1).every(({ text }, at) => text === b[at]!.text)) continue;
      found[i] = a.slice(0, -1);
      found.splice(j, 1);
      i = -1;
      break;
    }
  return found.map(region => region.map(({ marker }) => marker));
}

/** Without what follows from the rest. */
function simplest(region: Region, markers: Markers): Region {
  let found = region;
  // What asks for an extra holds nowhere by itself.
  if (!markers.canHold(region)) return region;
  for (const marker of region) {
    const rest = found.filter(other => other !== marker);
    const other = opposite(marker);
    if (rest.length > 0 && other !== null && !markers.canHold([...rest, other])) found = rest;
  }
  return found;
}

function warningFor(kind: ResolutionProblem['kind']): Omit<ResolutionProblem, 'message'> {
  return { kind, severity: 'warning', name: null, requirement: null, from: null, explanation: [] };
}
