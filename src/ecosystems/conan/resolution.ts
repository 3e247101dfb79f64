/**
 * What Conan would put into its graph: of each recipe one version, that which whoever comes first asks for, depth first. Nothing is gone
 * back on: what does not go with it is a conflict, which the project has to override
 * (https://docs.conan.io/2/tutorial/versioning/conflicts.html).
 */
import { InputError } from '../../core/errors.ts';
import type { DependencyRecord } from '../../core/records.ts';
import type { Budget } from '../../resolving/budget.ts';
import { plainEdge, plainNode } from '../../resolving/plain.ts';
import type {
  Candidate,
  ProblemKind,
  Resolution,
  ResolveRequest,
  Resolver,
  Universe,
  UniversePackage,
} from '../../resolving/types.ts';
import { conan } from '../../versions/schemes/conan.ts';

const KINDS = ['runtime'];

interface Asked {
  /** Position of who asks; null: the request. */
  from: number | null;
  dependency: DependencyRecord;
}

/** What a requirement takes. */
type Test = (version: string) => boolean;

const resolver: Resolver = {
  id: 'first-wins',
  description:
    'One version of each recipe, as Conan chooses: the exact one, or the highest of a range, that is met first, depth first; another ' +
    'requirement that it does not satisfy is a conflict. Options and settings are those of the registry’s answers.',
  kinds: KINDS,
  environment: [],
  options: [],
  resolve,
};
export default resolver;

async function resolve(request: ResolveRequest, universe: Universe, budget: Budget): Promise<Resolution> {
  const resolution: Resolution = { nodes: [], edges: [], problems: [], pending: [] };
  const kinds = new Set(request.kinds ?? KINDS);
  /** null: nothing could be chosen. */
  const chosen = new Map<string, number | null>();
  /** Who was asked for first by whom: the way down to a node. */
  const parents: (number | null)[] = [];
  const overrides = new Map(
    request.overrides.map(({ within, name, requirement }) => [
      `${within.at(-1) ?? ''}\0${name}`,
      requirement,
    ]),
  );

  const stack: Asked[] = request.roots.map(dependency => ({ from: null, dependency })).reverse();
  await universe.load(stack.map(({ dependency }) => dependency.name));
  for (let asked = stack.pop(); asked !== undefined; asked = stack.pop()) {
    budget.spend();
    await budget.pause();
    const opened = take(asked);
    if (opened === null) continue;
    const next = followed(opened);
    await universe.load(next.map(({ dependency }) => dependency.name));
    stack.push(...next.reverse());
  }
  return resolution;

  /** Gives the requirement its edge; the position of a node that is new, else null. */
  function take({ from, dependency }: Asked): number | null {
    const { name } = dependency;
    const by = from === null ? '' : resolution.nodes[from]!.name;
    const override = overrides.get(`${by}\0${name}`) ?? overrides.get(`\0${name}`) ?? null;
    const requirement = override ?? dependency.requirement ?? '*';
    const known = chosen.get(name);
    let to = known ?? null;
    const problem = (about: ProblemKind, message: string) => {
      resolution.problems.push({
        kind: about,
        severity: 'error',
        message,
        name,
        requirement,
        from,
        explanation: [],
      });
    };
    const test = dependency.qualifiers?.user_channel === undefined ? testOf(requirement) : null;
    let isNew = false;
    if (test === null) problem('unsupported', `${name}/${requirement} names no version of this registry`);
    else if (known === undefined) {
      const candidate = choose(name, requirement, test, problem);
      if (candidate !== null) {
        to = addNode(candidate);
        parents[to] = from;
        isNew = true;
      }
      chosen.set(name, to);
    }
    const satisfied = to !== null && test?.(resolution.nodes[to]!.version) === true;
    if (to !== null && test !== null && !satisfied)
      problem(
        'conflict',
        `${name}/${requirement} is required, but ${name}/${resolution.nodes[to]!.version} is in the graph already`,
      );
    if (to !== null && !isNew && isAbove(to, from))
      problem('conflict', `${by} requires ${name}, which requires it in turn: Conan allows no loops`);
    resolution.edges.push(plainEdge(dependency, { from, to, overridden: override, satisfied }));
    return isNew ? to : null;
  }

  function choose(
    name: string,
    requirement: string,
    test: Test,
    problem: (kind: ProblemKind, message: string) => void,
  ): Candidate | null {
    const found = universe.get(name);
    if (found === 'pending') {
      resolution.pending.push(name);
      return null;
    }
    if (found === 'missing' || found === undefined) {
      problem('missing-package', `there is no recipe ${name}`);
      return null;
    }
    const candidate = highest(found, test, request, budget);
    if (candidate === null) problem('no-matching-version', `no version of ${name} satisfies ${requirement}`);
    return candidate;
  }

  function addNode(candidate: Candidate): number {
    return resolution.nodes.push(plainNode(candidate)) - 1;
  }

  function followed(from: number): Asked[] {
    const { name, version, candidate } = resolution.nodes[from]!;
    if (candidate!.dependencies === null)
      resolution.problems.push({
        kind: 'unknown-dependencies',
        severity: 'warning',
        message: `the dependencies of ${name}/${version} are not known`,
        name,
        requirement: null,
        from,
        explanation: [],
      });
    return (candidate!.dependencies ?? [])
      .filter(({ kind, optional }) => kinds.has(kind) && !optional)
      .map(dependency => ({ from, dependency }));
  }

  function isAbove(node: number, from: number | null): boolean {
    for (let at = from; at !== null; at = parents[at]!) {
      budget.spend();
      if (at === node) return true;
    }
    return false;
  }
}

/** In brackets it is a range, else the version itself. Null for a range that cannot be read. */
function testOf(requirement: string): Test | null {
  const text = requirement.trim();
  if (text === '*' || text === '') return () => true;
  if (!text.startsWith('[') && !/^[<>=~^]/.test(text)) return version => version === text;
  try {
    const range = conan.parseRange(text);
    return version => conan.includes(range, version);
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

/** What is locked, else the highest; a pre-release only where the test takes it and no release. */
function highest(
  { name, versions }: UniversePackage,
  test: Test,
  request: ResolveRequest,
  budget: Budget,
): Candidate | null {
  budget.spend(versions.length);
  const fits = versions.filter(({ number }) => test(number));
  const locked = request.locked.find(one => one.name === name)?.version;
  const kept = fits.find(({ number }) => number === locked);
  if (kept) return kept;
  const releases = request.prereleases ? fits : fits.filter(({ number }) => conan.isStable(number));
  return releases.at(-1) ?? fits.at(-1) ?? null;
}
