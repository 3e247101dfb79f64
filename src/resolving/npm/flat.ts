/**
 * Which versions yarn 1 and pnpm would choose; not where they would put them. Neither moves a requirement to a version that somebody else's
 * requirement chose, as npm does: each requirement has its own version, and equal ones are one package.
 *
 * yarn 1 (https://classic.yarnpkg.com/en/docs/): the tag `latest` where it satisfies, else the highest; peers are not installed.
 * pnpm (https://pnpm.io/settings#resolutionmode, `highest`): before that, what lies on the way from the project and satisfies; peers that
 * nobody on the way provides are installed for the project (https://pnpm.io/settings#autoinstallpeers), one version for all who ask.
 */
import type { Budget } from '../budget.ts';
import type { Candidate, Resolution, ResolutionProblem, Universe } from '../types.ts';
import type { Packages } from './packages.ts';
import { isDeprecated } from './pick.ts';
import { type Platform, unsuited, unsuitedEngine } from './platform.ts';
import type { Requirement } from './requirements.ts';
import { admits, satisfies, versionOf } from './spec.ts';
import type { Installable } from './tree.ts';

export interface FlatRules {
  flavour: 'yarn' | 'pnpm';
  packages: Packages;
  universe: Universe;
  platform: Platform;
  budget: Budget;
}

/** What the dependencies of one package came to, by folder name, and those of the package that asks for it. */
interface Level {
  above: Level | null;
  chosen: Map<string, Installable>;
}

interface Asked {
  from: Installable | null;
  level: Level;
  requirements: readonly Requirement[];
  optional: boolean;
}

interface Edge {
  from: Installable | null;
  to: Installable | null;
  requirement: Requirement;
  /** Of peers: what provides them, known at the end. */
  level: Level;
}

/** What the flavours install that put each package into a folder of its own: whoever asks gets what it asks for, no hoisting. */
export async function resolveFlat(roots: readonly Requirement[], rules: FlatRules): Promise<Resolution> {
  const { packages, budget } = rules;
  const edges: Edge[] = [];
  const problems: Omit<ResolutionProblem, 'from'>[] = [];
  /** Whether everything would work without it. */
  const nodes = new Map<Installable, boolean>();
  const top: Level = { above: null, chosen: new Map() };
  let frontier: Asked[] = [{ from: null, level: top, requirements: roots, optional: false }];
  while (frontier.length > 0) {
    await meet(frontier);
    frontier = rules.flavour === 'pnpm' ? await missingPeers() : [];
  }
  return finished();

  /** Breadth first, to the end. */
  async function meet(start: Asked[]): Promise<void> {
    for (let asked = start; asked.length > 0; ) {
      await packages.prefetch(asked.flatMap(({ requirements }) => requirements.filter(isFollowed)));
      const next: Asked[] = [];
      for (const one of asked) {
        budget.spend();
        await budget.pause();
        next.push(...(await choose(one)));
      }
      asked = next;
    }
  }

  async function choose({ from, level, requirements, optional }: Asked): Promise<Asked[]> {
    const next: Asked[] = [];
    for (const requirement of requirements) {
      if (!isFollowed(requirement)) {
        edges.push({ from, to: null, requirement, level });
        continue;
      }
      const isFree = optional || requirement.type === 'optional';
      const found =
        preferred(requirement, level) ?? (await packages.install(requirement.target, requirement.spec));
      const isLeftOut = found.failure !== null || (isFree && !isSuited(found, rules.platform));
      if (found.failure) problems.push(isFree ? { ...found.failure, severity: 'warning' } : found.failure);
      edges.push({ from, to: isLeftOut ? null : found, requirement, level });
      if (isLeftOut) continue;
      level.chosen.set(requirement.name, found);
      const known = nodes.get(found);
      if (known === undefined || (known && !isFree)) nodes.set(found, isFree);
      else continue;
      if (known === undefined)
        next.push({
          from: found,
          level: { above: level, chosen: new Map() },
          requirements: found.requirements,
          optional: isFree,
        });
    }
    return next;
  }

  /** pnpm: what somebody on the way to the project already has. */
  function preferred({ name, target, spec, prereleases }: Requirement, level: Level): Installable | null {
    if (rules.flavour === 'yarn' || spec.kind !== 'range') return null;
    for (let at: Level | null = level; at; at = at.above) {
      const there = at.chosen.get(name);
      if (there && there.name === target && satisfies(spec, there.version, prereleases)) return there;
    }
    return null;
  }

  /** For each peer that nobody provides, the highest version with which all who ask are content. */
  async function missingPeers(): Promise<Asked[]> {
    const wanted = new Map<string, Requirement[]>();
    for (const { requirement, level } of edges) {
      if (requirement.type !== 'peer' || provider(requirement.name, level)) continue;
      const list = wanted.get(requirement.name);
      if (list) list.push(requirement);
      else wanted.set(requirement.name, [requirement]);
    }
    await packages.prefetch([...wanted.values()].flat());
    const added: Asked[] = [];
    for (const list of wanted.values()) {
      const [first] = list;
      const common = first && commonVersion(first, list);
      if (common && !top.chosen.has(first.name)) {
        top.chosen.set(first.name, common);
        nodes.set(common, false);
        const level = { above: top, chosen: new Map() };
        added.push({ from: common, level, requirements: common.requirements, optional: false });
      }
    }
    return added;
  }

  function commonVersion(first: Requirement, list: readonly Requirement[]): Installable | null {
    const found = rules.universe.get(first.target);
    if (typeof found !== 'object') return null;
    const fits = (candidate: Candidate) => {
      budget.spend();
      const version = versionOf(candidate.number);
      return (
        version !== null &&
        list.every(
          ({ spec, prereleases }) => spec.any || admits(spec, version, candidate.number, prereleases),
        )
      );
    };
    const candidate =
      found.versions.findLast(one => !isDeprecated(one) && fits(one)) ?? found.versions.findLast(fits);
    return candidate ? packages.of(candidate) : null;
  }

  function finished(): Resolution {
    const list = [...nodes.keys()];
    const positions = new Map(list.map((installable, at) => [installable, at]));
    const positionOf = (installable: Installable | null) =>
      installable === null ? null : (positions.get(installable) ?? null);
    return {
      nodes: list.map(one => ({
        name: one.name,
        version: one.version,
        candidate: one.candidate,
        location: null,
        alias: null,
        optional: nodes.get(one)!,
        features: [],
      })),
      edges: edges.map(({ from, to, requirement, level }) => {
        const isPeer = !isFollowed(requirement) && !requirement.bundled;
        const target = isPeer ? provider(requirement.name, level) : to;
        const isMet = target !== null && satisfies(requirement.spec, target.version, requirement.prereleases);
        return {
          from: positionOf(from),
          to: positionOf(target),
          name: requirement.record.name,
          requirement: requirement.record.requirement ?? '*',
          overridden: null,
          kind: requirement.record.kind,
          optional: requirement.record.optional,
          satisfied:
            isMet || (target === null && requirement.type !== 'runtime' && requirement.type !== 'peer'),
        };
      }),
      problems: [...problems.map(one => ({ ...one, from: null })), ...peerProblems(positionOf)],
      pending: [...packages.pending],
    };
  }

  function peerProblems(positionOf: (installable: Installable | null) => number | null): ResolutionProblem[] {
    return edges.flatMap(({ from, requirement, level }) => {
      if (requirement.type !== 'peer') return [];
      const there = provider(requirement.name, level);
      if (there && satisfies(requirement.spec, there.version, requirement.prereleases)) return [];
      const who = from ? `${from.name}@${from.version}` : 'the project';
      const what = there ? `${there.name}@${there.version} is there` : 'nobody provides it';
      return [
        {
          kind: 'conflict' as const,
          severity: 'warning' as const,
          message: `${who} wants ${requirement.target}@${requirement.spec.text} as a peer, but ${what}`,
          name: requirement.target,
          requirement: requirement.spec.text,
          from: positionOf(from),
          explanation: [],
        },
      ];
    });
  }
}

function provider(name: string, level: Level): Installable | null {
  for (let at: Level | null = level.above; at; at = at.above) {
    const there = at.chosen.get(name);
    if (there) return there;
  }
  return null;
}

function isFollowed({ type, bundled }: Requirement): boolean {
  return !bundled && type !== 'peer' && type !== 'peerOptional';
}

function isSuited({ candidate }: Installable, platform: Platform): boolean {
  const metadata = candidate?.metadata;
  return !metadata || (unsuited(metadata, platform) === null && unsuitedEngine(metadata, platform) === null);
}
