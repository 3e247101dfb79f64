/**
 * Binary packages, out of the stanzas of Packages files
 * (https://wiki.debian.org/DebianRepository/Format#A.22Packages.22_Indices).
 */
import type { MaintainerRecord, PackageRecord, VersionRecord } from '../../../core/records.ts';
import type { Stanza } from '../../../formats/deb822.ts';
import { descriptionOf, integer, present, sourcePackage, unfolded } from './fields.ts';
import { distinct, packageRecord, type VersionGroup, versionGroups, versionRecord } from './map.ts';
import { distinctPeople, parsePeople } from './people.ts';
import type { DependencyKind } from './relations.ts';
import { repositoryOf, type SourceFacts } from './sources.ts';
import type { LocatedStanza } from './stanza-groups.ts';

const KINDS: readonly DependencyKind[] = ['depends', 'pre-depends', 'recommends', 'suggests', 'enhances'];

/** All fields that are read here. */
export const BINARY_FIELDS: ReadonlySet<string> = new Set([
  ...['package', 'version', 'source', 'architecture', 'section', 'priority', 'description', 'homepage'],
  ...['maintainer', 'filename', 'size', 'installed-size', 'sha256', 'multi-arch', 'essential'],
  ...['provides', 'conflicts', 'breaks', 'replaces'],
  ...KINDS,
]);

export interface BinaryOptions {
  /** What the source package of that name says; null when it was not read. */
  sourceFacts(name: string): SourceFacts | null;
  /** True when every suite of the release was read. */
  isComplete: boolean;
}

/** @throws UpstreamError `malformed` when a stanza has no valid version or a broken relationship. */
export function binaryRecord(
  name: string,
  stanzas: readonly LocatedStanza[],
  { sourceFacts, isComplete }: BinaryOptions,
): PackageRecord {
  const groups = versionGroups(stanzas);
  const [[latest]] = groups;
  const { fields } = latest;
  const source = sourcePackage(name, fields);
  const facts = sourceFacts(source.name);
  return packageRecord(latest, {
    name,
    description: descriptionOf(fields),
    repository: repositoryOf(facts, fields.get('homepage')),
    metadata: present({
      source: source.name,
      component: latest.file.component,
      section: fields.get('section'),
      priority: fields.get('priority'),
      architecture: fields.get('architecture'),
      essential: fields.get('essential'),
    }),
    versions: groups.map(group => binaryVersion(name, group)),
    versionsComplete: isComplete,
    maintainers: peopleOf(fields, facts),
  });
}

function binaryVersion(name: string, group: VersionGroup): VersionRecord {
  const [{ fields }] = group;
  const architectures = distinct(group.map(stanza => stanza.fields.get('architecture') ?? ''));
  return versionRecord(group, fields.get('sha256'), KINDS, {
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

function peopleOf(fields: Stanza, facts: SourceFacts | null): MaintainerRecord[] {
  const maintainers = parsePeople(fields.get('maintainer') ?? '', 'maintainer');
  if (!facts?.uploaders) return distinctPeople(maintainers);
  return distinctPeople([...maintainers, ...parsePeople(facts.uploaders, 'uploader')]);
}
