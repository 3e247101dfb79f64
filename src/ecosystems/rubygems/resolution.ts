/** What Bundler would lock: one version of each gem, by PubGrub. README.md says which rules are followed and where they are from. */
import type { DependencyRecord } from '../../core/records.ts';
import { oneVersion } from '../../resolving/pubgrub/one-version.ts';
import { positionsIn } from '../../resolving/pubgrub/positions.ts';
import { dependencyNeeds, type Policy, type Refusal, type Settings } from '../../resolving/pubgrub/rules.ts';
import type { Candidate, ResolveRequest, Resolver } from '../../resolving/types.ts';
import { parseGemPlatform } from '../../versions/conditions/gem-platform.ts';
import { gem } from '../../versions/schemes/gem.ts';
import { refuseCircle } from './resolution/circle.ts';
import { forPlatform, plainNumber, plainParser } from './resolution/platforms.ts';

const KINDS = ['runtime'];

const solver = oneVersion({
  id: 'pubgrub',
  description:
    'One version of each gem, as Bundler chooses: the highest that all requirements admit for the platform, the Ruby and the RubyGems, ' +
    'with pre-releases only where they are asked for or nothing else is a solution.',
  kinds: KINDS,
  environment: [
    { name: 'ruby', description: 'The version of Ruby.', default: '3.3.0', values: null },
    { name: 'rubygems', description: 'The version of RubyGems.', default: '3.5.0', values: null },
    {
      name: 'bundler',
      description: 'The version of Bundler, which gems may ask for.',
      default: '2.5.0',
      values: null,
    },
    {
      name: 'platform',
      description:
        'The platform of gems that are built for one, as `x86_64-linux`; `ruby`: of each gem that for any Ruby.',
      default: 'ruby',
      values: null,
    },
  ],
  options: [],
  begin,
});

export default {
  ...solver,
  async resolve(request, universe, budget) {
    const resolution = await solver.resolve(request, universe, budget);
    refuseCircle(resolution, budget);
    return resolution;
  },
} satisfies Resolver;

function begin(request: ResolveRequest, { environment }: Settings): Policy {
  const platform = parseGemPlatform(environment.platform!);
  const kinds = new Set(request.kinds ?? KINDS);
  /** Gems of which pre-releases come after releases, since without them there is no solution. */
  const relaxed = new Set<string>();
  const asking = new Map(request.roots.map(({ name, requirement }) => [name, requirement ?? '']));
  /** Gems of which pre-releases are as good as releases: those of which the request names one. */
  const specified = new Set(request.roots.filter(asksForPrerelease).map(({ name }) => name));
  for (const { name, version } of request.locked) if (!isStable(version)) specified.add(name);
  /** Gems of which nothing else was ever published. */
  const only = new Set<string>();

  const isPrerelease = (candidate: Candidate) =>
    !request.prereleases && !specified.has(candidate.name) && !isStable(plainNumber(candidate));
  const isHidden = (candidate: Candidate) =>
    isPrerelease(candidate) && !relaxed.has(candidate.name) && !only.has(candidate.name);

  function refusal(candidate: Candidate): Refusal | null {
    if (isHidden(candidate))
      return { kind: 'no-matching-version', because: 'is a pre-release, which nobody asks for' };
    for (const [field, name, label] of [
      ['ruby_version', 'ruby', 'Ruby'],
      ['rubygems_version', 'rubygems', 'RubyGems'],
    ] as const) {
      const requirement = candidate.metadata[field];
      const version = environment[name]!;
      if (typeof requirement === 'string' && !satisfies(version, requirement))
        return { kind: 'environment', because: `needs ${label} ${requirement}, and ${version} is asked for` };
    }
    return null;
  }

  return {
    order: 'newest',
    versions({ name, versions }) {
      if (versions.length === 1) only.add(name);
      const sound = forPlatform(versions, platform).filter(isSound);
      const asked = asking.get(name);
      const suits = (one: Candidate) => !isPrerelease(one) && satisfies(plainNumber(one), asked!);
      if (asked !== undefined && !sound.some(suits)) relaxed.add(name);
      return sound;
    },
    admitted: (requirement, versions) =>
      positionsIn(gem, versions, gem.parseRange(requirement).intervals, plainParser(versions)),
    refusal,
    isHidden,
    tier: candidate => (isPrerelease(candidate) ? 1 : 0),
    relax(names) {
      const before = relaxed.size;
      for (const name of names) relaxed.add(name);
      return relaxed.size > before;
    },
    isLocked: (candidate, version) => candidate.number === version || plainNumber(candidate) === version,
    needs: ({ name, dependencies }) => dependencyNeeds(withoutSelf(name, dependencies), kinds),
    platform(name) {
      if (name !== 'bundler' || asking.has(name)) return null;
      const bundler: Candidate = {
        name,
        number: environment.bundler!,
        publishedAt: null,
        status: null,
        metadata: {},
        dependencies: [],
      };
      return { name, metadata: {}, status: null, latest: bundler.number, versions: [bundler] };
    },
  };
}

/** False for a version that depends on another one of its own gem, which Bundler passes over. */
function isSound(candidate: Candidate): boolean {
  return !candidate.dependencies?.some(
    ({ name, kind, requirement }) =>
      name === candidate.name &&
      KINDS.includes(kind) &&
      !satisfies(plainNumber(candidate), requirement ?? ''),
  );
}

function withoutSelf(name: string, dependencies: Candidate['dependencies']): readonly DependencyRecord[] {
  return dependencies?.filter(one => one.name !== name) ?? [];
}

function isStable(version: string): boolean {
  return !/[a-z]/i.test(version);
}

/** What cannot be read asks for nothing. */
function satisfies(version: string, requirement: string): boolean {
  try {
    return gem.satisfies(version, requirement);
  } catch {
    return true;
  }
}

/** True for a requirement that names a pre-release, which is a version with a letter. */
function asksForPrerelease({ requirement }: DependencyRecord): boolean {
  return requirement !== null && !isStable(requirement);
}
