/**
 * `composer.lock` and `vendor/composer/installed.json`: lists of packages as their `composer.json` describe them, with where they
 * came from, https://getcomposer.org/doc/01-basic-usage.md#commit-your-composer-lock-file-to-version-control.
 */
import { withoutCredentials } from '../../../formats/credentials.ts';
import { isJsonObject, type JsonDocument, memberOf, textMembers, textOrNull } from '../../../formats/json.ts';
import { parseJsonText } from '../../../formats/json-text.ts';
import { freeId } from '../../families/node-ids.ts';
import {
  dependency,
  type ManifestDependency,
  ManifestError,
  type ManifestGraph,
  type ManifestReader,
} from '../../manifest.ts';

export const composerLock: ManifestReader = {
  parse(input) {
    const document = parseJsonText(input.text, 'composer.lock');
    if (!isJsonObject(document)) throw new ManifestError('not-this-format', 'composer.lock: no JSON object');
    const runtime = packagesIn(document.packages);
    const development = packagesIn(document['packages-dev']);
    return {
      dependencies: [
        ...runtime.map(one => dependencyOf(one, 'runtime')),
        ...development.map(one => dependencyOf(one, 'development')),
      ],
      project: null,
      graph: () => graphOf([...runtime, ...development]),
    };
  },
};

/** Composer 2 writes an object with `packages` and the names of those for development, composer 1 a bare list. */
export const installedJson: ManifestReader = {
  parse(input) {
    const document = parseJsonText(input.text, 'installed.json');
    const packages = packagesIn(Array.isArray(document) ? document : memberOf(document, 'packages'));
    const listed = memberOf(document, 'dev-package-names');
    const development = new Set(Array.isArray(listed) ? listed : []);
    return {
      dependencies: packages.map(one =>
        dependencyOf(one, development.has(one.name) ? 'development' : 'runtime'),
      ),
      project: null,
      graph: () => graphOf(packages),
    };
  },
};

interface Package {
  name: string;
  fields: JsonDocument;
}

function packagesIn(list: unknown): Package[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap(fields => {
    const name = textOrNull(memberOf(fields, 'name'));
    return name === null ? [] : [{ name, fields: fields as JsonDocument }];
  });
}

function dependencyOf({ name, fields }: Package, type: string): ManifestDependency {
  const sum = textOrNull(memberOf(fields.dist, 'shasum'));
  return dependency(name, versionOf(fields), type, {
    local: memberOf(fields.dist, 'type') === 'path',
    source: originOf(fields),
    integrity: sum === null ? null : `sha1=${sum}`,
  });
}

/** Packages of Drupal have their own version (`8.x-1.9`) in the reference, and one that Composer understands beside it. */
function versionOf(fields: JsonDocument): string | null {
  const version = textOrNull(fields.version);
  if (!String(fields.type).includes('drupal')) return version;
  return textOrNull(memberOf(fields.source, 'reference')) ?? version;
}

/** Packages of a registry say where to report an installation; others have only the place that they came from. */
function originOf(fields: JsonDocument): string | null {
  const path = memberOf(fields.dist, 'type') === 'path' ? textOrNull(memberOf(fields.dist, 'url')) : null;
  if (path !== null || fields['notification-url'] !== undefined) return path;
  const url = textOrNull(memberOf(fields.source, 'url')) ?? textOrNull(memberOf(fields.dist, 'url'));
  return url === null ? null : withoutCredentials(url);
}

/** A requirement is met by the package of that name or by one that replaces or provides it. */
function graphOf(packages: readonly Package[]): ManifestGraph {
  const positions = new Map<string, number>();
  for (const [at, { fields }] of packages.entries())
    for (const section of [fields.provide, fields.replace])
      for (const [name] of textMembers(section)) positions.set(name.toLowerCase(), at);
  for (const [at, { name }] of packages.entries()) positions.set(name.toLowerCase(), at);
  const edges: [number, number][] = [];
  for (const [from, { fields }] of packages.entries())
    for (const [name] of textMembers(fields.require)) {
      const to = positions.get(name.toLowerCase());
      if (to !== undefined && to !== from) edges.push([from, to]);
    }
  const ids = new Map<string, number>();
  const nodes = packages.map(({ name, fields }) => {
    const version = textOrNull(fields.version);
    return { id: freeId(ids, `${name}@${version ?? ''}`), name, version };
  });
  return { nodes, edges, roots: null };
}
