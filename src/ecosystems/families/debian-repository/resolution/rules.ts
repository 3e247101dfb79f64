/** How apt reads an index: which version of a package it would install, what it follows, and whom it prefers. */
import { InputError } from '../../../../core/errors.ts';
import type { CatalogueRules, Option } from '../../../../resolving/distribution/catalogue.ts';
import type { Candidate, ResolveRequest, UniversePackage } from '../../../../resolving/types.ts';
import { deb } from '../../../../versions/schemes/deb.ts';
import { isSource } from '../names.ts';
import { factsOf, needsOf } from './facts.ts';

export interface Settings {
  arch: string;
  recommends: boolean;
  suggests: boolean;
  essential: boolean;
}

const HARD: ReadonlySet<string> = new Set(['pre-depends', 'depends']);
const BUILD: ReadonlySet<string> = new Set(['build-depends', 'build-depends-indep', 'build-depends-arch']);
/** Best first (Policy 2.5); what an index leaves out is optional. */
const PRIORITIES = ['required', 'important', 'standard', 'optional', 'extra'];
const OPTIONAL = 3;

/** A package of which another version than the highest is asked for, by a root or a lockfile. */
export type Chosen = ReadonlyMap<string, (version: string) => boolean>;

export function rulesOf(request: ResolveRequest, settings: Settings): CatalogueRules {
  const kinds = request.kinds === null ? null : new Set(request.kinds);
  const soft = new Set([
    ...(settings.recommends ? ['recommends'] : []),
    ...(settings.suggests ? ['suggests'] : []),
  ]);
  const chosen = chosenOf(request);
  return {
    candidates: found => {
      const candidate = candidateOf(found, settings, chosen);
      return candidate === null ? [] : [candidate];
    },
    facts: request.overrides.length === 0 ? factsOf : candidate => overridden(candidate, request),
    follows({ record }, owner) {
      const { kind } = record;
      if (!isMeant(record.qualifiers?.architecture, settings.arch)) return null;
      if (!holdsProfile(record.qualifiers?.profile)) return null;
      if (kinds !== null && !kinds.has(kind)) return null;
      if (HARD.has(kind) || (BUILD.has(kind) && isSource(owner.name))) return 'hard';
      return kinds !== null || soft.has(kind) ? 'soft' : null;
    },
    prefer: options => {
      if (options.length > 1) options.sort(preferred);
    },
  };
}

/**
 * The one version that apt calls the candidate: the highest, or what the request or a lockfile names. apt tries no other, whatever
 * comes of it (apt-get(8), `install`).
 */
function candidateOf(
  { name, versions }: UniversePackage,
  { arch }: Settings,
  chosen: Chosen,
): Candidate | null {
  const wanted = chosen.get(name);
  let fallback: Candidate | null = null;
  for (let i = versions.length - 1; i >= 0; i--) {
    const candidate = versions[i] as Candidate;
    if (!isFor(candidate, arch)) continue;
    if (wanted === undefined || wanted(candidate.number)) return candidate;
    fallback ??= candidate;
  }
  return fallback;
}

function chosenOf({ roots, locked }: ResolveRequest): Chosen {
  const chosen = new Map<string, (version: string) => boolean>();
  for (const { name, version } of locked) chosen.set(name, other => deb.equals(other, version));
  for (const { name, requirement } of roots) {
    if (requirement === null || requirement === '' || requirement === '*') continue;
    const range = rangeOf(name, requirement);
    const before = chosen.get(name);
    chosen.set(name, version => deb.includes(range, version) && (before?.(version) ?? true));
  }
  return chosen;
}

/** @throws InputError for what is no relation. */
function rangeOf(name: string, requirement: string): ReturnType<typeof deb.parseRange> {
  try {
    return deb.parseRange(requirement);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError('roots', `${name}: ${error.message}`);
  }
}

function isFor({ metadata }: Candidate, arch: string): boolean {
  const { architectures, architecture } = metadata;
  const all = Array.isArray(architectures) ? architectures : [architecture];
  return all.some(one => typeof one !== 'string' || one === arch || one === 'all' || one === 'any');
}

/**
 * Packages of the name before those that provide it; of those, what is essential, then what has the better priority. Of equal
 * ones apt takes the one whose name came last while it read its lists; here it is the last in the order of names.
 */
function preferred(a: Option, b: Option): number {
  if (a.provided !== b.provided) return a.provided ? 1 : -1;
  const one = a.unit.candidate;
  const other = b.unit.candidate;
  const essential = Number(isEssential(other)) - Number(isEssential(one));
  if (essential !== 0) return essential;
  const priority = priorityOf(one) - priorityOf(other);
  if (priority !== 0) return priority;
  return one.name < other.name ? 1 : one.name > other.name ? -1 : 0;
}

export function isEssential({ metadata }: Pick<Candidate, 'metadata'>): boolean {
  return metadata.essential === 'yes';
}

function priorityOf({ metadata }: Candidate): number {
  const rank = PRIORITIES.indexOf(String(metadata.priority));
  return rank === -1 ? OPTIONAL : rank;
}

/** `amd64 !i386` of Policy 7.1: one of those that are named, or none of those that are excluded. Wildcards: `any`, `linux-any`. */
function isMeant(architectures: string | undefined, arch: string): boolean {
  if (architectures === undefined) return true;
  const words = architectures.split(' ');
  const matches = (word: string) => word === arch || ['any', 'linux-any', `any-${arch}`].includes(word);
  const excluded = words.filter(word => word.startsWith('!'));
  if (excluded.length > 0) return !excluded.some(word => matches(word.slice(1)));
  return words.some(matches);
}

/** Without a build profile: `<!nocheck>` holds, `<cross>` does not; of several lists one must. */
function holdsProfile(profile: string | undefined): boolean {
  return (
    profile === undefined ||
    profile.split(' | ').some(list => list.split(' ').every(word => word.startsWith('!')))
  );
}

/** Not remembered with the candidate, which others use as well. */
function overridden(candidate: Candidate, { overrides }: ResolveRequest): ReturnType<typeof factsOf> {
  const applying = overrides.filter(({ within }) => within.length === 0 || within.at(-1) === candidate.name);
  if (applying.length === 0) return factsOf(candidate);
  const dependencies = (candidate.dependencies ?? []).map(record => {
    const override = applying.find(({ name }) => name === record.name);
    return override === undefined ? record : { ...record, requirement: override.requirement };
  });
  return { ...factsOf(candidate), needs: needsOf(dependencies) };
}
