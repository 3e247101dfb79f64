/**
 * Which version of a package a requirement means: https://docs.npmjs.com/cli/commands/npm-install#description (tags, ranges) and
 * what npm-pick-manifest documents: the tag `latest` where it satisfies and is in good standing, else the highest; what is not
 * deprecated and suits the engines comes before all else.
 */
import type { Budget } from '../budget.ts';
import type { Candidate, UniversePackage } from '../types.ts';
import { type Platform, unsuitedEngine } from './platform.ts';
import { admits, type Spec, specOf, type Version, versionOf } from './spec.ts';

export interface PickRules {
  platform: Platform;
  prereleases: boolean;
  /** Numbers to be preferred, by name. */
  locked: ReadonlyMap<string, readonly string[]>;
  /** The universe ends at a date, so a tag may name what it hides. */
  isCut: boolean;
  /** npm 6 took `latest` for `*` only where the range `*` admits it: not where it is a pre-release. */
  strictDefault: boolean;
  /**
   * What comes last: `npm`: what is deprecated or wants other engines; `pnpm`: what is deprecated, unless it is `latest`; `yarn`: nothing.
   */
  standing: 'npm' | 'pnpm' | 'yarn';
}

export interface Picker {
  pick(found: UniversePackage, spec: Spec): Candidate | null;
}

/** What chooses of a package the version for a requirement, by npm's rules or a flavour's; remembers what it chose. */
export function createPicker(rules: PickRules, budget: Budget): Picker {
  const picked = new Map<UniversePackage, Map<Spec, Candidate | null>>();
  const parsed = new Map<UniversePackage, (Version | null | undefined)[]>();
  return {
    pick(found, spec) {
      const known = picked.get(found) ?? new Map<Spec, Candidate | null>();
      picked.set(found, known);
      let candidate = known.get(spec);
      if (candidate === undefined) {
        candidate =
          spec.kind === 'tag' ? tagged(found, spec) : spec.kind === 'range' ? best(found, spec) : null;
        known.set(spec, candidate);
      }
      return candidate;
    },
  };

  function tagged(found: UniversePackage, spec: Spec): Candidate | null {
    const number = tagOf(found, spec.text);
    if (number === null) return null;
    const candidate = found.versions.find(version => version.number === number);
    if (candidate) return candidate;
    return rules.isCut ? best(found, specOf(`<=${number}`)) : null;
  }

  function best(found: UniversePackage, spec: Spec): Candidate | null {
    const { versions } = found;
    const numbers = parsed.get(found) ?? new Array<Version | null | undefined>(versions.length);
    parsed.set(found, numbers);
    const fits = (at: number) => {
      budget.spend();
      const { number } = versions[at]!;
      numbers[at] ??= versionOf(number);
      const version = numbers[at];
      return version !== undefined && version !== null && admits(spec, version, number, rules.prereleases);
    };
    for (const number of rules.locked.get(found.name) ?? []) {
      const at = versions.findIndex(version => version.number === number);
      if (at >= 0 && fits(at)) return versions[at]!;
    }
    const latest = tagOf(found, 'latest');
    if (latest !== null) {
      const at = versions.findIndex(version => version.number === latest);
      const isDefault = at >= 0 && ((spec.any && !rules.strictDefault) || fits(at));
      if (isDefault && (rules.standing !== 'npm' || rankOf(versions[at]!) === 3)) return versions[at]!;
    }
    let choice: Candidate | null = null;
    let rank = -1;
    for (let at = versions.length - 1; at >= 0; at--) {
      if (!fits(at)) continue;
      const own = rankOf(versions[at]!);
      if (own > rank) [choice, rank] = [versions[at]!, own];
      if (rank === 3) break;
    }
    return choice;
  }

  /** In good standing and suited to the engines 3, suited 2, in good standing 1. */
  function rankOf(candidate: Candidate): number {
    if (rules.standing === 'yarn') return 3;
    const isSuited = rules.standing === 'pnpm' || unsuitedEngine(candidate.metadata, rules.platform) === null;
    return (isSuited ? 2 : 0) + (isDeprecated(candidate) ? 0 : 1);
  }
}

/** True for versions that are taken only where nothing else would do. */
export function isDeprecated({ status, metadata }: Candidate): boolean {
  return (
    status !== null ||
    (metadata.deprecated !== undefined && metadata.deprecated !== null && metadata.deprecated !== false)
  );
}

function tagOf(found: UniversePackage, tag: string): string | null {
  const tags = found.metadata['dist-tags'];
  if (typeof tags !== 'object' || tags === null || Array.isArray(tags) || !Object.hasOwn(tags, tag))
    return null;
  const number = tags[tag];
  return typeof number === 'string' ? number : null;
}
