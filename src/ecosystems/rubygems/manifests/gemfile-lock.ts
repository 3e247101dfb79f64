/**
 * `Gemfile.lock` and `gems.locked`, as Bundler writes them (https://bundler.io/guides/bundler_2_upgrade.html, `bundle lock`):
 * sections with gems by source, then platforms, what the Gemfile asks for, checksums and Bundler's own version.
 */
import { linesOf } from '../../../formats/text.ts';
import { refuseConflict } from '../../families/merge-conflict.ts';
import { dependency, type ManifestDependency, type ManifestReader } from '../../manifest.ts';
import { lockGraph } from './lock-graph.ts';

export interface LockedGem {
  name: string;
  version: string;
  /** Names that it requires. */
  requires: string[];
}

/** Where the gems of a section come from. */
interface Section {
  kind: string;
  remotes: string[];
  revision: string | null;
}

const SOURCES = new Set(['GIT', 'PATH', 'GEM', 'PLUGIN SOURCE']);
const PUBLIC = /^https?:\/\/(?:index\.)?rubygems\.org\/?$/;

export const gemfileLock: ManifestReader = {
  parse(input) {
    refuseConflict(input.text, 'Gemfile.lock');
    const dependencies: ManifestDependency[] = [];
    const gems: LockedGem[] = [];
    const checksums = new Map<string, string>();
    const entries: string[] = [];
    let asked: Set<string> | null = null;
    let section: Section = { kind: '', remotes: [], revision: null };
    for (const line of linesOf(input.text)) {
      const indent = indentOf(line);
      if (indent === line.length) continue;
      const text = line.slice(indent).trimEnd();
      if (indent === 0) {
        section = { kind: text, remotes: [], revision: null };
        if (text === 'DEPENDENCIES') asked ??= new Set();
      } else if (SOURCES.has(section.kind)) {
        if (indent === 2) property(section, text);
        else if (indent === 4) {
          const { name, version } = entryOf(text);
          if (name === '') continue;
          entries.push(`${name} ${version}`);
          dependencies.push(lockedOf(name, version, section));
          gems.push({ name, version, requires: [] });
        } else if (indent === 6) gems[gems.length - 1]?.requires.push(entryOf(text).name);
      } else if (section.kind === 'DEPENDENCIES') {
        const { name } = entryOf(text);
        asked?.add(name.endsWith('!') ? name.slice(0, -1) : name);
      } else if (section.kind === 'CHECKSUMS') checksum(checksums, text);
      else if (section.kind === 'BUNDLED WITH') {
        entries.push(`bundler ${text}`);
        dependencies.push(dependency('bundler', text, 'runtime'));
      }
    }
    for (const [i, one] of dependencies.entries()) {
      one.integrity = checksums.get(entries[i] as string) ?? null;
      if (asked !== null) one.direct = asked.has(one.name);
    }
    const roots = asked;
    return { dependencies, project: null, graph: () => lockGraph(gems, roots) };
  },
};

function property(section: Section, text: string): void {
  if (text.startsWith('remote:')) section.remotes.push(text.slice(7).trim());
  else if (text.startsWith('revision:')) section.revision = text.slice(9).trim();
}

/** `1.16.0-x86_64-linux` is version 1.16.0 for one platform: no version of a gem holds a hyphen. */
function lockedOf(name: string, full: string, { kind, remotes, revision }: Section): ManifestDependency {
  const hyphen = full.indexOf('-');
  const version = hyphen < 0 ? full : full.slice(0, hyphen);
  const remote = remotes[0] ?? null;
  const isPublic = kind === 'GEM' && remotes.some(url => PUBLIC.test(url));
  return dependency(name, version === '' ? null : version, 'runtime', {
    local: kind === 'PATH' ? true : null,
    source: isPublic || remote === null ? null : revision === null ? remote : `${remote}#${revision}`,
    condition: hyphen < 0 ? null : `platform ${full.slice(hyphen + 1)}`,
  });
}

/** `name (what)`. */
function entryOf(text: string): { name: string; version: string } {
  const open = text.indexOf(' (');
  if (open < 0) return { name: text, version: '' };
  const close = text.indexOf(')', open);
  return { name: text.slice(0, open), version: text.slice(open + 2, close < 0 ? text.length : close) };
}

/** `name (version) sha256=hex`; of several checksums the first. */
function checksum(checksums: Map<string, string>, text: string): void {
  const close = text.indexOf(') ');
  if (close < 0) return;
  const { name, version } = entryOf(text);
  const digest = text
    .slice(close + 2)
    .split(',', 1)[0]
    ?.trim();
  if (digest) checksums.set(`${name} ${version}`, digest);
}

function indentOf(line: string): number {
  let i = 0;
  while (i < line.length && line.charCodeAt(i) === 32) i++;
  return i;
}
