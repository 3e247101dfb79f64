/** What `cargo generate-lockfile` writes, or, for a target, what is built for it. README.md says where that differs. */
import { InputError } from '../../../core/errors.ts';
import type { DependencyRecord } from '../../../core/records.ts';
import type { Budget } from '../../../resolving/budget.ts';
import { remarksOn } from '../../../resolving/remarks.ts';
import { readSettings } from '../../../resolving/settings.ts';
import type {
  Candidate,
  ProblemKind,
  Resolution,
  ResolveRequest,
  Resolver,
  ResolverSetting,
  Universe,
} from '../../../resolving/types.ts';
import { cargoCfgOf, matchesCargoTarget } from '../../../versions/conditions/cargo-target.ts';
import { cargo } from '../../../versions/schemes/cargo.ts';
import { type Activation, type Rules, type Solved, solve, type Unsolved } from './solve.ts';

const ALL = 'all';
const ENVIRONMENT: ResolverSetting[] = [
  {
    name: 'target',
    description:
      'a target triple whose dependencies are wanted; all: those of every target, as in Cargo.lock',
    default: ALL,
    values: null,
  },
  {
    name: 'rust',
    description: 'version of Rust; versions that need a newer one are taken last. Empty: not looked at',
    default: '',
    values: null,
  },
];
const KINDS = ['normal', 'build'];

const resolver: Resolver = {
  id: 'cargo',
  description:
    'Newest versions first, one of each range of compatible versions, features united, one crate for a native library; backtracks as Cargo does.',
  kinds: KINDS,
  environment: ENVIRONMENT,
  options: [],
  resolve,
};
export default resolver;

async function resolve(request: ResolveRequest, universe: Universe, budget: Budget): Promise<Resolution> {
  const { target, rust } = readSettings(request.environment, ENVIRONMENT, 'environment') as {
    target: string;
    rust: string;
  };
  readSettings(request.options, [], 'options');
  for (const { within } of request.overrides)
    if (within.length > 1)
      throw new InputError('overrides', 'overrides: within names one crate at most: the one that requires');
  const resolution: Resolution = { nodes: [], edges: [], problems: [], pending: [] };
  const rules = rulesOf(request, universe, budget, resolution, target, rust);
  const solved = await solve(request.roots, rules, budget);
  if ('activations' in solved) write(request, solved, resolution);
  else explain(request, solved, resolution);
  return resolution;
}

function rulesOf(
  request: ResolveRequest,
  universe: Universe,
  budget: Budget,
  resolution: Resolution,
  target: string,
  rust: string,
): Rules {
  const kinds = new Set(request.kinds ?? KINDS);
  const cfg = cargoCfgOf(target);
  const locked = new Set(request.locked.map(({ name, version }) => `${name} ${version}`));
  const told = new Set<string>();
  const keys = new Map<Candidate, string>();
  return {
    load: names => universe.load(names),
    requirement: (dependency, from) => requirementOf(request, dependency, from),
    followed({ kind, qualifiers }) {
      if (!kinds.has(kind)) return false;
      if (qualifiers?.target === undefined || target === ALL) return true;
      return matchesCargoTarget(qualifiers.target, target, cfg) ?? true;
    },
    candidates(dependency, from) {
      const { name, qualifiers } = dependency;
      const problem =
        qualifiers?.registry === undefined
          ? null
          : (['unsupported', `${name} is of another registry: ${qualifiers.registry}`] as const);
      const found = problem === null ? universe.get(name) : 'missing';
      if (found === 'pending') {
        if (!resolution.pending.includes(name)) resolution.pending.push(name);
        return null;
      }
      if (found === 'missing' || found === undefined) {
        const [kind, message] = problem ?? (['missing-package', `there is no crate ${name}`] as const);
        if (!told.has(message)) resolution.problems.push(problemOf(kind, message, dependency));
        told.add(message);
        return null;
      }
      const requirement = requirementOf(request, dependency, from);
      const fits = found.versions.filter(candidate => {
        budget.spend();
        const isLocked = locked.has(`${name} ${candidate.number}`);
        return (
          (candidate.status === null || isLocked) &&
          admits(candidate.number, requirement, request.prereleases)
        );
      });
      const rank = (candidate: Candidate) =>
        (locked.has(`${name} ${candidate.number}`) ? 2 : 0) + (worksWith(candidate, rust) ? 1 : 0);
      // Ascending by version, which the sort keeps within a rank.
      return fits.sort((a, b) => rank(a) - rank(b)).reverse();
    },
    compatibility(candidate) {
      let key = keys.get(candidate);
      if (key === undefined) {
        key = `${candidate.name} ${rangeOf(candidate.number)}`;
        keys.set(candidate, key);
      }
      return key;
    },
  };
}

/** The leading numbers up to the first that is not zero: https://doc.rust-lang.org/cargo/reference/resolver.html#semver-compatibility */
function rangeOf(version: string): string {
  const release = cargo.release(version);
  if (release === null) return version;
  const { major, minor, patch } = release;
  if (major > 0) return String(major);
  return minor > 0 ? `0.${minor}` : `0.0.${patch}`;
}

function admits(version: string, requirement: string, prereleases: boolean): boolean {
  try {
    if (cargo.satisfies(version, requirement)) return true;
    const release = prereleases && !cargo.isStable(version) ? cargo.release(version) : null;
    return (
      release !== null && cargo.satisfies(`${release.major}.${release.minor}.${release.patch}`, requirement)
    );
  } catch (error) {
    if (error instanceof InputError) return false;
    throw error;
  }
}

function requirementOf(
  request: ResolveRequest,
  dependency: DependencyRecord,
  from: Candidate | null,
): string {
  return overrideOf(request, dependency, from) ?? dependency.requirement ?? '*';
}

function overrideOf(
  { overrides }: ResolveRequest,
  { name }: DependencyRecord,
  from: Candidate | null,
): string | null {
  const found = overrides.find(
    one => one.name === name && (one.within.length === 0 || one.within[0] === from?.name),
  );
  return found?.requirement ?? null;
}

/** A crate that states no version of Rust works with all. */
function worksWith({ metadata }: Candidate, rust: string): boolean {
  if (rust === '' || typeof metadata.rust_version !== 'string') return true;
  const full = (version: string) => version.split('.').concat('0', '0').slice(0, 3).join('.');
  return cargo.compare(full(metadata.rust_version), full(rust)) <= 0;
}

/** Nodes by name and version, as Cargo.lock has them. */
function write(request: ResolveRequest, solved: Solved, resolution: Resolution): void {
  const sorted = [...solved.activations].sort(
    ({ candidate: a }, { candidate: b }) =>
      (a.name < b.name ? -1 : a.name > b.name ? 1 : 0) || cargo.compare(a.number, b.number),
  );
  const positions = new Map(sorted.map((activation, at) => [activation, at]));
  for (const { candidate, on } of sorted)
    resolution.nodes.push({
      name: candidate.name,
      version: candidate.number,
      candidate,
      location: null,
      alias: null,
      optional: false,
      features: [...on.features].sort(),
    });
  const edges = (from: Activation | null, list: ReadonlyMap<DependencyRecord, Activation | null>) => {
    for (const [dependency, to] of list)
      resolution.edges.push({
        from: from === null ? null : (positions.get(from) as number),
        to: to === null ? null : (positions.get(to) as number),
        name: dependency.name,
        requirement: dependency.requirement ?? '*',
        overridden: overrideOf(request, dependency, from?.candidate ?? null),
        kind: dependency.kind,
        optional: dependency.optional,
        satisfied: to !== null,
      });
  };
  edges(null, solved.roots);
  for (const activation of sorted) {
    edges(activation, activation.edges);
    resolution.problems.push(...remarksOn(activation.candidate, positions.get(activation) as number));
  }
}

function explain(request: ResolveRequest, { item, reasons }: Unsolved, resolution: Resolution): void {
  const { dependency, from } = item;
  const asked = `${dependency.name} ${dependency.requirement ?? '*'}`;
  const by = from === null ? 'the request' : `${from.candidate.name} ${from.candidate.number}`;
  const none = reasons.length === 0;
  resolution.problems.push({
    ...problemOf(
      none ? 'no-matching-version' : 'conflict',
      none
        ? `no version of ${dependency.name} satisfies ${dependency.requirement ?? '*'}, which ${by} requires`
        : `${asked}, which ${by} requires, cannot be met beside the rest`,
      dependency,
    ),
    explanation: reasons.map(reason => `${reason}.`),
  });
  for (const root of request.roots)
    resolution.edges.push({
      from: null,
      to: null,
      name: root.name,
      requirement: root.requirement ?? '*',
      overridden: null,
      kind: root.kind,
      optional: root.optional,
      satisfied: false,
    });
}

function problemOf(kind: ProblemKind, message: string, { name, requirement }: DependencyRecord) {
  return { kind, severity: 'error' as const, message, name, requirement, from: null, explanation: [] };
}
