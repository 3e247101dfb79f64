/**
 * Minimal version selection over a module graph that is pruned as Go 1.17 and later do: https://go.dev/ref/mod#minimal-version-selection
 * and https://go.dev/ref/mod#graph-pruning. The request is the go.mod of a main module.
 */
import { InputError } from '../../core/errors.ts';
import type { DependencyRecord } from '../../core/records.ts';
import type { Budget } from '../../resolving/budget.ts';
import { readSettings } from '../../resolving/settings.ts';
import type {
  Candidate,
  ProblemKind,
  Resolution,
  ResolveRequest,
  Resolver,
  ResolverSetting,
  Universe,
  UniversePackage,
} from '../../resolving/types.ts';
import { golang } from '../../versions/schemes/golang.ts';

const ENVIRONMENT: ResolverSetting[] = [
  {
    name: 'go',
    description: 'the go line of the main module; from 1.17 the module graph is pruned',
    default: '1.24',
    values: null,
  },
];
const OPTIONS: ResolverSetting[] = [
  {
    name: 'exclude',
    description: 'excluded versions as path@version, separated by spaces; requirements of them are ignored',
    default: '',
    values: null,
  },
];

const resolver: Resolver = {
  id: 'minimal-version-selection',
  description:
    'Of every module the highest version that anything in the module graph requires, the graph pruned at modules of go 1.17 and later.',
  kinds: ['runtime'],
  environment: ENVIRONMENT,
  options: OPTIONS,
  resolve,
};
export default resolver;

interface Requirement {
  path: string;
  version: string;
}

/** What one resolution knows. */
interface Work {
  universe: Universe;
  budget: Budget;
  resolution: Resolution;
  excluded: ReadonlySet<string>;
  replaced: ReadonlyMap<string, Requirement>;
  /** Problems that were told, so that none is told twice. */
  told: Set<string>;
}

async function resolve(request: ResolveRequest, universe: Universe, budget: Budget): Promise<Resolution> {
  const { go } = readSettings(request.environment, ENVIRONMENT, 'environment') as { go: string };
  const { exclude } = readSettings(request.options, OPTIONS, 'options') as { exclude: string };
  if (goRelease(go) === null)
    throw new InputError('environment.go', `environment.go: "${go}" is no version of Go`);
  const work: Work = {
    universe,
    budget,
    resolution: { nodes: [], edges: [], problems: [], pending: [] },
    excluded: new Set(exclude.split(/\s+/).filter(text => text !== '')),
    replaced: replacements(request),
    told: new Set(),
  };
  await universe.load(request.roots.map(({ name }) => name));
  const roots = request.roots.flatMap(root => rootOf(work, root, request.prereleases));
  for (const { name, version } of request.locked)
    if (!roots.some(({ path }) => path === name)) roots.push({ path: name, version });
  const selected = await select(work, roots, isPruned(go));
  await write(work, request, selected, go);
  return work.resolution;
}

/** `replace` lines of the main module: an override's requirement is a version, or `path@version`. */
function replacements({ overrides }: ResolveRequest): Map<string, Requirement> {
  const replaced = new Map<string, Requirement>();
  for (const { within, name, requirement } of overrides) {
    if (within.length > 0)
      throw new InputError(
        'overrides',
        'overrides: only the main module of Go replaces: within must be empty',
      );
    const at = requirement.lastIndexOf('@');
    replaced.set(
      name,
      at > 0
        ? { path: requirement.slice(0, at), version: requirement.slice(at + 1) }
        : { path: name, version: requirement },
    );
  }
  return replaced;
}

/** What a root asks for: a version, or a query such as `latest`, `v1`, `<v1.5.0`: https://go.dev/ref/mod#version-queries. */
function rootOf(work: Work, root: DependencyRecord, prereleases: boolean): Requirement[] {
  const { name, requirement } = root;
  const query = requirement === null || requirement === '' || requirement === '*' ? 'latest' : requirement;
  if (golang.isValid(query) && /^v?\d+\.\d+\.\d+/.test(query)) return [{ path: name, version: query }];
  const found = packageOf(work, name);
  if (found === null) return [];
  const version = queried(found, query, prereleases);
  if (version !== null) return [{ path: name, version }];
  tell(work, 'no-matching-version', `no version of ${name} answers to ${query}`, name, query);
  return [];
}

/** Releases before pre-releases, those in good standing before retracted ones, the highest of them. */
function queried({ versions }: UniversePackage, query: string, prereleases: boolean): string | null {
  const fits = versions.filter(({ number }) => {
    if (query === 'latest' || query === 'upgrade') return true;
    if (/^v\d+(\.\d+)?$/.test(query)) return number === query || number.startsWith(`${query}.`);
    try {
      return golang.satisfies(number, query);
    } catch (error) {
      if (error instanceof InputError) return false;
      throw error;
    }
  });
  const standing = fits.filter(({ status }) => status === null);
  const releases = prereleases ? standing : standing.filter(({ number }) => golang.isStable(number));
  const compatible = releases.filter(({ number }) => !number.endsWith('+incompatible'));
  return (compatible.at(-1) ?? releases.at(-1) ?? standing.at(-1) ?? fits.at(-1) ?? null)?.number ?? null;
}

/**
 * The selected version of every module of the graph. Where pruning is on, what is selected above a root's own requirement becomes
 * the root, as the go command does when it updates go.mod, until nothing changes.
 */
async function select(
  work: Work,
  roots: readonly Requirement[],
  pruned: boolean,
): Promise<Map<string, string>> {
  let current = roots;
  for (;;) {
    const selected = await walk(work, current, pruned);
    const next = current.map(({ path }) => ({ path, version: selected.get(path) as string }));
    if (!pruned || next.every(({ version }, at) => version === current[at]!.version)) return selected;
    current = next;
  }
}

/** Visits the versions of the module graph, each at most once for each way of pruning, and keeps the highest of each module. */
async function walk(
  work: Work,
  roots: readonly Requirement[],
  pruned: boolean,
): Promise<Map<string, string>> {
  const { universe, budget } = work;
  const selected = new Map<string, string>();
  const visited = new Set<string>();
  const note = ({ path, version }: Requirement) => {
    const before = selected.get(path);
    if (before === undefined || golang.compare(before, version) < 0) selected.set(path, version);
  };
  let level = roots
    .filter(root => !work.excluded.has(`${root.path}@${root.version}`))
    .map(root => ({ root, pruned }));
  while (level.length > 0) {
    await universe.load(level.map(({ root }) => work.replaced.get(root.path)?.path ?? root.path));
    const next: typeof level = [];
    for (const { root, pruned: above } of level) {
      budget.spend();
      note(root);
      const key = `${root.path}@${root.version} ${above}`;
      if (visited.has(key)) continue;
      visited.add(key);
      const candidate = candidateOf(work, root);
      const below = above && isPruned(goOf(candidate));
      for (const required of requirementsOf(work, candidate)) {
        budget.spend();
        note(required);
        // A module that lists all that it needs is not looked behind, unless something above it has to be.
        if (!below) next.push({ root: required, pruned: false });
      }
    }
    await budget.pause();
    level = next;
  }
  return selected;
}

function requirementsOf({ excluded }: Work, candidate: Candidate | null): Requirement[] {
  return (candidate?.dependencies ?? [])
    .filter(({ requirement }) => requirement !== null)
    .map(({ name, requirement }) => ({ path: name, version: requirement as string }))
    .filter(({ path, version }) => !excluded.has(`${path}@${version}`));
}

/** The go.mod that counts for a required version: its replacement's, where there is one. */
function candidateOf(work: Work, { path, version }: Requirement): Candidate | null {
  const meant = work.replaced.get(path) ?? { path, version };
  const found = packageOf(work, meant.path);
  if (found === null) return null;
  const candidate = byNumber(found).get(normal(meant.version)) ?? null;
  if (candidate === null)
    tell(
      work,
      'no-matching-version',
      `${meant.path} ${meant.version} is not in the index`,
      meant.path,
      meant.version,
    );
  else if (candidate.dependencies === null)
    tell(
      work,
      'unknown-dependencies',
      `the requirements of ${candidate.name} ${candidate.number} are not known`,
      candidate.name,
      candidate.number,
      'warning',
    );
  return candidate;
}

const numbered = new WeakMap<UniversePackage, Map<string, Candidate>>();

function byNumber(of: UniversePackage): Map<string, Candidate> {
  let found = numbered.get(of);
  if (!found) {
    found = new Map(of.versions.map(candidate => [normal(candidate.number), candidate]));
    numbered.set(of, found);
  }
  return found;
}

function normal(version: string): string {
  return golang.normalise(version) ?? version;
}

function packageOf(work: Work, path: string): UniversePackage | null {
  const found = work.universe.get(path);
  if (found === 'pending') {
    if (!work.resolution.pending.includes(path)) work.resolution.pending.push(path);
    return null;
  }
  if (found === undefined || found === 'missing') {
    tell(work, 'missing-package', `there is no module ${path}`, path, null);
    return null;
  }
  return found;
}

/** Nodes by path, as `go list -m all` has them; edges from selected versions alone. */
async function write(
  work: Work,
  request: ResolveRequest,
  selected: ReadonlyMap<string, string>,
  go: string,
): Promise<void> {
  const { resolution } = work;
  const paths = [...selected.keys()].sort((a, b) => (a < b ? -1 : 1));
  const positions = new Map(paths.map((path, at) => [path, at]));
  // Modules at the edge of the pruned graph were named, not looked at.
  await work.universe.load(paths.map(path => work.replaced.get(path)?.path ?? path));
  for (const path of paths) {
    work.budget.spend();
    const candidate = candidateOf(work, { path, version: selected.get(path) as string });
    resolution.nodes.push({
      name: path,
      version: selected.get(path) as string,
      candidate,
      location: null,
      alias: null,
      optional: false,
      features: [],
    });
  }
  for (const root of request.roots) resolution.edges.push(edge(work, positions, null, root));
  for (const [from, { candidate }] of resolution.nodes.entries()) {
    for (const dependency of candidate?.dependencies ?? []) {
      if (
        !positions.has(dependency.name) ||
        work.excluded.has(`${dependency.name}@${dependency.requirement}`)
      )
        continue;
      resolution.edges.push(edge(work, positions, from, dependency));
    }
    if (candidate !== null) judge(work, candidate, from, go);
  }
}

function edge(
  { replaced }: Work,
  positions: ReadonlyMap<string, number>,
  from: number | null,
  { name, requirement, kind, optional }: DependencyRecord,
) {
  const replacement = replaced.get(name);
  return {
    from,
    to: positions.get(name) ?? null,
    name,
    requirement: requirement ?? '*',
    overridden: replacement ? `${replacement.path}@${replacement.version}` : null,
    kind,
    optional,
    satisfied: positions.has(name),
  };
}

function judge(work: Work, { name, number, status, metadata }: Candidate, from: number, go: string): void {
  if (status !== null)
    problem(work, 'standing', `${name} ${number} is ${status}`, name, null, 'warning', from);
  const needs = typeof metadata.go === 'string' ? metadata.go : null;
  if (needs !== null && isNewer(needs, go))
    problem(work, 'environment', `${name} ${number} requires go >= ${needs}`, name, null, 'warning', from);
  if (typeof metadata.declared_path === 'string')
    problem(
      work,
      'conflict',
      `${name} ${number} declares its path as ${metadata.declared_path}, and cannot be required as ${name}`,
      name,
      null,
      'error',
      from,
    );
}

function tell(
  work: Work,
  kind: ProblemKind,
  message: string,
  name: string,
  requirement: string | null,
  severity: 'error' | 'warning' = 'error',
): void {
  if (work.told.has(message)) return;
  work.told.add(message);
  problem(work, kind, message, name, requirement, severity, null);
}

function problem(
  { resolution }: Work,
  kind: ProblemKind,
  message: string,
  name: string,
  requirement: string | null,
  severity: 'error' | 'warning',
  from: number | null,
): void {
  resolution.problems.push({ kind, severity, message, name, requirement, from, explanation: [] });
}

/** A go.mod without a go line is of Go 1.16 to the go command: https://go.dev/ref/mod#go-mod-file-go. */
function goOf(candidate: Candidate | null): string {
  const said = candidate?.metadata.go;
  return typeof said === 'string' ? said : '1.16';
}

function isPruned(go: string): boolean {
  const [major, minor] = goRelease(go) ?? [1, 16];
  return major > 1 || minor >= 17;
}

function goRelease(go: string): [number, number, number] | null {
  const match = /^(\d{1,6})\.(\d{1,6})(?:\.(\d{1,6}))?/.exec(go);
  return match ? [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)] : null;
}

function isNewer(go: string, than: string): boolean {
  const [a, b] = [goRelease(go), goRelease(than)];
  if (a === null || b === null) return false;
  // A bare `1.24` stands for the newest of its line here.
  const parts = /^\d+\.\d+$/.test(than) ? 2 : 3;
  for (let at = 0; at < parts; at++) if (a[at] !== b[at]) return a[at]! > b[at]!;
  return false;
}
