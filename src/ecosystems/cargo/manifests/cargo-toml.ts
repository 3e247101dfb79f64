/**
 * Cargo.toml, https://doc.rust-lang.org/cargo/reference/specifying-dependencies.html: dependencies for all targets and for some,
 * those that a workspace hands on, and patches. A crate that is known by its path alone is a part of the project and is told of
 * among `includes`. A version handed on by the workspace of another file is not known here.
 */
import { isJsonObject, type JsonDocument, memberOf, textOrNull } from '../../../formats/json.ts';
import { parseToml } from '../../../formats/toml.ts';
import {
  dependency,
  type ManifestDependency,
  type ManifestProject,
  type ManifestReader,
} from '../../manifest.ts';

const SECTIONS = [
  ['dependencies', 'runtime'],
  ['dev-dependencies', 'development'],
  ['dev_dependencies', 'development'],
  ['build-dependencies', 'build'],
  ['build_dependencies', 'build'],
] as const;

interface Reading {
  dependencies: ManifestDependency[];
  includes: Set<string>;
  /** `[workspace.dependencies]`. */
  handedOn: unknown;
}

export const cargoToml: ManifestReader = {
  parse(input) {
    const document = parseToml(input.text, 'Cargo.toml');
    const workspace = memberOf(document, 'workspace');
    const reading: Reading = {
      dependencies: [],
      includes: new Set(),
      handedOn: memberOf(workspace, 'dependencies'),
    };
    readSections(reading, document, null);
    const targets = memberOf(document, 'target');
    if (isJsonObject(targets))
      for (const [target, tables] of Object.entries(targets)) readSections(reading, tables, target);
    readTable(reading, reading.handedOn, 'workspace', null);
    const patches = memberOf(document, 'patch');
    if (isJsonObject(patches))
      for (const table of Object.values(patches)) readTable(reading, table, 'patch', null);
    const members = memberOf(workspace, 'members');
    if (Array.isArray(members))
      for (const member of members) if (textOrNull(member)) reading.includes.add(member);
    return {
      dependencies: reading.dependencies,
      project: projectOf(memberOf(document, 'package'), memberOf(workspace, 'package')),
      includes: [...reading.includes],
    };
  },
};

function readSections(reading: Reading, tables: unknown, condition: string | null): void {
  for (const [section, type] of SECTIONS) readTable(reading, memberOf(tables, section), type, condition);
}

function readTable(reading: Reading, table: unknown, type: string, condition: string | null): void {
  if (!isJsonObject(table)) return;
  for (const [key, entry] of Object.entries(table)) {
    if (key === '') continue;
    const direct = type === 'workspace' || type === 'patch' ? null : true;
    if (typeof entry === 'string')
      reading.dependencies.push(dependency(key, entry, type, { direct, condition }));
    else if (isJsonObject(entry)) readEntry(reading, key, entry, type, direct, condition);
  }
}

function readEntry(
  reading: Reading,
  key: string,
  own: JsonDocument,
  type: string,
  direct: boolean | null,
  condition: string | null,
): void {
  const inherits = own.workspace === true;
  const handed = inherits ? memberOf(reading.handedOn, key) : undefined;
  const entry = isJsonObject(handed) ? { ...handed, ...own } : own;
  const version = typeof handed === 'string' ? handed : textOrNull(entry.version);
  const path = textOrNull(entry.path);
  if (path !== null) reading.includes.add(path);
  const source = sourceOf(entry);
  const isUnknown = inherits && handed === undefined;
  if (version === null && source === null && !isUnknown) return;
  const name = textOrNull(entry.package) ?? key;
  reading.dependencies.push(
    dependency(name, version, type, {
      direct,
      optional: typeof entry.optional === 'boolean' ? entry.optional : null,
      local: path === null ? null : true,
      alias: name === key ? null : key,
      source: source ?? path,
      condition,
      unresolved: isUnknown,
    }),
  );
}

/** As Cargo.lock writes it: `git+https://...?branch=main`; or the name or address of a registry. */
function sourceOf(entry: JsonDocument): string | null {
  const git = textOrNull(entry.git);
  if (git === null) return textOrNull(entry['registry-index']) ?? textOrNull(entry.registry);
  for (const key of ['branch', 'tag', 'rev']) {
    const reference = textOrNull(entry[key]);
    if (reference !== null) return `git+${git}?${key}=${reference}`;
  }
  return `git+${git}`;
}

/** What a package takes from its workspace (`version.workspace = true`) is known where both are in one file. */
function projectOf(own: unknown, shared: unknown): ManifestProject | null {
  if (!isJsonObject(own)) return null;
  const field = (name: string) =>
    textOrNull(own[name]) ??
    (memberOf(own[name], 'workspace') === true ? textOrNull(memberOf(shared, name)) : null);
  return { name: textOrNull(own.name), version: field('version'), license: field('license') };
}
