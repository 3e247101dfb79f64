/** `package.json`: https://docs.npmjs.com/cli/configuring-npm/package-json. */
import { isJsonObject, type JsonDocument, memberOf, textOrNull } from '../../../formats/json.ts';
import { parseJsonText } from '../../../formats/json-text.ts';
import {
  type ManifestDependency,
  ManifestError,
  type ManifestProject,
  type ManifestReader,
  type ParsedManifest,
  type Unresolved,
} from '../../manifest.ts';
import { overridesOf } from './overrides.ts';
import { specified } from './specifier.ts';

/** In the order of the output: member, type. */
const SECTIONS = [
  ['dependencies', 'runtime'],
  ['devDependencies', 'development'],
  ['optionalDependencies', 'optional'],
  ['peerDependencies', 'peer'],
] as const;

export const packageJson: ManifestReader = {
  parse(input) {
    const nothing: ParsedManifest = { dependencies: [], project: null };
    if (input.text.trim() === '') return nothing;
    const document = parseJsonText(input.text, 'package.json');
    if (!isJsonObject(document)) return nothing;
    if (Object.hasOwn(document, 'lockfileVersion'))
      throw new ManifestError('not-this-format', 'package.json: a lockfile, not a manifest');
    const unresolved: Unresolved[] = [];
    return {
      dependencies: dependenciesOf(document, unresolved),
      project: projectOf(document),
      manages: overridesOf(document, unresolved),
      unresolved,
      includes: workspacesOf(document),
    };
  },
};

/** Name, version and licence as package.json and lockfiles state them. */
export function projectOf(document: JsonDocument): ManifestProject {
  return {
    name: textOrNull(document.name),
    version: textOrNull(document.version),
    license: licenseOf(document),
  };
}

function dependenciesOf(document: JsonDocument, unresolved: Unresolved[]): ManifestDependency[] {
  const found: ManifestDependency[] = [];
  for (const [section, type] of SECTIONS) {
    const entries = document[section];
    if (!isJsonObject(entries)) continue;
    for (const [name, value] of Object.entries(entries)) {
      // `//` is npm's convention for comments.
      if (name === '' || name.startsWith('//')) continue;
      // https://docs.npmjs.com/cli/configuring-npm/package-json#optionaldependencies: they override those of the same name.
      if (type === 'runtime' && memberOf(document.optionalDependencies, name) !== undefined) continue;
      if (typeof value === 'string')
        found.push(specified(name, value, type, isOptional(document, type, name)));
      else unresolved.push({ what: `the requirement of "${name.slice(0, 100)}" is no text`, line: null });
    }
  }
  return found;
}

function isOptional(document: JsonDocument, type: string, name: string): boolean {
  if (type === 'peer') return memberOf(memberOf(document.peerDependenciesMeta, name), 'optional') === true;
  return type === 'optional';
}

/** Paths and globs of the members: a list, or an object with `packages`. */
function workspacesOf(document: JsonDocument): string[] {
  const workspaces = document.workspaces;
  const list = Array.isArray(workspaces) ? workspaces : memberOf(workspaces, 'packages');
  return Array.isArray(list) ? list.filter(item => typeof item === 'string' && item !== '') : [];
}

/** `license` as text or `{type}`, else the old list `licenses`. */
function licenseOf(document: JsonDocument): string | null {
  const one = (value: unknown) => textOrNull(value) ?? textOrNull(memberOf(value, 'type'));
  const license = one(document.license);
  if (license !== null || !Array.isArray(document.licenses)) return license;
  return document.licenses.map(one).filter(Boolean).join(' OR ') || null;
}
