/** Verdicts over what was compiled before: advisories change rarely, and are asked about all the time. */
import { LRUCache } from 'lru-cache';
import type { AffectedPackage } from '../core/advisories.ts';
import type { Scheme } from '../versions/index.ts';
import { type CompiledAffected, compileAffected } from './compile.ts';
import { byRelease, evaluate, type MatchRules, type Verdict, verdictOf } from './match.ts';

export interface Matcher {
  /**
   * The same as `verdictOf`.
   *
   * @param key of what is said: equal keys stand for equal statements, as advisory, revision, ecosystem and name do.
   */
  verdict(key: string, affected: readonly AffectedPackage[], version: string, rules: MatchRules): Verdict;
}

/**
 * @param options.weight bounds what is remembered, in ranges and explicit versions (a hundred bytes or so each). Default 1,000,000.
 */
export function createMatcher(options: { weight?: number } = {}): Matcher {
  const remembered = new LRUCache<string, CompiledAffected>({
    maxSize: options.weight ?? 1_000_000,
    sizeCalculation: ({ ranges, listed }) => 5 + ranges.length * 4 + listed.size,
  });
  const compile = (key: string, affected: readonly AffectedPackage[], scheme: Scheme): CompiledAffected => {
    const known = remembered.get(key);
    if (known !== undefined && known.scheme === scheme) return known;
    const compiled = compileAffected(affected, scheme);
    remembered.set(key, compiled);
    return compiled;
  };
  return {
    verdict(key, affected, version, rules) {
      const { scheme, release = null } = rules;
      if (scheme === null) return verdictOf(affected, version, rules);
      const isReleased = affected.some(of => of.release !== null);
      if (!isReleased) return evaluate(compile(key, affected, scheme), version);
      const [group, ...others] = byRelease(affected, release);
      if (group === undefined || others.length > 0) return verdictOf(affected, version, rules);
      return evaluate(compile(`${key}\n${release ?? ''}`, group, scheme), version);
    },
  };
}
