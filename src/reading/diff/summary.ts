/** What of a difference a reviewer should look at first. */

import type { Side, SideDependency } from './side.ts';
import type { ChangedFile } from './types.ts';

export interface Difference<T = string> {
  added: T[];
  removed: T[];
}

export interface DependencyChange {
  ecosystem: string;
  path: string;
  kind: 'manifest' | 'lockfile';
  name: string;
  type: string | null;
  /** Requirements, or locked versions; empty where it was, or is, not there. */
  before: string[];
  after: string[];
}

export interface Summary {
  files: { added: number; removed: number; changed: number; renamed: number };
  lines: { added: number; removed: number };
  size: { before: number; after: number };
  dependencies: { added: DependencyChange[]; removed: DependencyChange[]; changed: DependencyChange[] };
  license: { texts: Difference; declared: Difference };
  people: Difference;
  install_scripts: { added: Script[]; removed: Script[]; changed: Script[] };
  /** Programs and libraries that can be run. */
  binaries: Difference;
  hosts: Difference;
  /** In order of weight. */
  remarks: { weight: 'high' | 'notice'; text: string }[];
}

export interface Script {
  path: string;
  name: string;
  before: string | null;
  after: string | null;
}

const SHOWN = 10;
/** A package that grows by so much at once holds something new. */
const GROWTH = 2;
/** In bytes: small packages grow by chance. */
const LEAST_GROWTH = 50_000;

export function summaryOf(before: Side, after: Side, files: readonly ChangedFile[]): Summary {
  const count = (change: ChangedFile['change']) => files.filter(file => file.change === change).length;
  const total = (of: (file: ChangedFile) => number | null) =>
    files.reduce((sum, file) => sum + (of(file) ?? 0), 0);
  const summary: Omit<Summary, 'remarks'> = {
    files: {
      added: count('added'),
      removed: count('removed'),
      changed: count('changed'),
      renamed: count('renamed'),
    },
    lines: { added: total(file => file.lines_added), removed: total(file => file.lines_removed) },
    size: { before: before.size, after: after.size },
    dependencies: dependencyChanges(before.dependencies, after.dependencies),
    license: {
      texts: difference(before.licenses.texts, after.licenses.texts),
      declared: difference(before.licenses.declared, after.licenses.declared),
    },
    people: difference(before.people, after.people),
    install_scripts: scriptChanges(before, after),
    binaries: difference(before.programs, after.programs),
    hosts: difference(before.hosts, after.hosts),
  };
  return { ...summary, remarks: remarksOf(summary) };
}

function difference(before: ReadonlySet<string>, after: ReadonlySet<string>): Difference {
  return {
    added: [...after].filter(one => !before.has(one)).sort(),
    removed: [...before].filter(one => !after.has(one)).sort(),
  };
}

function dependencyChanges(before: SideDependency[], after: SideDependency[]): Summary['dependencies'] {
  const all = new Map<string, DependencyChange>();
  for (const [side, list] of [
    ['before', before],
    ['after', after],
  ] as const)
    for (const { ecosystem, path, kind, name, type, requirement } of list) {
      // What a lockfile holds it holds for whatever reason.
      const key = JSON.stringify([ecosystem, path, name, kind === 'manifest' ? type : null]);
      let change = all.get(key);
      if (!change) {
        change = { ecosystem, path, kind, name, type, before: [], after: [] };
        all.set(key, change);
      }
      if (!change[side].includes(requirement)) change[side].push(requirement);
    }
  const changes: Summary['dependencies'] = { added: [], removed: [], changed: [] };
  for (const change of all.values()) {
    if (change.before.length === 0) changes.added.push(change);
    else if (change.after.length === 0) changes.removed.push(change);
    else if (change.before.toSorted().join('\n') !== change.after.toSorted().join('\n'))
      changes.changed.push(change);
  }
  return changes;
}

function scriptChanges(before: Side, after: Side): Summary['install_scripts'] {
  const key = (script: { path: string; name: string }) => `${script.path}\n${script.name}`;
  const old = new Map(before.scripts.map(script => [key(script), script]));
  const now = new Map(after.scripts.map(script => [key(script), script]));
  const changes: Summary['install_scripts'] = { added: [], removed: [], changed: [] };
  for (const [of, { path, name, text }] of now) {
    const was = old.get(of);
    if (!was) changes.added.push({ path, name, before: null, after: text });
    else if (was.text !== text) changes.changed.push({ path, name, before: was.text, after: text });
  }
  for (const [of, { path, name, text }] of old)
    if (!now.has(of)) changes.removed.push({ path, name, before: text, after: null });
  return changes;
}

function remarksOf(summary: Omit<Summary, 'remarks'>): Summary['remarks'] {
  const { install_scripts: scripts, binaries, dependencies, license, people, hosts, size } = summary;
  const remarks: Summary['remarks'] = [];
  const say = (weight: 'high' | 'notice', text: string) => remarks.push({ weight, text });
  for (const { path, name, after } of scripts.added)
    say('high', `${path} now runs code at installation (${name}: ${shortened(after ?? '')}).`);
  for (const { path, name, after } of scripts.changed)
    say('high', `What ${path} runs at installation changed (${name}: ${shortened(after ?? '')}).`);
  if (binaries.added.length > 0) say('high', `New programs or libraries: ${listed(binaries.added)}.`);
  if (license.texts.added.length + license.texts.removed.length > 0)
    say('high', `The licence texts changed: ${changes(license.texts)}.`);
  if (license.declared.added.length + license.declared.removed.length > 0)
    say('high', `The declared licence changed: ${changes(license.declared)}.`);
  if (people.added.length + people.removed.length > 0)
    say('notice', `The people named in the package changed: ${changes(people)}.`);
  const direct = dependencies.added.filter(({ kind }) => kind === 'manifest');
  if (direct.length > 0)
    say(
      'notice',
      `New dependencies: ${listed(direct.map(({ name, after }) => `${name} ${after.join(' or ')}`))}.`,
    );
  if (hosts.added.length > 0)
    say('notice', `Names hosts that it did not name before: ${listed(hosts.added)}.`);
  if (size.after > size.before * GROWTH && size.after - size.before > LEAST_GROWTH && size.before > 0)
    say('notice', `It is ${(size.after / size.before).toFixed(1)} times as large as before.`);
  return remarks.sort((a, b) => Number(a.weight === 'notice') - Number(b.weight === 'notice'));
}

function changes({ added, removed }: Difference): string {
  return [...removed.map(one => `no longer ${one}`), ...added.map(one => `now ${one}`)]
    .slice(0, SHOWN)
    .join(', ');
}

function listed(names: string[]): string {
  const more = names.length - SHOWN;
  return more > 0 ? `${names.slice(0, SHOWN).join(', ')} and ${more} more` : names.join(', ');
}

function shortened(text: string): string {
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
