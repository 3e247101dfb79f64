/** The files of a package as a record (pure). README.md says what each field comes from. */
import { UpstreamError } from '../../core/errors.ts';
import type { DependencyRecord, PackageRecord, VersionRecord } from '../../core/records.ts';
import { chooseRepository } from '../../core/repository-candidates.ts';
import { isJsonObject, type JsonDocument, memberOf } from '../../formats/json.ts';
import { parseToml } from '../../formats/toml.ts';
import { julia as scheme } from '../../versions/schemes/julia.ts';
import { latestOf } from '../ecosystem.ts';
import { versionNumber } from '../families/registry-api/values.ts';
import { clean, present } from '../families/whole-index/text.ts';
import type { HubInfo } from './hub.ts';
import { names } from './names.ts';
import { type CompressedRange, isWithin, numbersOf, parseRange, type VersionNumbers } from './ranges.ts';
import type { PackageFiles, RegistryFile } from './registry-files.ts';

const MAX_VERSIONS = 5_000;
const MAX_SECTIONS = 5_000;
const MAX_DEPENDENCIES = 1_000;
/** Of one file. */
const LIMITS = { bytes: 2 * 1024 * 1024, depth: 20 };
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export interface Extras {
  info: ReadonlyMap<string, HubInfo>;
  /** Requests of the last month. */
  requests: ReadonlyMap<string, number>;
}

/** Null for what names no package. @throws UpstreamError `malformed` for files that are no TOML. */
export function mapPackage(files: PackageFiles, { info, requests }: Extras): PackageRecord | null {
  const about = documentOf(files, 'Package', 'package');
  const name = names.normalise(clean(about.name, 200) ?? '');
  const uuid = clean(about.uuid, 36)?.toLowerCase() ?? '';
  if (names.problem(name) !== null || !UUID.test(uuid)) return null;
  const hub = info.get(uuid);
  const versions = versionsOf(files, name, uuid);
  const deprecation = memberOf(about.metadata, 'deprecated');
  const count = requests.get(uuid);
  return {
    name,
    namespace: null,
    description: hub?.description ?? null,
    homepage: null,
    ...chooseRepository([['repo', about.repo]]),
    licenses: hub?.license ?? null,
    keywords: hub?.tags ?? [],
    status: isJsonObject(deprecation) ? 'deprecated' : null,
    downloads: count === undefined ? null : { count, period: 'last-month' },
    fundingLinks: [],
    metadata: present({
      uuid,
      subdir: clean(about.subdir, 500),
      owner: hub?.owner,
      stars: hub?.stars,
      deprecation: clean(memberOf(deprecation, 'reason'), 1_000),
      alternative: clean(memberOf(deprecation, 'alternative'), 200),
    }),
    latestVersion: latestOf(versions, scheme),
    versions,
    versionsComplete: true,
    maintainers: null,
  };
}

function versionsOf(files: PackageFiles, name: string, uuid: string): VersionRecord[] {
  const all = documentOf(files, 'Versions', name);
  const dependencies = sectionsOf(files, 'Deps', name);
  const compat = sectionsOf(files, 'Compat', name);
  const weak = sectionsOf(files, 'WeakDeps', name);
  const weakCompat = sectionsOf(files, 'WeakCompat', name);
  const versions: VersionRecord[] = [];
  for (const [number, facts] of Object.entries(all).slice(0, MAX_VERSIONS)) {
    if (versionNumber(number) === null || !scheme.isValid(number)) continue;
    const numbers = numbersOf(number);
    const strong = of(dependencies, numbers);
    const requirements = new Map([...of(compat, numbers), ...of(weakCompat, numbers)]);
    const optional = [...of(weak, numbers)].filter(([key]) => !strong.has(key));
    versions.push({
      number,
      publishedAt: null,
      licenses: null,
      integrity: null,
      status: memberOf(facts, 'yanked') === true ? 'yanked' : null,
      metadata: present({
        uuid,
        git_tree_sha1: clean(memberOf(facts, 'git-tree-sha1'), 64),
        julia: requirementOf(requirements.get('julia')),
      }),
      dependencies: [
        ...recordsOf(strong.keys(), 'runtime', requirements),
        ...recordsOf(
          optional.map(([key]) => key),
          'weak',
          requirements,
        ),
      ],
    });
  }
  return versions;
}

/** A weak dependency is one that a package can do without. */
function recordsOf(
  keys: Iterable<string>,
  kind: 'runtime' | 'weak',
  requirements: ReadonlyMap<string, unknown>,
): DependencyRecord[] {
  const records: DependencyRecord[] = [];
  for (const key of keys) {
    if (records.length >= MAX_DEPENDENCIES) break;
    if (names.problem(key) !== null) continue;
    records.push({
      name: key,
      requirement: requirementOf(requirements.get(key)),
      kind,
      optional: kind === 'weak',
    });
  }
  return records;
}

/**
 * One range, or a list of which each will do, as a compat entry of a project would say it: the `1.2` of a registry is
 * every 1.2.x, which is `=1.2` there.
 */
function requirementOf(value: unknown): string | null {
  const ranges = (Array.isArray(value) ? value : [value])
    .slice(0, 200)
    .map(range => clean(range, 100))
    .filter(range => range !== null)
    .map(range => (/^\d[\d.]*$/.test(range) ? `=${range}` : range));
  return clean(ranges.join(', '), 2_000);
}

interface Section {
  range: CompressedRange;
  members: JsonDocument;
}

/** The sections of a compressed file. */
function sectionsOf(files: PackageFiles, file: RegistryFile, name: string): Section[] {
  const sections: Section[] = [];
  for (const [heading, members] of Object.entries(documentOf(files, file, name)).slice(0, MAX_SECTIONS)) {
    const range = parseRange(heading);
    if (range === null || !isJsonObject(members))
      throw new UpstreamError('malformed', `${file}.toml of ${name}: a heading that is no range`);
    sections.push({ range, members });
  }
  return sections;
}

/** What all sections say of a version. */
function of(sections: readonly Section[], numbers: VersionNumbers | null): Map<string, unknown> {
  const found = new Map<string, unknown>();
  for (const { range, members } of sections)
    if (numbers !== null && isWithin(numbers, range))
      for (const [key, value] of Object.entries(members).slice(0, MAX_DEPENDENCIES)) found.set(key, value);
  return found;
}

function documentOf(files: PackageFiles, file: RegistryFile, name: string): JsonDocument {
  const bytes = files.get(file);
  return bytes === undefined ? {} : parseToml(bytes, `${file}.toml of ${name}`, LIMITS);
}
