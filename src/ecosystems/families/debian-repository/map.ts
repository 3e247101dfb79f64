/**
 * Stanzas of Packages (https://wiki.debian.org/DebianRepository/Format#A.22Packages.22_Indices) and Sources to records.
 * All stanzas of one name make one package: one version for each distinct version string, and what is said of the
 * package itself is what the stanza of its highest version says.
 */
import { UpstreamError } from '../../../core/errors.ts';
import type {
  DependencyRecord,
  MaintainerRecord,
  PackageRecord,
  VersionRecord,
} from '../../../core/records.ts';
import type { Stanza } from '../../../formats/deb822.ts';
import { compare } from '../../../versions/debian.ts';
import {
  checkedVersion,
  descriptionOf,
  integer,
  present,
  repositoryOf,
  type SparseObject,
  sourcePackage,
  unfolded,
} from './fields.ts';
import { isSource } from './names.ts';
import { distinctPeople, parsePeople } from './people.ts';
import { type DependencyKind, parseRelations } from './relations.ts';
import type { LocatedStanza } from './stanza-index.ts';

const BINARY_KINDS: readonly DependencyKind[] = [
  'depends',
  'pre-depends',
  'recommends',
  'suggests',
  'enhances',
];
const SOURCE_KINDS: readonly DependencyKind[] = [
  'build-depends',
  'build-depends-indep',
  'build-depends-arch',
];

export interface MapOptions {
  /** The stanza of a source package of the highest version, or null when it was not read. */
  sourceOf(name: string): Stanza | null;
  /** True when every suite of the release was read. */
  isComplete: boolean;
}

/**
 * The record of one package.
 *
 * @throws UpstreamError `malformed` naming the package when a stanza has no valid version or a broken relationship.
 */
export function packageRecord(
  name: string,
  stanzas: readonly LocatedStanza[],
  options: MapOptions,
): PackageRecord {
  try {
    const versions = versionGroups(stanzas);
    const latest = (versions[0] as LocatedStanza[])[0] as LocatedStanza;
    return isSource(name)
      ? sourceRecord(name, latest, versions, options)
      : binaryRecord(name, latest, versions, options);
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    throw new UpstreamError(error.code, `package ${name}: ${error.message}`, { cause: error });
  }
}

/** The stanza of the highest version. */
export function highest(stanzas: readonly LocatedStanza[]): Stanza | null {
  let best: Stanza | null = null;
  for (const { fields } of stanzas) {
    if (best === null || compare(checkedVersion(fields), checkedVersion(best)) > 0) best = fields;
  }
  return best;
}

/** Stanzas by version, highest first; within one version in the order of the files. */
function versionGroups(stanzas: readonly LocatedStanza[]): LocatedStanza[][] {
  const groups = new Map<string, LocatedStanza[]>();
  for (const stanza of stanzas) {
    const version = checkedVersion(stanza.fields);
    const group = groups.get(version);
    if (group === undefined) groups.set(version, [stanza]);
    else group.push(stanza);
  }
  return [...groups].sort(([a], [b]) => compare(b, a)).map(([, group]) => group);
}

function binaryRecord(
  name: string,
  latest: LocatedStanza,
  versions: LocatedStanza[][],
  options: MapOptions,
): PackageRecord {
  const { fields } = latest;
  const source = sourcePackage(name, fields);
  const sourceFields = options.sourceOf(source.name);
  return record(name, latest, options, {
    description: descriptionOf(fields),
    repositoryUrl: repositoryOf(sourceFields, fields.get('homepage')),
    metadata: present({
      source: source.name,
      component: latest.file.component,
      section: fields.get('section'),
      priority: fields.get('priority'),
      architecture: fields.get('architecture'),
      essential: fields.get('essential'),
    }),
    versions: versions.map(group => binaryVersion(name, group)),
    maintainers: peopleOf(fields, sourceFields),
  });
}

function sourceRecord(
  name: string,
  latest: LocatedStanza,
  versions: LocatedStanza[][],
  options: MapOptions,
): PackageRecord {
  const { fields } = latest;
  return record(name, latest, options, {
    description: null,
    repositoryUrl: repositoryOf(fields, fields.get('homepage')),
    metadata: present({
      component: latest.file.component,
      section: fields.get('section'),
      priority: fields.get('priority'),
      architecture: unfolded(fields.get('architecture')),
      binaries: fields.get('binary')?.match(/[^\s,]+/g) ?? [],
      standards_version: fields.get('standards-version'),
      vcs_browser: fields.get('vcs-browser'),
      vcs_git: fields.get('vcs-git'),
    }),
    versions: versions.map(sourceVersion),
    maintainers: peopleOf(fields, fields),
  });
}

type OwnFacts = Pick<
  PackageRecord,
  'description' | 'repositoryUrl' | 'metadata' | 'versions' | 'maintainers'
>;

/** Written out rather than spread: of 60,000 records, spreading costs a third of the time. */
function record(
  name: string,
  { fields, file }: LocatedStanza,
  { isComplete }: MapOptions,
  own: OwnFacts,
): PackageRecord {
  // A section outside main is written with its component: `contrib/web`.
  const section = fields.get('section')?.split('/').at(-1);
  return {
    name,
    namespace: file.component,
    description: own.description,
    homepage: fields.get('homepage') || null,
    repositoryUrl: own.repositoryUrl,
    licenses: null,
    keywords: section ? [section] : [],
    status: null,
    downloads: null,
    fundingLinks: [],
    metadata: own.metadata,
    latestVersion: fields.get('version') as string,
    versions: own.versions,
    versionsComplete: isComplete,
    maintainers: own.maintainers,
  };
}

function binaryVersion(name: string, group: LocatedStanza[]): VersionRecord {
  const { fields, file } = group[0] as LocatedStanza;
  const architectures = distinct(group.map(stanza => stanza.fields.get('architecture') ?? ''));
  return version(fields, fields.get('sha256'), BINARY_KINDS, {
    suites: distinct(group.map(stanza => stanza.file.pocket.name)),
    component: file.component,
    architecture: fields.get('architecture'),
    architectures: architectures.length > 1 ? architectures : undefined,
    section: fields.get('section'),
    priority: fields.get('priority'),
    source: sourcePackage(name, fields),
    filename: fields.get('filename'),
    size: integer(fields.get('size')),
    installed_size: integer(fields.get('installed-size')),
    multi_arch: fields.get('multi-arch'),
    essential: fields.get('essential'),
    provides: unfolded(fields.get('provides')),
    conflicts: unfolded(fields.get('conflicts')),
    breaks: unfolded(fields.get('breaks')),
    replaces: unfolded(fields.get('replaces')),
  });
}

/** What identifies a source version is its .dsc, which holds the digests of the tarballs. */
function sourceVersion(group: LocatedStanza[]): VersionRecord {
  const { fields, file } = group[0] as LocatedStanza;
  const control = /^([0-9a-f]{64}) +(\d{1,15}) +(\S+\.dsc)$/m.exec(fields.get('checksums-sha256') ?? '');
  const directory = fields.get('directory');
  return version(fields, control?.[1], SOURCE_KINDS, {
    suites: distinct(group.map(stanza => stanza.file.pocket.name)),
    component: file.component,
    architecture: unfolded(fields.get('architecture')),
    section: fields.get('section'),
    priority: fields.get('priority'),
    standards_version: fields.get('standards-version'),
    directory,
    filename: directory && control ? `${directory}/${control[3]}` : undefined,
    size: integer(control?.[2]),
  });
}

function version(
  fields: Stanza,
  sha256: string | undefined,
  kinds: readonly DependencyKind[],
  metadata: SparseObject,
): VersionRecord {
  return {
    number: fields.get('version') as string,
    publishedAt: null,
    licenses: null,
    integrity: sha256 ? `sha256-${sha256.toLowerCase()}` : null,
    status: null,
    metadata: present(metadata),
    dependencies: dependenciesOf(fields, kinds),
  };
}

function dependenciesOf(fields: Stanza, kinds: readonly DependencyKind[]): DependencyRecord[] {
  const records: DependencyRecord[] = [];
  for (const kind of kinds) {
    const field = fields.get(kind);
    if (field) for (const record of parseRelations(field, kind)) records.push(record);
  }
  return records;
}

function peopleOf(fields: Stanza, source: Stanza | null): MaintainerRecord[] {
  const maintainers = parsePeople(fields.get('maintainer') ?? '', 'maintainer');
  const uploaders = source?.get('uploaders');
  return distinctPeople(uploaders ? [...maintainers, ...parsePeople(uploaders, 'uploader')] : maintainers);
}

function distinct(values: string[]): string[] {
  return values.length === 1 ? values : [...new Set(values)];
}
