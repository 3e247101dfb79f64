/** A module as a record (pure). README.md says what each field comes from. */
import { UpstreamError } from '../../core/errors.ts';
import type { PackageRecord, VersionRecord } from '../../core/records.ts';
import { type ChosenRepository, chooseRepository } from '../../core/repository-candidates.ts';
import { type JsonDocument, memberOf, objectsIn, parseJsonObject } from '../../formats/json.ts';
import { npm as scheme } from '../../versions/schemes/npm.ts';
import { latestOf } from '../ecosystem.ts';
import { countOf, dateOf, textsOf, unlessEmpty, versionNumber } from '../families/registry-api/values.ts';
import { clean, present } from '../families/whole-index/text.ts';
import { importsOf } from './imports.ts';
import { names } from './names.ts';

const MAX_VERSIONS = 20_000;

export interface Module {
  document: JsonDocument;
  name: string;
  versions: string[];
}

/** What the registry keeps of a version; null where it was not had. */
export interface VersionAnswers {
  meta: Uint8Array | null;
  graph: Uint8Array | null;
}

/** @throws UpstreamError `malformed` for what is no module, and for another one. */
export function parseModule(bytes: Uint8Array, asked: string): Module {
  const document = parseJsonObject(bytes, `module ${asked}`);
  const { name, versions } = document;
  if (typeof name !== 'string' || names.normalise(name) !== asked)
    throw new UpstreamError('malformed', `module ${asked}: it is another one, or none`);
  if (!Array.isArray(versions)) throw new UpstreamError('malformed', `module ${asked}: no list of versions`);
  const numbers = versions.slice(0, MAX_VERSIONS).map(version => versionNumber(version));
  return { document, name: asked, versions: [...new Set(numbers)].filter(number => number !== null) };
}

/** The highest versions. */
export function newestOf({ versions }: Module, count: number): string[] {
  return [...versions].sort((a, b) => scheme.compare(b, a)).slice(0, count);
}

/** @throws UpstreamError `malformed`. */
export function mapModule(module: Module, answers: ReadonlyMap<string, VersionAnswers>): PackageRecord {
  const { document, name } = module;
  const versions = module.versions.map(number => versionOf(name, number, answers.get(number)));
  const stated = versionNumber(document.latest_version);
  const latestVersion =
    stated !== null && module.versions.includes(stated) ? stated : latestOf(versions, scheme);
  return {
    name,
    namespace: null,
    description: clean(document.description, 10_000),
    homepage: null,
    ...repositoryOf(versions, latestVersion),
    licenses: null,
    keywords: textsOf(document.tags, { count: 50, length: 100 }),
    status: null,
    downloads: null,
    fundingLinks: [],
    metadata: present({
      star_count: countOf(document.star_count),
      popularity_score: countOf(document.popularity_score),
      tags: unlessEmpty(marksOf(document.tags)),
    }),
    latestVersion,
    versions,
    versionsComplete: true,
    maintainers: null,
  };
}

function versionOf(name: string, number: string, answers: VersionAnswers | undefined): VersionRecord {
  const meta = answers?.meta ? parseJsonObject(answers.meta, `${name} ${number}`) : {};
  const graph = answers?.graph ? parseJsonObject(answers.graph, `imports of ${name} ${number}`) : null;
  const source = memberOf(meta, 'upload_options');
  return {
    number,
    publishedAt: dateOf(meta.uploaded_at),
    licenses: null,
    integrity: null,
    status: null,
    metadata: present({
      source_type: clean(memberOf(source, 'type'), 100),
      source_repository: clean(memberOf(source, 'repository'), 300),
      source_ref: clean(memberOf(source, 'ref'), 300),
    }),
    dependencies: graph === null ? null : importsOf(graph, name, number),
  };
}

/** Where the latest version was made, else the newest of which that is known. */
function repositoryOf(versions: readonly VersionRecord[], latest: string | null): ChosenRepository {
  const made = [...versions].sort(
    (a, b) => Number(b.number === latest) - Number(a.number === latest) || scheme.compare(b.number, a.number),
  );
  for (const { metadata } of made) {
    const { source_type: type, source_repository: repository } = metadata;
    if (type === 'github' && typeof repository === 'string')
      return chooseRepository(
        [],
        [['upload_options.repository', `https://github.com/${repository}`, repository]],
      );
  }
  return chooseRepository([]);
}

/** Marks of the registry, `{kind: "popularity", value: "top_1_percent"}`, as `popularity:top_1_percent`. */
function marksOf(value: unknown): string[] {
  const marks = objectsIn(value, 50).map(mark =>
    [clean(mark.kind, 50), clean(mark.value, 50)].filter(part => part !== null).join(':'),
  );
  return textsOf(marks, { count: 50, length: 110 });
}
