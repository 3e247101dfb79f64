/**
 * `pnpm-lock.yaml`, https://github.com/pnpm/spec/tree/master/lockfile. Up to version 6 an entry of `packages` says whether it is for
 * development only. From 9 on none does: there what devDependencies of the root project list by this very version, without
 * peers, is given as development and all else as runtime; who needs it is told by the graph.
 */
import { withoutCredentials } from '../../../formats/credentials.ts';
import { refuseConflict } from '../../families/merge-conflict.ts';
import { type ManifestDependency, ManifestError, type ManifestReader } from '../../manifest.ts';
import { graphOfPnpm } from './pnpm-graph.ts';
import { type PnpmMajor, pnpmKey, pnpmTargets } from './pnpm-keys.ts';
import { type PnpmEntry, type PnpmFile, readPnpm } from './pnpm-read.ts';
import { sourceOf } from './resolved.ts';

/** What the projects of the workspace list. */
interface Listed {
  /** What they call it, by the key of its entry. */
  names: Map<string, string>;
  /** Versions in devDependencies of the root project, by name. */
  development: Map<string, string>;
}

export const pnpmLock: ManifestReader = {
  parse({ text }) {
    refuseConflict(text, 'pnpm-lock.yaml');
    const file = readPnpm(text);
    const major = majorOf(file);
    const listed = listedIn(file, major);
    return {
      dependencies: dependenciesOf(file, major, listed),
      project: null,
      graph: () => graphOfPnpm(text, major, [...listed.names.keys()]),
    };
  },
};

/** @throws ManifestError for text without `lockfileVersion`. */
function majorOf({ version }: PnpmFile): PnpmMajor {
  if (version === null)
    throw new ManifestError('not-this-format', 'pnpm-lock.yaml: does not say its lockfileVersion');
  const major = Number.parseInt(version, 10);
  if (Number.isNaN(major))
    throw new ManifestError('unsupported-version', 'pnpm-lock.yaml: lockfileVersion is no number');
  return major <= 5 ? 5 : major === 6 ? 6 : 9;
}

function listedIn(file: PnpmFile, major: PnpmMajor): Listed {
  const entries = major === 9 && file.snapshots.size > 0 ? file.snapshots : file.packages;
  const listed: Listed = { names: new Map(), development: new Map() };
  for (const { importer, section, name, version } of file.direct) {
    if (importer === '.' && section === 'devDependencies') listed.development.set(name, version);
    const target = pnpmTargets(name, version, major).find(key => entries.has(key));
    if (target !== undefined && !listed.names.has(target)) listed.names.set(target, name);
  }
  return listed;
}

function dependenciesOf(file: PnpmFile, major: PnpmMajor, listed: Listed): ManifestDependency[] {
  if (major !== 9 || file.snapshots.size === 0)
    return Array.from(file.packages, ([key, entry]) => dependencyOf(key, entry, entry, major, listed));
  return Array.from(file.snapshots, ([key, snapshot]) => {
    const open = key.charCodeAt(key.length - 1) === 41 ? key.indexOf('(') : -1;
    const entry = file.packages.get(open < 0 ? key : key.slice(0, open)) ?? snapshot;
    return dependencyOf(key, entry, snapshot, major, listed);
  });
}

function dependencyOf(
  key: string,
  entry: PnpmEntry,
  use: PnpmEntry,
  major: PnpmMajor,
  listed: Listed,
): ManifestDependency {
  const { name, reference, isRegistry } = pnpmKey(key, major, entry.name);
  const development = major === 9 ? listed.development.get(name) === reference : entry.dev;
  const called = listed.names.get(key);
  return {
    name,
    requirement: reference,
    type: development ? 'development' : 'runtime',
    direct: called !== undefined,
    optional: use.optional,
    local: reference.startsWith('file:') || entry.directory !== null,
    alias: called === undefined || called === name ? null : called,
    source: originOf(entry) ?? (isRegistry ? null : withoutCredentials(reference)),
    integrity: entry.integrity,
    condition: entry.condition,
    unresolved: false,
  };
}

function originOf({ directory, repository, commit, tarball }: PnpmEntry): string | null {
  if (directory !== null) return directory;
  if (repository !== null)
    return withoutCredentials(commit === null ? repository : `${repository}#${commit}`);
  return sourceOf(tarball);
}
