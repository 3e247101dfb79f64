/**
 * Source packages, out of the stanzas of Sources files
 * (https://wiki.debian.org/DebianRepository/Format#A.22Sources.22_Indices).
 */
import type { PackageRecord, VersionRecord } from '../../../core/records.ts';
import { type ChosenRepository, chooseRepository } from '../../../core/repository-candidates.ts';
import type { Stanza } from '../../../formats/deb822.ts';
import { integer, present, unfolded } from './fields.ts';
import { packageRecord, type VersionGroup, versionGroups, versionRecord } from './map.ts';
import { sourceName } from './names.ts';
import { distinctPeople, parsePeople } from './people.ts';
import type { DependencyKind } from './relations.ts';
import type { LocatedStanza } from './stanza-groups.ts';

const KINDS: readonly DependencyKind[] = ['build-depends', 'build-depends-indep', 'build-depends-arch'];

/** All fields that are read here. */
export const SOURCE_FIELDS: ReadonlySet<string> = new Set([
  ...['package', 'version', 'binary', 'architecture', 'section', 'priority', 'standards-version', 'homepage'],
  ...[
    'maintainer',
    'uploaders',
    'vcs-browser',
    'vcs-git',
    'directory',
    'checksums-sha256',
    'extra-source-only',
  ],
  ...KINDS,
]);

/** What a source package says of its binary packages, too. Kept for every source, so small. */
export interface SourceFacts {
  /** Fields as they are; null where they are not there. */
  vcsBrowser: string | null;
  vcsGit: string | null;
  uploaders: string | null;
}

/**
 * The record of a source package under its `src:` name and the facts for its binary packages; null when all its stanzas
 * are kept only so that a source stays available, which the suite no longer builds from (`Extra-Source-Only`).
 *
 * @throws UpstreamError `malformed` when a stanza has no valid version or a broken relationship.
 */
export function sourceRecord(
  name: string,
  stanzas: readonly LocatedStanza[],
  isComplete: boolean,
): { record: PackageRecord; facts: SourceFacts } | null {
  const current = stanzas.filter(({ fields }) => fields.get('extra-source-only') !== 'yes');
  if (current.length === 0) return null;
  const groups = versionGroups(current);
  const [[latest]] = groups;
  const { fields } = latest;
  const maintainers = parsePeople(fields.get('maintainer') ?? '', 'maintainer');
  const uploaders = parsePeople(fields.get('uploaders') ?? '', 'uploader');
  const facts = factsOf(fields);
  const record = packageRecord(latest, {
    name: sourceName(name),
    description: null,
    repository: repositoryOf(facts, fields.get('homepage')),
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
    versions: groups.map(sourceVersion),
    versionsComplete: isComplete,
    maintainers: distinctPeople([...maintainers, ...uploaders]),
  });
  return { record, facts };
}

/** What identifies a source version is its .dsc, which holds the digests of the tarballs. */
function sourceVersion(group: VersionGroup): VersionRecord {
  const [{ fields }] = group;
  const control = /^([0-9a-f]{64}) +(\d{1,15}) +(\S+\.dsc)$/m.exec(fields.get('checksums-sha256') ?? '');
  const directory = fields.get('directory');
  return versionRecord(group, control?.[1], KINDS, {
    architecture: unfolded(fields.get('architecture')),
    section: fields.get('section'),
    priority: fields.get('priority'),
    standards_version: fields.get('standards-version'),
    directory,
    filename: directory && control ? `${directory}/${control[3]}` : undefined,
    size: integer(control?.[2]),
  });
}

function factsOf(fields: Stanza): SourceFacts {
  return {
    vcsBrowser: copied(fields.get('vcs-browser')),
    vcsGit: copied(fields.get('vcs-git')),
    uploaders: copied(fields.get('uploaders')),
  };
}

/** A part of a string keeps the whole of it in memory; a copy does not. */
function copied(text: string | undefined): string | null {
  return text ? Buffer.from(text).toString() : null;
}

/** Where the packaging is kept, as the source declares; else the homepage, when that is a repository. */
export function repositoryOf(facts: SourceFacts | null, homepage: string | undefined): ChosenRepository {
  return chooseRepository(
    [
      ['vcs-browser', facts?.vcsBrowser],
      ['vcs-git', facts?.vcsGit],
    ],
    [['homepage', homepage]],
  );
}
