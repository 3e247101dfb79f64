/** An attribute of packages.json as a record (pure). README.md says what each field comes from. */
import type { JsonObject, MaintainerRecord, PackageRecord } from '../../core/records.ts';
import { chooseRepository } from '../../core/repository-candidates.ts';
import { isJsonObject, type JsonDocument, memberOf, objectsIn } from '../../formats/json.ts';
import { textsOf, unlessEmpty, versionNumber } from '../families/registry-api/values.ts';
import { clean, present, webUrl } from '../families/whole-index/text.ts';
import { names } from './names.ts';

const MAX_PEOPLE = 500;
const LABELS = { count: 100, length: 200 };
const EMAIL = /^[^\s@<>,]{1,64}@[^\s@<>,]{1,190}$/;
const LOGIN = /^[A-Za-z0-9][A-Za-z0-9_-]{0,38}$/;

/** `attribute` is the name of the member. Null for what is no package. */
export function mapPackage(attribute: string | null, value: unknown): PackageRecord | null {
  const name = names.normalise(clean(attribute, 1_000) ?? '');
  if (!isJsonObject(value) || names.problem(name) !== null) return null;
  const meta = isJsonObject(value.meta) ? value.meta : {};
  const number = versionNumber(value.version);
  const homepages = listOf(meta.homepage).map(webUrl);
  const licenses = licensesOf(meta.license);
  return {
    name,
    namespace: null,
    description: clean(meta.description, 10_000),
    homepage: homepages[0] ?? null,
    ...chooseRepository(
      [],
      homepages.map(url => ['meta.homepage', url]),
    ),
    licenses,
    keywords: [],
    status: null,
    downloads: null,
    fundingLinks: [],
    metadata: metadataOf(value, meta),
    latestVersion: number,
    versions:
      number === null
        ? []
        : [
            {
              number,
              publishedAt: null,
              licenses,
              integrity: null,
              status: null,
              metadata: {},
              dependencies: null,
            },
          ],
    versionsComplete: true,
    maintainers: maintainersOf(meta.maintainers),
  };
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value.slice(0, LABELS.count) : [value];
}

/** Texts, or objects: by the SPDX id, else the short, else the full name. */
function licensesOf(value: unknown): string | null {
  const found = listOf(value).map(license =>
    isJsonObject(license)
      ? (clean(license.spdxId, 200) ?? clean(license.shortName, 200) ?? clean(license.fullName, 200))
      : clean(license, 200),
  );
  return [...new Set(found)].filter(license => license !== null).join(',') || null;
}

function metadataOf(value: JsonDocument, meta: JsonDocument): JsonObject {
  const isTrue = (field: string) => (meta[field] === true ? true : null);
  const { outputs } = value;
  return present({
    pname: clean(value.pname, 200),
    position: clean(meta.position, 500),
    changelog: webUrl(listOf(meta.changelog)[0]),
    main_program: clean(meta.mainProgram, 200),
    platforms: unlessEmpty(textsOf(meta.platforms, LABELS)),
    outputs: unlessEmpty(textsOf(isJsonObject(outputs) ? Object.keys(outputs) : outputs, LABELS)),
    broken: isTrue('broken'),
    insecure: isTrue('insecure'),
    unfree: isTrue('unfree'),
  });
}

/** By the login at GitHub, else the e-mail address, else the name. */
function maintainersOf(value: unknown): MaintainerRecord[] | null {
  if (!Array.isArray(value)) return null;
  const found = new Map<string, MaintainerRecord>();
  for (const person of objectsIn(value, MAX_PEOPLE)) {
    const said = clean(memberOf(person, 'github'), 100);
    const login = said !== null && LOGIN.test(said) ? said : null;
    const address = clean(person.email, 300);
    const email = address !== null && EMAIL.test(address) ? address : null;
    const name = clean(person.name, 200);
    const uuid = login ?? email ?? name;
    const url = login === null ? null : `https://github.com/${login}`;
    if (uuid !== null && !found.has(uuid)) found.set(uuid, { uuid, login, name, email, url, role: null });
  }
  return [...found.values()];
}
