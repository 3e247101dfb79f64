/**
 * What binary and source packages have in common on the way from stanzas to records. All stanzas of one name make one
 * package: one version for each distinct version string, and what is said of the package itself is what the stanza of
 * its highest version says.
 */
import { UpstreamError } from '../../../core/errors.ts';
import type { DependencyRecord, PackageRecord, VersionRecord } from '../../../core/records.ts';
import type { ChosenRepository } from '../../../core/repository-candidates.ts';
import type { Stanza } from '../../../formats/deb822.ts';
import { deb } from '../../../versions/schemes/deb.ts';
import { checkedVersion, integrityOf, present, type SparseObject } from './fields.ts';
import { type DependencyKind, parseRelations } from './relations.ts';
import type { LocatedStanza } from './stanza-groups.ts';

/** The stanzas of one version, in the order of the files; the first speaks for the version. */
export type VersionGroup = [LocatedStanza, ...LocatedStanza[]];

/** Highest version first. */
export type VersionGroups = [VersionGroup, ...VersionGroup[]];

/** @throws UpstreamError `malformed` when a stanza has no valid version. */
export function versionGroups(stanzas: readonly LocatedStanza[]): VersionGroups {
  const groups = new Map<string, VersionGroup>();
  for (const stanza of stanzas) {
    const version = checkedVersion(stanza.fields);
    const group = groups.get(version);
    if (group === undefined) groups.set(version, [stanza]);
    else group.push(stanza);
  }
  const sorted = [...groups].sort(([a], [b]) => deb.compare(b, a)).map(([, group]) => group);
  return sorted as VersionGroups;
}

export type OwnFacts = Pick<
  PackageRecord,
  'name' | 'description' | 'metadata' | 'versions' | 'versionsComplete' | 'maintainers'
> & {
  /** The repository and what speaks for it. */
  repository: ChosenRepository;
};

/** Written out rather than spread: of 60,000 records, spreading costs a third of the time. */
export function packageRecord({ fields, file }: LocatedStanza, own: OwnFacts): PackageRecord {
  // A section outside main is written with its component: `contrib/web`.
  const section = fields.get('section')?.split('/').at(-1);
  return {
    name: own.name,
    namespace: file.component,
    description: own.description,
    homepage: fields.get('homepage') || null,
    repositoryUrl: own.repository.repositoryUrl,
    repositoryCandidates: own.repository.repositoryCandidates,
    licenses: null,
    keywords: section ? [section] : [],
    status: null,
    downloads: null,
    fundingLinks: [],
    metadata: own.metadata,
    latestVersion: fields.get('version') as string,
    versions: own.versions,
    versionsComplete: own.versionsComplete,
    maintainers: own.maintainers,
  };
}

export function versionRecord(
  group: VersionGroup,
  sha256: string | undefined,
  kinds: readonly DependencyKind[],
  metadata: SparseObject,
): VersionRecord {
  const [{ fields, file }] = group;
  return {
    number: fields.get('version') as string,
    publishedAt: null,
    licenses: null,
    integrity: integrityOf(sha256),
    status: null,
    metadata: present({
      suites: distinct(group.map(stanza => stanza.file.pocket.name)),
      component: file.component,
      ...metadata,
    }),
    dependencies: dependenciesOf(fields, kinds),
  };
}

export function distinct(values: string[]): string[] {
  return values.length === 1 ? values : [...new Set(values)];
}

/** Runs `map`, and names the package in what it throws. */
export function naming<T>(name: string, map: () => T): T {
  try {
    return map();
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    throw new UpstreamError(error.code, `package ${name}: ${error.message}`, { cause: error });
  }
}

function dependenciesOf(fields: Stanza, kinds: readonly DependencyKind[]): DependencyRecord[] {
  const records: DependencyRecord[] = [];
  for (const kind of kinds) {
    const field = fields.get(kind);
    if (field) for (const record of parseRelations(field, kind)) records.push(record);
  }
  return records;
}
