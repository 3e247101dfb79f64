/**
 * Where an npm package runs: `engines`, `os`, `cpu` and `libc` of package.json
 * (https://docs.npmjs.com/cli/v11/configuring-npm/package-json#engines), as npm itself checks them before it installs.
 */
import { InputError } from '../../core/errors.ts';
import { contains } from '../intervals.ts';
import { npm } from '../schemes/npm.ts';

export interface UnmetEngine {
  engine: string;
  /** The range asked for, as written. */
  required: string;
  /** The version there is. */
  actual: string;
}

export interface NpmPlatform {
  /** `process.platform`: `linux`, `darwin`, `win32`. */
  os: string;
  /** `process.arch`: `x64`, `arm64`. */
  cpu: string;
  /** `glibc` or `musl`; null where it is not known, or not Linux. */
  libc: string | null;
}

type List = readonly string[] | string;

/**
 * The engines whose range does not hold the version there is. An engine that `versions` does not name is not checked.
 * Pre-releases of an engine are taken as any version: nobody chose them here, they are what runs. A range that can't be
 * read is met by nothing.
 */
export function unmetEngines(
  engines: Readonly<Record<string, string>>,
  versions: Readonly<Record<string, string>>,
): UnmetEngine[] {
  const unmet: UnmetEngine[] = [];
  for (const [engine, required] of Object.entries(engines)) {
    if (!Object.hasOwn(versions, engine)) continue;
    const actual = versions[engine] as string;
    if (!isWithin(actual, required)) unmet.push({ engine, required, actual });
  }
  return unmet;
}

function isWithin(version: string, range: string): boolean {
  const parsed = npm.parse(version);
  if (parsed === null) return false;
  try {
    return contains(npm.parseRange(range).intervals, parsed, npm.order);
  } catch (error) {
    if (error instanceof InputError) return false;
    throw error;
  }
}

/**
 * True where a list takes the value: none of the names with `!` is it and, if there are names without, one of them is.
 * An empty list and the list of `any` alone take everything.
 */
export function listAllows(list: List, value: string): boolean {
  const entries = typeof list === 'string' ? [list] : list;
  if (entries.length === 1 && entries[0] === 'any') return true;
  if (entries.includes(`!${value}`)) return false;
  return entries.includes(value) || entries.every(entry => entry.startsWith('!'));
}

/** The fields that refuse the platform. A package that names a `libc` runs on Linux only. */
export function unmetPlatform(
  wants: { os?: List; cpu?: List; libc?: List },
  platform: NpmPlatform,
): ('os' | 'cpu' | 'libc')[] {
  const unmet: ('os' | 'cpu' | 'libc')[] = [];
  if (wants.os !== undefined && !listAllows(wants.os, platform.os)) unmet.push('os');
  if (wants.cpu !== undefined && !listAllows(wants.cpu, platform.cpu)) unmet.push('cpu');
  if (wants.libc !== undefined) {
    const isKnown = platform.os === 'linux' && platform.libc !== null;
    if (!isKnown || !listAllows(wants.libc, platform.libc ?? '')) unmet.push('libc');
  }
  return unmet;
}
