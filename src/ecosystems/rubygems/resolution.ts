/** What Bundler would lock: one version of each gem, by PubGrub. README.md says which rules are followed and where they are from. */
import { oneVersion } from '../../resolving/pubgrub/one-version.ts';
import { positionsIn } from '../../resolving/pubgrub/positions.ts';
import { dependencyNeeds, type Policy, type Refusal, type Settings } from '../../resolving/pubgrub/rules.ts';
import type { Candidate, ResolveRequest, UniversePackage } from '../../resolving/types.ts';
import {
  type GemPlatform,
  gemPlatformMatches,
  parseGemPlatform,
} from '../../versions/conditions/gem-platform.ts';
import { gem } from '../../versions/schemes/gem.ts';

const KINDS = ['runtime'];

export default oneVersion({
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

function begin(request: ResolveRequest, { environment }: Settings): Policy {
  const platform = parseGemPlatform(environment.platform!);
  const kinds = new Set(request.kinds ?? KINDS);
  /** Gems that may be pre-releases, since without them there is no solution. */
  const relaxed = new Set<string>();
  const isBundlerWanted = request.roots.some(({ name }) => name === 'bundler');

  function refusal({ metadata }: Candidate): Refusal | null {
    for (const [field, name, label] of [
      ['ruby_version', 'ruby', 'Ruby'],
      ['rubygems_version', 'rubygems', 'RubyGems'],
    ] as const) {
      const requirement = metadata[field];
      const version = environment[name]!;
      if (typeof requirement === 'string' && !satisfies(version, requirement))
        return { kind: 'environment', because: `needs ${label} ${requirement}, and ${version} is asked for` };
    }
    return null;
  }

  return {
    order: 'newest',
    versions: found => forPlatform(found, platform, environment.ruby!),
    admitted: (requirement, versions) =>
      positionsIn(gem, versions, gem.parseRange(requirement).intervals, plainParser(versions)),
    refusal,
    bar(candidate, { requirements, versions }) {
      if (request.prereleases || versions.length === 1 || gem.isStable(plainNumber(candidate))) return null;
      if (relaxed.has(candidate.name) || requirements.some(asksForPrerelease)) return null;
      return { kind: 'no-matching-version', because: 'is a pre-release, which nobody asks for' };
    },
    relax(names) {
      const before = relaxed.size;
      for (const name of names) relaxed.add(name);
      return relaxed.size > before;
    },
    isLocked: (candidate, version) => candidate.number === version || plainNumber(candidate) === version,
    needs: ({ dependencies }) => dependencyNeeds(dependencies ?? [], kinds),
    platform(name) {
      if (name !== 'bundler' || isBundlerWanted) return null;
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

/** Without the platform behind it. */
function plainNumber({ number, metadata: { platform } }: Candidate): string {
  if (typeof platform !== 'string' || platform === '' || platform === 'ruby') return number;
  return number.endsWith(`-${platform}`) ? number.slice(0, -platform.length - 1) : number;
}

function platformOf({ metadata: { platform } }: Candidate): string | null {
  return typeof platform === 'string' && platform !== '' && platform !== 'ruby' ? platform : null;
}

/** Reads versions as they are without their platform. */
function plainParser(versions: readonly Candidate[]): typeof gem.parse {
  if (!versions.some(one => platformOf(one) !== null)) return gem.parse;
  const plain = new Map(versions.map(one => [one.number, plainNumber(one)]));
  return number => gem.parse(plain.get(number) ?? number);
}

/** Of each version the gem that Bundler would take for a platform; versions without one are left out. */
function forPlatform(
  { versions }: UniversePackage,
  platform: GemPlatform,
  ruby: string,
): readonly Candidate[] {
  if (!versions.some(one => platformOf(one) !== null)) return versions;
  const best = new Map<string, { candidate: Candidate; rank: number }>();
  for (const candidate of versions) {
    const rank = rankOf(candidate, platform, ruby);
    if (rank === null) continue;
    const plain = plainNumber(candidate);
    const known = best.get(plain);
    if (known === undefined || rank < known.rank) best.set(plain, { candidate, rank });
  }
  return [...best].sort(([a], [b]) => gem.compare(a, b)).map(([, { candidate }]) => candidate);
}

/** Lower is better: built for exactly this platform, for its kind, for any Ruby; last of all what this Ruby cannot run. */
function rankOf(candidate: Candidate, platform: GemPlatform, ruby: string): number | null {
  const text = platformOf(candidate);
  const built = parseGemPlatform(text ?? 'ruby');
  if (!gemPlatformMatches(built, platform)) return null;
  const requirement = candidate.metadata.ruby_version;
  const isRunning = typeof requirement !== 'string' || satisfies(ruby, requirement);
  let rank = text === null ? 8 : 0;
  if (text !== null && built.cpu !== platform.cpu) rank += 2;
  if (text !== null && built.version !== platform.version) rank += 1;
  return rank + (isRunning ? 0 : 100);
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
function asksForPrerelease(requirement: string): boolean {
  return /[a-z]/i.test(requirement);
}
