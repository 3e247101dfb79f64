/**
 * What pip would install, or, with `universal`, what would do everywhere: one version of each project, by PubGrub. README.md says
 * which rules are followed and where they are from.
 */
import { InputError } from '../../core/errors.ts';
import type { DependencyRecord } from '../../core/records.ts';
import { oneVersion } from '../../resolving/pubgrub/one-version.ts';
import { has, type Positions, positionsIn, positionsWhere } from '../../resolving/pubgrub/positions.ts';
import type { Asked, Need, Policy, Refusal, Settings } from '../../resolving/pubgrub/rules.ts';
import type { Candidate, ResolveRequest } from '../../resolving/types.ts';
import { pypi } from '../../versions/schemes/pypi.ts';
import { environmentOf, environmentSettings, type PythonEnvironment } from './resolution/environment.ts';
import { createMarkers, type Markers } from './resolution/markers.ts';

export default oneVersion({
  id: 'pubgrub',
  description:
    'One version of each project, as pip chooses: the highest that all requirements admit, with markers, extras, pre-releases, yanked ' +
    'releases and Requires-Python. Files are not looked at: a release without one for the platform is taken all the same.',
  kinds: ['runtime'],
  environment: environmentSettings,
  options: [],
  begin,
});

/** A record read: what it asks for, and when. */
interface Requirement {
  dependency: DependencyRecord;
  specifier: string | null;
  extras: readonly string[];
  marker: string | null;
  /** Given by its address. */
  url: string | null;
}

function begin(request: ResolveRequest, settings: Settings): Policy {
  const environment = environmentOf(settings.environment);
  const markers = createMarkers(environment);
  const kinds = new Set(request.kinds ?? ['runtime']);
  const read = memory<DependencyRecord, Requirement>(requirementOf);
  const requiresPython = new Map<string, boolean>();
  const standing = memory<readonly Candidate[], { isFinal: boolean[] }>(versions => ({
    isFinal: versions.map(one => pypi.isStable(one.number) && !isYanked(one) && refusal(one) === null),
  }));

  function refusal({ metadata }: Candidate): Refusal | null {
    const text = metadata.requires_python;
    if (typeof text !== 'string' || text === '') return null;
    let admits = requiresPython.get(text);
    if (admits === undefined) {
      admits = admitsPython(text, environment);
      requiresPython.set(text, admits);
    }
    if (admits) return null;
    const given = environment.isUniversal ? `>=${environment.python}` : environment.python;
    return { kind: 'environment', because: `needs Python ${text}, and ${given} is asked for` };
  }

  /** https://peps.python.org/pep-0592/ for yanked ones; for pre-releases the specification, "Handling of pre-releases". */
  function bar(candidate: Candidate, asked: Asked): Refusal | null {
    if (isYanked(candidate) && !asked.requirements.some(pins))
      return { kind: 'standing', because: 'is yanked, and nobody asks for exactly it' };
    if (request.prereleases || pypi.isStable(candidate.number)) return null;
    if (asked.requirements.some(namesPrerelease)) return null;
    const { isFinal } = standing(asked.versions);
    if (!isFinal.some((final, position) => final && has(asked.range, position))) return null;
    return { kind: 'no-matching-version', because: 'is a pre-release, and there are others that would do' };
  }

  const needOf = (requirement: Requirement): Need => {
    const { dependency, specifier, extras, url } = requirement;
    if (url !== null)
      return { dependency, options: [], unsupported: `depends on ${dependency.name} from ${url}` };
    return { dependency, options: [{ name: dependency.name, requirement: specifier, features: extras }] };
  };

  return {
    order: 'declared',
    admitted,
    refusal,
    bar,
    roots: () =>
      request.roots
        .map(read)
        .filter(({ marker }) => marker === null || markers.holds(marker, ''))
        .map(needOf),
    needs: ({ dependencies }) =>
      (dependencies ?? [])
        .filter(({ kind }) => kinds.has(kind))
        .map(read)
        .filter(({ marker }) => marker === null || markers.holds(marker, ''))
        .map(needOf),
    featureNeeds: ({ dependencies }, extra) =>
      extraNeeds(dependencies ?? [], extra, markers)?.map(needOf) ?? null,
  };

  function extraNeeds(
    dependencies: readonly DependencyRecord[],
    extra: string,
    { holds, names }: Markers,
  ): Requirement[] | null {
    const all = dependencies.map(read);
    if (!all.some(({ marker }) => marker !== null && names(marker, extra))) return null;
    return all.filter(({ marker }) => marker !== null && holds(marker, extra) && !holds(marker, ''));
  }
}

/** The requirement as the map keeps it (specifier, `extras` and `marker`), or as manifests have it: `[extra]>=1`, `(>=1) ; marker`. */
function requirementOf(dependency: DependencyRecord): Requirement {
  const { extras: listed, marker: condition } = dependency.qualifiers ?? {};
  let text = (dependency.requirement ?? '').trim();
  if (text.startsWith('@'))
    return { dependency, specifier: null, extras: [], marker: condition ?? null, url: text.slice(1).trim() };
  const extras = (listed ?? '').split(',');
  const close = text.startsWith('[') ? text.indexOf(']') : -1;
  if (close > 0) {
    extras.push(...text.slice(1, close).split(','));
    text = text.slice(close + 1).trim();
  }
  const semicolon = text.indexOf(';');
  const behind = semicolon < 0 ? null : text.slice(semicolon + 1).trim();
  if (semicolon >= 0) text = text.slice(0, semicolon).trim();
  if (text.startsWith('(') && text.endsWith(')')) text = text.slice(1, -1).trim();
  const names = extras
    .map(extra =>
      extra
        .trim()
        .toLowerCase()
        .replace(/[-_.]+/g, '-'),
    )
    .filter(Boolean);
  return {
    dependency,
    specifier: text === '' || text === '*' ? null : text,
    extras: [...new Set(names)],
    marker: condition ?? (behind || null),
    url: null,
  };
}

function admitted(requirement: string, versions: readonly Candidate[]): Positions {
  const { intervals, spellings } = pypi.parseRange(requirement);
  const within = positionsIn(pypi, versions, intervals);
  if (spellings.length === 0) return within;
  const isSpelled = (position: number) => spellings.includes(versions[position]!.number.toLowerCase());
  return positionsWhere(within, versions.length, isSpelled);
}

/** In a universal resolution only the lower bounds count: a later Python than a release knew of is no reason against it. */
function admitsPython(text: string, { python, isUniversal }: PythonEnvironment): boolean {
  const clauses = text.split(',').map(clause => clause.trim());
  const counting = isUniversal ? clauses.filter(clause => /^(?:>|~=|==)/.test(clause)) : clauses;
  try {
    const { intervals } = pypi.parseRange(counting.join(','));
    return positionsIn(pypi, [{ number: python }], intervals).length > 0;
  } catch (error) {
    // pip lets a release pass whose Requires-Python it cannot read.
    if (error instanceof InputError) return true;
    throw error;
  }
}

function isYanked({ status, metadata }: Candidate): boolean {
  return status === 'yanked' || metadata.yanked === true;
}

/** True for `==` without a wildcard and for `===`. */
function pins(requirement: string): boolean {
  return requirement.split(',').some(clause => /^\s*==/.test(clause) && !/\.\*\s*$/.test(clause));
}

const namesPrerelease = memory<string, boolean>(
  requirement => requirement !== '*' && pypi.parseRange(requirement).prereleases,
);

/** Remembers what a function gives for objects and texts, for as long as they live or a few thousand texts. */
function memory<K, T>(make: (key: K) => T): (key: K) => T {
  let known = new Map<K, T>();
  return key => {
    let found = known.get(key);
    if (found === undefined && !known.has(key)) {
      if (known.size > 100_000) known = new Map();
      found = make(key);
      known.set(key, found);
    }
    return found as T;
  };
}
