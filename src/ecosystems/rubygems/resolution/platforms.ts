/** Which of the gems of one version, each built for a platform, Bundler considers. */
import type { Candidate } from '../../../resolving/types.ts';
import {
  type GemPlatform,
  gemPlatformMatches,
  parseGemPlatform,
} from '../../../versions/conditions/gem-platform.ts';
import { gem } from '../../../versions/schemes/gem.ts';

/** Further from it than any gem that is built for a system. */
const ANY_RUBY = 1_000_000;

/** Without the platform behind it. */
export function plainNumber({ number, metadata: { platform } }: Candidate): string {
  if (typeof platform !== 'string' || platform === '' || platform === 'ruby') return number;
  return number.endsWith(`-${platform}`) ? number.slice(0, -platform.length - 1) : number;
}

function platformOf({ metadata: { platform } }: Candidate): string | null {
  return typeof platform === 'string' && platform !== '' && platform !== 'ruby' ? platform : null;
}

/** Reads versions as they are without their platform. */
export function plainParser(versions: readonly Candidate[]): typeof gem.parse {
  if (!versions.some(one => platformOf(one) !== null)) return gem.parse;
  const plain = new Map(versions.map(one => [one.number, plainNumber(one)]));
  return number => gem.parse(plain.get(number) ?? number);
}

/**
 * Of each version the gem for any Ruby and, after it and so before it in preference, the one that fits the platform best: where that one
 * does not run on the Ruby, or needs what others exclude, the other may do. Versions with neither are left out.
 */
export function forPlatform(versions: readonly Candidate[], platform: GemPlatform): readonly Candidate[] {
  if (!versions.some(one => platformOf(one) !== null)) return versions;
  const found = new Map<string, { generic?: Candidate; built?: Candidate; distance: number }>();
  for (const candidate of versions) {
    const plain = plainNumber(candidate);
    const known = found.get(plain) ?? { distance: ANY_RUBY };
    found.set(plain, known);
    const distance = distanceOf(candidate, platform);
    if (distance === ANY_RUBY) known.generic = candidate;
    else if (distance !== null && distance < known.distance) {
      known.built = candidate;
      known.distance = distance;
    }
  }
  return [...found]
    .sort(([a], [b]) => gem.compare(a, b))
    .flatMap(([, { generic, built }]) => [generic, built].filter(one => one !== undefined));
}

/** Null for what does not run there. The version of the system weighs more than the processor, as in Bundler. */
function distanceOf(candidate: Candidate, platform: GemPlatform): number | null {
  const text = platformOf(candidate);
  if (text === null) return ANY_RUBY;
  const built = parseGemPlatform(text);
  if (!gemPlatformMatches(built, platform)) return null;
  return 10 * cpuDistance(built.cpu, platform.cpu) + 100 * versionDistance(built.version, platform.version);
}

function cpuDistance(built: string | null, wanted: string | null): number {
  if (built === wanted || (built === 'arm' && wanted?.startsWith('arm'))) return 0;
  return built === null || built === 'universal' ? 1 : 2;
}

function versionDistance(built: string | null, wanted: string | null): number {
  if (built === wanted) return 0;
  return built === null ? 1 : 2;
}
