/** What a pnpm-lock.yaml holds, whatever its version: the entries of `packages` and `snapshots`, and what projects list. */
import { eachYamlKey, isKey, keyOf, scalarOf, type YamlLine } from '../../../formats/yaml-lines.ts';
import { conditionOf } from './conditions.ts';

export interface PnpmEntry {
  name: string | null;
  integrity: string | null;
  tarball: string | null;
  repository: string | null;
  commit: string | null;
  directory: string | null;
  condition: string | null;
  dev: boolean;
  optional: boolean;
}

export interface PnpmDirect {
  /** Path of the project in the workspace, `.` for the root. */
  importer: string;
  section: string;
  name: string;
  version: string;
}

export interface PnpmFile {
  version: string | null;
  packages: Map<string, PnpmEntry>;
  snapshots: Map<string, PnpmEntry>;
  direct: PnpmDirect[];
}

const SECTIONS = ['dependencies', 'devDependencies', 'optionalDependencies'];

export function readPnpm(text: string): PnpmFile {
  const file: PnpmFile = { version: null, packages: new Map(), snapshots: new Map(), direct: [] };
  const onDirect = directReader(file.direct);
  let entries: Map<string, PnpmEntry> | null = null;
  let entry = emptyEntry();
  eachYamlKey(text, line => {
    if (line.depth === 0) {
      entries = isKey(line, 'packages') ? file.packages : isKey(line, 'snapshots') ? file.snapshots : null;
      if (isKey(line, 'lockfileVersion')) file.version = scalarOf(line);
    }
    if (entries === null) return onDirect(line);
    if (line.depth === 1) {
      entry = emptyEntry();
      entries.set(keyOf(line), entry);
    } else if (line.depth === 2) return attribute(entry, line);
    // What is inside `resolution`: all else is passed over.
    else if (line.depth === 3) resolution(entry, keyOf(line), scalarOf(line));
    return undefined;
  });
  return file;
}

/** Gives true where nothing inside is wanted. */
function attribute(entry: PnpmEntry, line: YamlLine): boolean {
  if (isKey(line, 'resolution')) {
    const value = scalarOf(line);
    // Nearly all are this and nothing else.
    if (value.startsWith('{integrity: ') && value.indexOf(',') < 0) entry.integrity = value.slice(12, -1);
    else for (const [name, text] of flowPairs(value)) resolution(entry, name, text);
    return false;
  }
  if (isKey(line, 'dev')) entry.dev = scalarOf(line) === 'true';
  else if (isKey(line, 'optional')) entry.optional = scalarOf(line) === 'true';
  else if (isKey(line, 'name')) entry.name = scalarOf(line) || null;
  else if (isKey(line, 'os') || isKey(line, 'cpu') || isKey(line, 'libc'))
    entry.condition = conditionOf(entry.condition, keyOf(line), flowItems(scalarOf(line)));
  return true;
}

function resolution(entry: PnpmEntry, key: string, value: string): void {
  if (key === 'integrity') entry.integrity = value;
  else if (key === 'tarball') entry.tarball = value;
  else if (key === 'repo') entry.repository = value;
  else if (key === 'commit') entry.commit = value;
  else if (key === 'directory') entry.directory = value;
}

/** Reads `importers`, and the sections that stand at the top where a lockfile is of one project. */
function directReader(direct: PnpmDirect[]): (line: YamlLine) => boolean | undefined {
  let importer = '.';
  let section = '';
  let name = '';
  let base = 0;
  return line => {
    const { depth } = line;
    if (depth === 0) {
      base = isKey(line, 'importers') ? 2 : 0;
      importer = '.';
      section = base === 0 ? sectionOf(line) : '';
      return base === 0 && section === '';
    }
    if (base === 2 && depth === 1) importer = keyOf(line);
    else if (depth === base) {
      section = sectionOf(line);
      return section === '';
    } else if (depth === base + 1) {
      name = keyOf(line);
      const version = scalarOf(line);
      if (version !== '') direct.push({ importer, section, name, version });
    } else if (depth === base + 2 && isKey(line, 'version'))
      direct.push({ importer, section, name, version: scalarOf(line) });
    return undefined;
  };
}

function sectionOf(line: YamlLine): string {
  return SECTIONS.find(name => isKey(line, name)) ?? '';
}

function emptyEntry(): PnpmEntry {
  return {
    name: null,
    integrity: null,
    tarball: null,
    repository: null,
    commit: null,
    directory: null,
    condition: null,
    dev: false,
    optional: false,
  };
}

/** The pairs of `{a: b, c: d}` on one line; values may be quoted. */
function flowPairs(text: string): [key: string, value: string][] {
  if (!text.startsWith('{')) return [];
  return flowParts(text.slice(1, text.endsWith('}') ? -1 : undefined)).flatMap(part => {
    const colon = part.indexOf(': ');
    return colon < 0 ? [] : [[part.slice(0, colon).trim(), withoutQuotes(part.slice(colon + 2).trim())]];
  });
}

/** The items of `[a, b]` on one line. */
function flowItems(text: string): string[] {
  if (!text.startsWith('[')) return text === '' ? [] : [text];
  return flowParts(text.slice(1, text.endsWith(']') ? -1 : undefined)).map(part =>
    withoutQuotes(part.trim()),
  );
}

function flowParts(text: string): string[] {
  const parts: string[] = [];
  let quote = '';
  let start = 0;
  for (let i = 0; i <= text.length; i++) {
    const character = text.charAt(i);
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    if ((character === ',' && quote === '') || i === text.length) {
      parts.push(text.slice(start, i));
      start = i + 1;
    }
  }
  return parts;
}

function withoutQuotes(text: string): string {
  const quote = text.charAt(0);
  return (quote === "'" || quote === '"') && text.length > 1 && text.endsWith(quote)
    ? text.slice(1, -1)
    : text;
}
