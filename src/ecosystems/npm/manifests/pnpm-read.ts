/** What a pnpm-lock.yaml holds, whatever its version: the entries of `packages` and `snapshots`, and what projects list. */
import { eachYamlKey } from '../../../formats/yaml-lines.ts';
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

const SECTIONS = new Set(['dependencies', 'devDependencies', 'optionalDependencies']);

export function readPnpm(text: string): PnpmFile {
  const file: PnpmFile = { version: null, packages: new Map(), snapshots: new Map(), direct: [] };
  let top = '';
  let entry = emptyEntry();
  let member = '';
  const onDirect = directReader(file.direct);
  eachYamlKey(text, (depth, key, value) => {
    if (depth === 0) {
      top = key;
      if (key === 'lockfileVersion') file.version = value;
    }
    const entries = top === 'packages' ? file.packages : top === 'snapshots' ? file.snapshots : null;
    if (entries === null) onDirect(depth, key, value);
    else if (depth === 1) {
      entry = emptyEntry();
      entries.set(key, entry);
    } else if (depth === 2) {
      member = key;
      attribute(entry, key, value);
    } else if (depth === 3 && member === 'resolution') resolution(entry, key, value);
  });
  return file;
}

function attribute(entry: PnpmEntry, key: string, value: string): void {
  if (key === 'resolution') {
    // Nearly all are this and nothing else.
    if (value.startsWith('{integrity: ') && value.indexOf(',') < 0) entry.integrity = value.slice(12, -1);
    else for (const [name, text] of flowPairs(value)) resolution(entry, name, text);
  } else if (key === 'dev') entry.dev = value === 'true';
  else if (key === 'optional') entry.optional = value === 'true';
  else if (key === 'name') entry.name = value === '' ? null : value;
  else if (key === 'os' || key === 'cpu' || key === 'libc')
    entry.condition = conditionOf(entry.condition, key, flowItems(value));
}

function resolution(entry: PnpmEntry, key: string, value: string): void {
  if (key === 'integrity') entry.integrity = value;
  else if (key === 'tarball') entry.tarball = value;
  else if (key === 'repo') entry.repository = value;
  else if (key === 'commit') entry.commit = value;
  else if (key === 'directory') entry.directory = value;
}

/** Reads `importers`, and the sections that stand at the top where a lockfile is of one project. */
function directReader(direct: PnpmDirect[]): (depth: number, key: string, value: string) => void {
  let importer = '.';
  let section = '';
  let name = '';
  let base = 0;
  return (depth, key, value) => {
    if (depth === 0) {
      base = key === 'importers' ? 2 : 0;
      importer = '.';
      section = base === 0 && SECTIONS.has(key) ? key : '';
      return;
    }
    if (base === 2 && depth === 1) {
      importer = key;
      section = '';
    } else if (depth === base) section = SECTIONS.has(key) ? key : '';
    else if (section === '') return;
    else if (depth === base + 1) {
      name = key;
      if (value !== '') direct.push({ importer, section, name, version: value });
    } else if (depth === base + 2 && key === 'version')
      direct.push({ importer, section, name, version: value });
  };
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
