/** What is asked of each dependent on a walk, and how several answers about one make one. */
import {
  byRelease,
  compileAffected,
  type Exposure,
  type ExposureOf,
  exposureTo,
  readRequirement,
} from '../../advisories/index.ts';
import type { ListedRelease } from '../../store/advisory-exposure.ts';
import type { AdvisoryPackageRow } from '../../store/advisory-queries.ts';
import { type Scheme, schemeOfPackage } from '../../versions/index.ts';
import type { IndexedRegistry } from '../service.ts';

/** The question about a package of the advisory in one registry, by its own versions there; null where nothing can be told. */
export function exposureIn(
  registry: IndexedRegistry,
  { ecosystem, name, statements }: AdvisoryPackageRow,
  versions: readonly ListedRelease[],
): ExposureOf | null {
  const scheme = schemeOfPackage(ecosystem, name);
  const [chosen] = statements;
  if (!scheme || !chosen) return null;
  const isReleased = chosen.affected.some(({ release }) => release !== null);
  const [group, ...others] = byRelease(chosen.affected, isReleased ? registry.version : null);
  return group && others.length === 0 ? exposureTo(compileAffected(group, scheme), versions) : null;
}

export const UNTOLD: Exposure = {
  verdict: 'unknown',
  affected: null,
  fixed: null,
  because: 'the advisory does not tell which versions of this registry are affected',
};

/** Whether a requirement lets one version in, which is the exposed one. */
export function takes(scheme: Scheme, version: string): ExposureOf {
  const admits: Exposure = { verdict: 'admits', affected: version, fixed: null, because: null };
  return requirement => {
    const range = readRequirement(scheme, requirement);
    if (range === null) return UNREAD;
    return range === 'any' || scheme.includes(range, version) ? admits : EXCLUDES;
  };
}

const UNREAD: Exposure = {
  verdict: 'unknown',
  affected: null,
  fixed: null,
  because: 'the requirement cannot be read as a range of versions',
};
const EXCLUDES: Exposure = { verdict: 'excludes', affected: null, fixed: null, because: null };

/** A package may name another one several times; what it lets in is what any of them does. */
export const RANK = { excludes: 0, unknown: 1, admits: 2 } as const;

/** A question whose answers are kept by the number of the requirement's text: most dependents ask in a few ways. */
export interface Asked {
  ask: ExposureOf;
  answers: Map<number, Exposure>;
}

export function asked(ask: ExposureOf): Asked {
  return { ask, answers: new Map() };
}

/** @param textOf requirements by number; 0 is none. */
export function answerOf(
  { ask, answers }: Asked,
  requirement: number,
  textOf: ReadonlyMap<number, string>,
): Exposure {
  let answer = answers.get(requirement);
  if (!answer) {
    answer = ask(requirement === 0 ? null : (textOf.get(requirement) ?? null));
    answers.set(requirement, answer);
  }
  return answer;
}
