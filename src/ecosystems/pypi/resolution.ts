/**
 * What pip would install: one version of each project, by PubGrub; or, with `universal`, what would do everywhere, in as many parts of
 * the world as have to differ. README.md says which rules are followed and where they are from.
 */
import { InputError } from '../../core/errors.ts';
import type { DependencyRecord } from '../../core/records.ts';
import { oneVersion } from '../../resolving/pubgrub/one-version.ts';
import { has, type Positions, positionsIn, positionsWhere } from '../../resolving/pubgrub/positions.ts';
import type { Asked, Need, Policy, Refusal, Settings } from '../../resolving/pubgrub/rules.ts';
import { readSettings } from '../../resolving/settings.ts';
import type {
  Candidate,
  ResolveRequest,
  Resolver,
  ResolverSetting,
  Universe,
} from '../../resolving/types.ts';
import { pypi } from '../../versions/schemes/pypi.ts';
import { environmentOf, environmentSettings, type PythonEnvironment } from './resolution/environment.ts';
import { type ForkRules, type Marked, type Region, resolveInParts, type Splits } from './resolution/forks.ts';
import { createMarkers, type Markers, parsed } from './resolution/markers.ts';
import {
  hasWheelFor,
  type Interpreter,
  interpreterInWords,
  interpreterOf,
  wheelsOf,
} from './resolution/wheels.ts';

const about = {
  id: 'pubgrub',
  description:
    'One version of each project, as pip chooses: the highest that all requirements admit, with markers, extras, pre-releases, yanked ' +
    'releases, Requires-Python and the tags of wheels. A universal resolution is split where markers differ, as by uv.',
  kinds: ['runtime'],
  environment: environmentSettings,
  options: [
    setting('only-binary', 'true: releases without a wheel that fits are passed over.'),
    setting(
      'no-binary',
      'true: wheels do not count, releases without a source distribution are passed over.',
    ),
    {
      name: 'fork-strategy',
      description:
        'Of a universal resolution: for each Python the newest release that works on it, or as few versions of each project as will do.',
      default: 'requires-python',
      values: ['requires-python', 'fewest'],
    },
  ],
};

const resolver: Resolver = {
  ...about,
  async resolve(request, universe, budget) {
    const resolveIn = (region: Region, asked: ResolveRequest, splits: Splits) =>
      oneVersion({ ...about, begin: (of, settings) => begin(of, settings, region, splits) }).resolve(
        asked,
        universe,
        budget,
      );
    const environment = readSettings(request.environment, about.environment, 'environment');
    const options = readSettings(request.options, about.options, 'options');
    if (environment.universal !== 'true') return resolveIn([], request, null);
    return resolveInParts(forkRules(request, environment, options, universe, resolveIn), request, budget);
  },
};
export default resolver;

function setting(name: string, description: string): ResolverSetting {
  return { name, description, default: 'false', values: ['true', 'false'] };
}

/** A record read: what it asks for, and when. */
interface Requirement {
  dependency: DependencyRecord;
  specifier: string | null;
  extras: readonly string[];
  marker: string | null;
  /** Given by its address. */
  url: string | null;
}

function begin(request: ResolveRequest, settings: Settings, region: Region, splits: Splits): Policy {
  const { environment, markers } = within(settings.environment, region);
  const interpreter = interpreterOf(environment, settings.environment);
  const files = memory<Candidate, Refusal | null>(candidate =>
    withoutFile(candidate, interpreter, settings.options),
  );
  const kinds = new Set(request.kinds ?? ['runtime']);
  const read = memory<DependencyRecord, Requirement>(requirementOf);
  const requiresPython = new Map<string, boolean>();
  const standing = memory<readonly Candidate[], { isFinal: boolean[] }>(versions => ({
    isFinal: versions.map(one => pypi.isStable(one.number) && !isYanked(one) && refusal(one) === null),
  }));

  function refusal(candidate: Candidate): Refusal | null {
    const text = candidate.metadata.requires_python;
    if (typeof text !== 'string' || text === '') return files(candidate);
    let admits = requiresPython.get(text);
    if (admits === undefined) {
      admits = admitsPython(text, environment);
      requiresPython.set(text, admits);
    }
    if (admits) return files(candidate);
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
    const { dependency, specifier, extras, marker, url } = requirement;
    if (url !== null)
      return { dependency, options: [], unsupported: `depends on ${dependency.name} from ${url}` };
    return {
      dependency,
      options: [{ name: dependency.name, requirement: specifier, features: extras }],
      ...(environment.isUniversal && marker !== null ? { marker } : {}),
    };
  };

  return {
    order: 'declared',
    admitted,
    refusal,
    bar,
    roots: () =>
      withoutSplit(null, request.roots.map(read))
        .filter(({ marker }) => marker === null || markers.holds(marker, ''))
        .map(needOf),
    needs: candidate =>
      withoutSplit(candidate, (candidate.dependencies ?? []).filter(({ kind }) => kinds.has(kind)).map(read))
        .filter(({ marker }) => marker === null || markers.holds(marker, ''))
        .map(needOf),
    featureNeeds: (candidate, extra) => {
      const needs = extraNeeds(candidate.dependencies ?? [], extra, markers);
      return needs && withoutSplit(candidate, needs, [extra]).map(needOf);
    },
  };

  /** Without what splits the region: whoever is selected has it split, and is asked again in the parts. */
  function withoutSplit(
    candidate: Candidate | null,
    list: Requirement[],
    extras: readonly string[] = [],
  ): Requirement[] {
    const names = splits?.(region, candidate, extras);
    return names?.size ? list.filter(({ dependency }) => !names.has(dependency.name)) : list;
  }

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

/** The part of the world where these hold; the Python of it is the least there is. */
function within(given: Settings['environment'], region: Region) {
  const all = environmentOf(given);
  if (region.length === 0) return { environment: all, markers: createMarkers(all) };
  const python = createMarkers(all).pythons(region)?.least ?? all.python;
  const environment = environmentOf({ ...given, python_full_version: python }, region);
  return { environment, markers: createMarkers(environment) };
}

/** Why no file of the release can be installed, as far as its files are known. */
function withoutFile(
  { metadata }: Candidate,
  interpreter: Interpreter,
  options: Settings['options'],
): Refusal | null {
  const wheels = wheelsOf(metadata);
  const refused = (because: string): Refusal => ({ kind: 'environment', because });
  if (options['no-binary'] === 'true')
    return metadata.sdist === false ? refused('has no source distribution, and wheels are not wanted') : null;
  const isKnown = wheels !== null || metadata.sdist === true;
  const mayBuild = options['only-binary'] !== 'true' && metadata.sdist !== false;
  if (!isKnown || mayBuild || hasWheelFor(wheels ?? {}, interpreter)) return null;
  const tags = Object.keys(wheels ?? {});
  const shown =
    tags.length > 4 ? `${tags.slice(0, 4).join(', ')} and ${tags.length - 4} more` : tags.join(', ');
  const there = tags.length === 0 ? 'it has no wheel' : `its wheels are for ${shown}`;
  const source = metadata.sdist === false ? ', and there is no source distribution' : '';
  return refused(`has no wheel for ${interpreterInWords(interpreter)}: ${there}${source}`);
}

function forkRules(
  request: ResolveRequest,
  given: Settings['environment'],
  options: Settings['options'],
  universe: Universe,
  resolve: ForkRules['resolve'],
): ForkRules {
  const all = environmentOf(given);
  const kinds = new Set([...(request.kinds ?? about.kinds), 'extra']);
  const read = memory<DependencyRecord, Marked>(record => {
    const { dependency, specifier, extras, marker, url } = requirementOf(record);
    return {
      name: dependency.name,
      requirement: `${url ?? specifier ?? ''}[${extras}]`,
      marker: marker === null ? null : parsed(marker),
    };
  });
  return {
    resolve,
    markers: createMarkers(all),
    splitsByPython: options['fork-strategy'] !== 'fewest',
    asked: candidate =>
      (candidate === null
        ? request.roots
        : (candidate.dependencies ?? []).filter(({ kind }) => kinds.has(kind))
      ).map(read),
    async laterPython({ name, version }, requirements, least) {
      await universe.load([name]);
      const found = universe.get(name);
      if (typeof found !== 'object') return null;
      const here = { ...all, python: least };
      for (const { number, status, metadata } of found.versions.toReversed()) {
        if (pypi.compare(number, version) <= 0) return null;
        const text = metadata.requires_python;
        if (status === 'yanked' || metadata.yanked === true) continue;
        if (!request.prereleases && !pypi.isStable(number)) continue;
        if (!requirements.every(one => satisfies(number, one))) continue;
        // The newest that all of them admit: where it does not need a newer Python, that is not why it was passed over.
        return typeof text !== 'string' || admitsPython(text, here) ? null : leastPython(text, here);
      }
      return null;
    },
  };
}

function satisfies(number: string, requirement: string): boolean {
  const { specifier } = requirementOf({ name: '', requirement, kind: 'runtime', optional: false });
  try {
    return specifier === null || pypi.satisfies(number, specifier);
  } catch (error) {
    if (error instanceof InputError) return false;
    throw error;
  }
}

/** The least Python that its lower bounds admit, of those that it names. */
function leastPython(text: string, environment: PythonEnvironment): string | null {
  const named = [...text.matchAll(/(\d+)(?:\.(\d+))?(?:\.(\d+))?/g)]
    .map(([, major, minor = '0', patch = '0']) => `${major}.${minor}.${patch}`)
    .filter(
      python =>
        pypi.compare(python, environment.python) > 0 && admitsPython(text, { ...environment, python }),
    );
  return named.sort(pypi.compare)[0] ?? null;
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
