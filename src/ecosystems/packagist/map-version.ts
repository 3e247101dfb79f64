/** One version of a package as a record (pure). */
import type { DependencyRecord, Json, VersionRecord } from '../../core/records.ts';
import { isJsonObject, type JsonDocument, memberOf } from '../../formats/json.ts';
import { fragmentOf } from '../families/registry-api/fragments.ts';
import { dateOf, textsOf, unlessEmpty } from '../families/registry-api/values.ts';
import { clean, present, webUrl } from '../families/whole-index/text.ts';
import type { dependencyKinds } from './kinds.ts';
import { isPlatform, names } from './names.ts';

const MAX_DEPENDENCIES = 2_000;
const FRAGMENT = 1_000;
/** Of lists of packages: what the parts of a framework replace. */
const LINKS = 8_000;

/** Branches are no releases: `dev-main`, `1.x-dev`. */
export function isBranch(number: string): boolean {
  return /^dev-|-dev$/i.test(number);
}

export function mapVersion(number: string, entry: JsonDocument): VersionRecord {
  const required = requirementsIn(entry.require);
  return {
    number,
    publishedAt: dateOf(entry.time),
    licenses: licensesOf(entry.license),
    integrity: integrityOf(memberOf(entry.dist, 'shasum')),
    status: null,
    metadata: present({
      download_url: webUrl(memberOf(entry.dist, 'url')),
      reference: clean(memberOf(entry.source, 'reference') ?? memberOf(entry.dist, 'reference'), 100),
      php_version: required.get('php'),
      platform_requirements: platformOf(required),
      autoload: fragmentOf(entry.autoload, FRAGMENT),
      extra: fragmentOf(entry.extra, FRAGMENT),
      suggest: fragmentOf(entry.suggest, FRAGMENT),
      replace: fragmentOf(entry.replace, LINKS),
      provide: fragmentOf(entry.provide, LINKS),
      conflict: fragmentOf(entry.conflict, LINKS),
    }),
    dependencies: [
      ...dependenciesOf(required, 'runtime'),
      ...dependenciesOf(requirementsIn(entry['require-dev']), 'development'),
    ],
  };
}

/** A list is a choice in Composer; as elsewhere it is joined with `,`. */
export function licensesOf(value: unknown): string | null {
  return textsOf(Array.isArray(value) ? value : [value], { count: 50, length: 300 }).join(',') || null;
}

/** Requirements by normalised name: packages, and what only the machine has. */
function requirementsIn(value: unknown): Map<string, string | null> {
  const found = new Map<string, string | null>();
  if (!isJsonObject(value)) return found;
  for (const key in value) {
    if (found.size === MAX_DEPENDENCIES) break;
    const name = names.normalise(key);
    if (isPlatform(name) || names.problem(name) === null) found.set(name, clean(value[key], 500));
  }
  return found;
}

/** PHP itself is no dependency; its extensions and libraries are. */
function dependenciesOf(
  requirements: ReadonlyMap<string, string | null>,
  kind: (typeof dependencyKinds)[number],
): DependencyRecord[] {
  return [...requirements]
    .filter(([name]) => !/^(?:php|hhvm)(?:-|$)/.test(name))
    .map(([name, requirement]) => ({ name, requirement, kind, optional: false }));
}

function platformOf(requirements: ReadonlyMap<string, string | null>): Json {
  const platform = [...requirements].filter(([name]) => /^(?:ext-|lib-|php-)/.test(name));
  return unlessEmpty(Object.fromEntries(platform.slice(0, 50)));
}

function integrityOf(value: unknown): string | null {
  const digest = clean(value, 41);
  return digest !== null && /^[0-9a-f]{40}$/i.test(digest) ? `sha1-${digest.toLowerCase()}` : null;
}
