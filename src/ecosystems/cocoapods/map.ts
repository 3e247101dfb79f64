/** A pod as a record (pure). README.md says what each field comes from. */
import type { JsonObject, MaintainerRecord, PackageRecord, VersionRecord } from '../../core/records.ts';
import { chooseRepository } from '../../core/repository-candidates.ts';
import { isJsonObject, type JsonDocument, memberOf, objectsIn } from '../../formats/json.ts';
import { gem as scheme } from '../../versions/schemes/gem.ts';
import { latestOf } from '../ecosystem.ts';
import { fragmentOf } from '../families/registry-api/fragments.ts';
import { sha256Integrity, textsOf, unlessEmpty } from '../families/registry-api/values.ts';
import { clean, present, webUrl } from '../families/whole-index/text.ts';
import { defaultSubspecsOf, dependenciesOf, subspecNeedsOf } from './dependencies.ts';
import type { Trunk } from './schema.ts';

export interface PodFacts {
  name: string;
  /** Every version that the CDN lists. */
  numbers: readonly string[];
  /** By version: the podspecs that were read. */
  podspecs: ReadonlyMap<string, JsonDocument>;
  /** Null where Trunk says nothing. */
  trunk: Trunk | null;
}

export function mapPod({ name, numbers, podspecs, trunk }: PodFacts): PackageRecord {
  const versions = numbers.map(number =>
    versionRecord(number, name, podspecs.get(number) ?? null, trunk?.dates.get(number) ?? null),
  );
  const latestVersion = latestOf(versions, scheme);
  const spec = podspecs.get(latestVersion ?? '') ?? [...podspecs.values()][0] ?? {};
  const homepage = webUrl(spec.homepage);
  return {
    name,
    namespace: null,
    description: clean(spec.summary, 10_000) ?? clean(spec.description, 10_000),
    homepage,
    ...chooseRepository(
      [['source.git', memberOf(spec.source, 'git')]],
      [
        ['homepage', spec.homepage],
        ['source.http', memberOf(spec.source, 'http')],
      ],
    ),
    licenses: licenseOf(spec.license),
    keywords: [],
    status: isDeprecated(spec) ? 'deprecated' : null,
    downloads: null,
    fundingLinks: [],
    metadata: present({
      deprecated_in_favor_of: clean(spec.deprecated_in_favor_of, 255),
      documentation_url: webUrl(spec.documentation_url),
      social_media_url: webUrl(spec.social_media_url),
      authors: unlessEmpty(authorsOf(spec.authors ?? spec.author)),
    }),
    latestVersion,
    versions,
    versionsComplete: true,
    maintainers: trunk && maintainersOf(trunk),
  };
}

/** `pod trunk deprecate` marks the podspec of every version, so that it says something of the pod. */
function isDeprecated(spec: JsonDocument): boolean {
  return spec.deprecated === true || clean(spec.deprecated_in_favor_of, 255) !== null;
}

function versionRecord(
  number: string,
  pod: string,
  spec: JsonDocument | null,
  publishedAt: string | null,
): VersionRecord {
  return {
    number,
    publishedAt,
    licenses: licenseOf(spec?.license),
    integrity: integrityOf(spec?.source),
    status: null,
    metadata: spec === null ? {} : versionMetadata(spec, pod),
    dependencies: spec === null ? null : dependenciesOf(spec, pod),
  };
}

function versionMetadata(spec: JsonDocument, pod: string): JsonObject {
  const subspecs = objectsIn(spec.subspecs, 500).map(subspec => subspec.name);
  const inner = subspecNeedsOf(spec, pod);
  const swift = spec.swift_versions ?? spec.swift_version;
  return present({
    source: fragmentOf(spec.source, 4_000),
    platforms: fragmentOf(spec.platforms, 1_000),
    swift_versions: unlessEmpty(
      textsOf(typeof swift === 'string' ? [swift] : swift, { count: 50, length: 50 }),
    ),
    subspecs: unlessEmpty(textsOf(subspecs, { count: 500, length: 200 })),
    default_subspecs: unlessEmpty(defaultSubspecsOf(spec)),
    subspec_needs: Object.keys(inner).length > 0 ? fragmentOf(inner, 20_000) : null,
    deprecated: spec.deprecated === true ? true : null,
    deprecated_in_favor_of: clean(spec.deprecated_in_favor_of, 255),
  });
}

/** A text, or `{type, file, text}`. */
function licenseOf(license: unknown): string | null {
  return clean(license, 500) ?? clean(memberOf(license, 'type'), 500);
}

/** The digest of the file of a source that is one. */
function integrityOf(source: unknown): string | null {
  const sha256 = sha256Integrity(memberOf(source, 'sha256'));
  if (sha256 !== null) return sha256;
  const sha1 = clean(memberOf(source, 'sha1'), 80);
  return sha1 !== null && /^[0-9a-f]{40}$/i.test(sha1) ? `sha1-${sha1.toLowerCase()}` : null;
}

/** Names without addresses: `{"Name": "e-mail"}`, a list of names, or one. */
function authorsOf(authors: unknown): string[] {
  const list = isJsonObject(authors)
    ? Object.keys(authors)
    : typeof authors === 'string'
      ? [authors]
      : authors;
  return textsOf(list, { count: 100, length: 200 }).filter(author => !author.includes('@'));
}

function maintainersOf({ owners }: Trunk): MaintainerRecord[] {
  const found = new Map<string, MaintainerRecord>();
  for (const { name, email } of owners) {
    const uuid = email.toLowerCase();
    if (!found.has(uuid)) found.set(uuid, { uuid, login: null, name, email, url: null, role: null });
  }
  return [...found.values()];
}
