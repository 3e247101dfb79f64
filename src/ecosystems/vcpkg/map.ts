/** A port of the index as a record (pure). README.md says what each field comes from. */
import type { JsonObject, MaintainerRecord, PackageRecord } from '../../core/records.ts';
import { chooseRepository } from '../../core/repository-candidates.ts';
import { isJsonObject, type JsonDocument } from '../../formats/json.ts';
import { countOf, dateOf, textsOf, unlessEmpty, versionNumber } from '../families/registry-api/values.ts';
import { clean, personOf, present, webUrl } from '../families/whole-index/text.ts';
import { defaultFeatures, dependenciesOf, type Feature, featureNames, featuresOf } from './dependencies.ts';
import { names } from './names.ts';

const PARAGRAPHS = { count: 50, length: 5_000 };
/** A machine and what is built for: `x64-windows-static`. */
const TRIPLET = /^(?:arm|arm64|arm64ec|x64|x86)-[a-z][a-z-]{1,40}$/;

/** Null for what is no port. */
export function mapPort(port: unknown): PackageRecord | null {
  if (!isJsonObject(port)) return null;
  const name = names.normalise(clean(port.Name, 1_000) ?? '');
  if (names.problem(name) !== null) return null;
  const number = versionNumber(port.Version);
  const homepage = webUrl(port.Homepage);
  const licenses = clean(port.License);
  const features = featuresOf(port);
  return {
    name,
    namespace: null,
    description: linesOf(port.Description).join(' ') || null,
    homepage,
    ...chooseRepository([], [['Homepage', port.Homepage]]),
    licenses,
    keywords: [],
    status: null,
    downloads: null,
    fundingLinks: [],
    metadata: metadataOf(port, features),
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
              metadata: present({ port_version: countOf(port['Port-Version']) }),
              dependencies: dependenciesOf(port, name, features),
            },
          ],
    versionsComplete: true,
    maintainers: maintainersOf(port.Maintainers),
  };
}

/** A text or a list of texts. */
function linesOf(value: unknown): string[] {
  return textsOf(Array.isArray(value) ? value : [value], PARAGRAPHS);
}

function metadataOf(port: JsonDocument, features: readonly Feature[]): JsonObject {
  const triplets: JsonObject = {};
  for (const key in port) {
    const result = TRIPLET.test(key) ? clean(port[key], 20) : null;
    if (result !== null) triplets[key] = result;
  }
  return present({
    supports: clean(port.Supports),
    documentation: webUrl(port.Documentation),
    features: unlessEmpty(featureNames(features).slice(0, 200)),
    default_features: unlessEmpty(defaultFeatures(port)),
    stars: countOf(port.Stars),
    last_modified: dateOf(port.LastModified),
    triplets: unlessEmpty(triplets),
  });
}

function maintainersOf(value: unknown): MaintainerRecord[] | null {
  const found = new Map<string, MaintainerRecord>();
  for (const text of linesOf(value)) {
    const person = personOf(text, null);
    if (person !== null) found.set(person.uuid, person);
  }
  return found.size > 0 ? [...found.values()] : null;
}
