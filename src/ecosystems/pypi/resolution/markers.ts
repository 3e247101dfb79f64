/** Whether a marker holds: in one environment, or in any that there may be. */
import { InputError } from '../../../core/errors.ts';
import {
  evaluateMarker,
  type Marker,
  type MarkerEnvironment,
  parseMarker,
} from '../../../versions/conditions/index.ts';
import { pypi } from '../../../versions/schemes/pypi.ts';
import { IMPLEMENTATIONS, type PythonEnvironment, SYSTEMS } from './environment.ts';

/** Environments tried for one marker; one that needs more counts as holding. */
const MOST_ENVIRONMENTS = 5_000;
/** A value of a variable that no marker names. */
const OTHER = 'other';

export interface Markers {
  /** True where all of them can hold in one environment. */
  canHold(markers: readonly Marker[]): boolean;
  /** The least version of Python in which all of them hold, with the greatest that they tell apart; null where they never do. */
  pythons(markers: readonly Marker[]): { least: string; greatest: string } | null;
  /** @param extra asked for; empty: none. A marker that cannot be read holds where it does not speak of extras. */
  holds(marker: string, extra: string): boolean;
  /** True where the marker asks for the extra. */
  names(marker: string, extra: string): boolean;
}

export function createMarkers(environment: PythonEnvironment): Markers {
  const known = new Map<
    string,
    { marker: Marker | null; extras: Set<string>; answers: Map<string, boolean> }
  >();

  function read(text: string) {
    let found = known.get(text);
    if (found === undefined) {
      const marker = parsed(text);
      const extras = new Set<string>();
      if (marker !== null) collectExtras(marker, extras);
      found = { marker, extras, answers: new Map() };
      known.set(text, found);
    }
    return found;
  }

  return {
    canHold: markers => environmentsFor(markers, environment).length > 0,
    pythons(markers) {
      const found = environmentsFor(markers, environment).map(one => one.python_full_version!);
      if (found.length === 0) return null;
      found.sort(pypi.compare);
      return { least: found[0]!, greatest: found.at(-1)! };
    },
    names: (text, extra) => read(text).extras.has(extra),
    holds(text, extra) {
      const { marker, answers } = read(text);
      if (marker === null) return extra === '' && !/\bextra\b/.test(text);
      let answer = answers.get(extra);
      if (answer === undefined) {
        answer = environmentsFor([], environment, marker).some(one => holdsIn(marker, one, extra));
        answers.set(extra, answer);
      }
      return answer;
    },
  };
}

/** Null for what cannot be read. */
export function parsed(text: string): Marker | null {
  try {
    return parseMarker(text);
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

function holdsIn(marker: Marker, environment: MarkerEnvironment, extra: string): boolean {
  try {
    return evaluateMarker(marker, environment, { extras: extra === '' ? [] : [extra] });
  } catch (error) {
    // What cannot be compared (`os_name ~= "posix"`) is an error for pip, too.
    if (error instanceof InputError) return false;
    throw error;
  }
}

function comparisons(marker: Marker): Extract<Marker, { kind: 'compare' }>[] {
  return marker.kind === 'compare' ? [marker] : marker.of.flatMap(comparisons);
}

function collectExtras(marker: Marker, extras: Set<string>): void {
  for (const { left, right } of comparisons(marker)) {
    const sides = [left, right];
    if (!sides.some(side => 'variable' in side && side.variable === 'extra')) continue;
    for (const side of sides) if ('text' in side) extras.add(side.text.toLowerCase().replace(/[-_.]+/g, '-'));
  }
}

/**
 * All environments in which some markers hold, and those of the part of the world that is resolved, as far as they, and another marker,
 * can tell environments apart: of each variable the values that they name, what lies beside them, and another.
 */
function environmentsFor(
  holding: readonly Marker[],
  environment: PythonEnvironment,
  other: Marker | null = null,
): MarkerEnvironment[] {
  const all = [...environment.within, ...holding];
  return different(other === null ? all : [...all, other], environment).filter(one =>
    all.every(marker => holdsIn(marker, one, '')),
  );
}

function different(
  markers: readonly Marker[],
  { variables, python, isUniversal }: PythonEnvironment,
): MarkerEnvironment[] {
  if (!isUniversal) return [variables];
  const texts = new Map<string, Set<string>>();
  const versions = new Set<string>([python]);
  for (const { left, right } of markers.flatMap(comparisons)) {
    const variable = [left, right]
      .map(side => ('variable' in side ? side.variable : null))
      .find(name => name !== null);
    const text = [left, right].map(side => ('text' in side ? side.text : null)).find(value => value !== null);
    if (variable === undefined || text === undefined || variable === null || text === null) continue;
    if (variable.startsWith('python_')) for (const version of beside(text, python)) versions.add(version);
    else {
      const values = texts.get(variable) ?? new Set([OTHER]);
      for (const value of text.split(/[\s,|]+/)) values.add(value);
      values.add(text);
      texts.set(variable, values);
    }
  }
  let found: Record<string, string>[] = [...versions].map(version => ({
    ...variables,
    python_version: version.split('.').slice(0, 2).join('.'),
    python_full_version: version,
  }));
  const together = (groups: readonly (readonly string[])[], rows: readonly (readonly string[])[]) => {
    const names = groups.flat();
    if (!names.some(name => texts.has(name))) return;
    const all = [...rows];
    // Values that no known system or implementation has stand on their own.
    for (const [i, name] of names.entries())
      for (const value of texts.get(name) ?? [])
        if (!rows.some(row => row[i] === value)) all.push(names.map((_, at) => (at === i ? value : OTHER)));
    found = found.flatMap(one =>
      all.map(row => ({ ...one, ...Object.fromEntries(names.map((name, i) => [name, row[i]!])) })),
    );
    for (const name of names) texts.delete(name);
  };
  together(
    [['sys_platform', 'os_name', 'platform_system']],
    Object.entries(SYSTEMS).map(([name, { os_name, platform_system }]) => [name, os_name, platform_system]),
  );
  together([['implementation_name', 'platform_python_implementation']], Object.entries(IMPLEMENTATIONS));
  for (const [name, values] of texts) {
    if (name === 'extra' || name === 'extras' || name === 'dependency_groups') continue;
    if (found.length * values.size > MOST_ENVIRONMENTS)
      return [variables, ...found.slice(0, MOST_ENVIRONMENTS)];
    found = found.flatMap(one => [...values].map(value => ({ ...one, [name]: value })));
  }
  return found;
}

/** Versions of Python at and right beside those that a marker names, from the least one on. */
function beside(text: string, least: string): string[] {
  const found: string[] = [];
  for (const part of text.split(/[\s,|]+/)) {
    const [major, minor, patch] = part.replace(/\.\*$/, '').split('.').map(Number);
    if (major === undefined || !Number.isInteger(major)) continue;
    const at = Number.isInteger(minor) ? minor! : 0;
    for (const near of [at - 1, at, at + 1]) if (near >= 0) found.push(`${major}.${near}.0`);
    found.push(`${major}.${at}.${Number.isInteger(patch) ? patch! + 1 : 99}`);
    if (Number.isInteger(patch)) found.push(`${major}.${at}.${patch}`);
    found.push(`${major + 1}.0.0`);
  }
  return found.filter(version => pypi.compare(version, least) >= 0);
}
