/** An entry of the catalog as a record (pure). README.md says what each field comes from. */
import type { JsonObject, MaintainerRecord, PackageRecord } from '../../core/records.ts';
import { chooseRepository } from '../../core/repository-candidates.ts';
import { isJsonObject, type JsonDocument, memberOf } from '../../formats/json.ts';
import { dateOfUnix, textsOf, unlessEmpty } from '../families/registry-api/values.ts';
import { clean, personOf, present } from '../families/whole-index/text.ts';
import { names } from './names.ts';
import { repositoryOf } from './source.ts';

const MAX_DEPENDENCIES = 500;
const MAX_PINS = 100;

/** Null where the key can be no name, or the value no entry. */
export function mapEntry(key: string, value: unknown): PackageRecord | null {
  const name = names.normalise(key);
  if (!isJsonObject(value) || names.problem(name) !== null) return null;
  const source = clean(value.source, 2_000);
  return {
    name,
    namespace: null,
    description: clean(value.description, 10_000),
    homepage: null,
    ...chooseRepository(source === null ? [] : [['source', repositoryOf(source), source]]),
    licenses: null,
    keywords: textsOf(value.tags, { count: 100, length: 200 }),
    status: null,
    downloads: null,
    fundingLinks: [],
    metadata: present({
      source,
      checksum: clean(value.checksum, 100),
      ring: typeof value.ring === 'number' && [0, 1, 2].includes(value.ring) ? value.ring : null,
      last_updated: dateOfUnix(value['last-updated']),
      last_edit: dateOfUnix(value['last-edit']),
      dependencies: unlessEmpty(dependenciesOf(value.dependencies)),
      versions: unlessEmpty(pinsOf(value.versions)),
    }),
    latestVersion: null,
    versions: [],
    versionsComplete: true,
    maintainers: authorsOf(value),
  };
}

/**
 * `"base"` or `["base", {"kw": "version"}, "7.6"]`, a name and the values of its keywords: `{"base": "7.6"}` is a package
 * and the least version of it, `*` where any will do.
 */
function dependenciesOf(value: unknown): JsonObject {
  const dependencies: JsonObject = {};
  for (const said of Array.isArray(value) ? value.slice(0, MAX_DEPENDENCIES) : []) {
    const parts: unknown[] = Array.isArray(said) ? said : [said];
    const name = clean(parts[0], 255);
    if (name === null || name === '__proto__') continue;
    const at = parts.findIndex(part => memberOf(part, 'kw') === 'version' || part === '#:version');
    // The oldest form is a name and its version.
    const version = at > 0 ? parts[at + 1] : parts.length === 2 ? parts[1] : null;
    dependencies[name] = clean(version, 100) ?? '*';
  }
  return dependencies;
}

/** Other sources for releases of Racket: `{"5.3.6": {source, checksum}}`. What holds for all others is `default`. */
function pinsOf(value: unknown): JsonObject {
  const pins: JsonObject = {};
  if (!isJsonObject(value)) return pins;
  for (const [release, pin] of Object.entries(value).slice(0, MAX_PINS)) {
    const number = clean(release, 50);
    if (number === null || number === 'default' || number === '__proto__') continue;
    pins[number] = present({
      source: clean(memberOf(pin, 'source'), 2_000),
      checksum: clean(memberOf(pin, 'checksum'), 100),
    });
  }
  return pins;
}

/** Accounts of the catalog are addresses. */
function authorsOf(value: JsonDocument): MaintainerRecord[] {
  const said = Array.isArray(value.authors) ? value.authors.slice(0, 100) : [value.author];
  const people = new Map<string, MaintainerRecord>();
  for (const author of said) {
    const person = personOf(clean(author, 500), null);
    if (person !== null && !people.has(person.uuid)) people.set(person.uuid, person);
  }
  return [...people.values()];
}
