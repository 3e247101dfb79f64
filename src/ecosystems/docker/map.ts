/** An image of Docker Hub as a record (pure). README.md says what each field comes from. */
import type { JsonObject, PackageRecord, VersionRecord } from '../../core/records.ts';
import { chooseRepository } from '../../core/repository-candidates.ts';
import { type JsonDocument, objectsIn } from '../../formats/json.ts';
import { docker as scheme } from '../../versions/schemes/docker.ts';
import { latestOf } from '../ecosystem.ts';
import { countOf, dateOf, sha256Integrity, textsOf, unlessEmpty } from '../families/registry-api/values.ts';
import { clean, present } from '../families/whole-index/text.ts';
import { isOfficial, names } from './names.ts';
import { parseBuildSource, parseRepository, parseTags } from './schema.ts';

/** Where the sources of all official images are: https://github.com/docker-library/official-images. */
const OFFICIAL = 'https://github.com/docker-library/official-images';
const MAX_IMAGES = 40;

export interface Answers {
  repository: Uint8Array;
  /** Pages of tags, in order. */
  tags: readonly Uint8Array[];
  /** Where an automated build takes its source from; null where it was not asked or not answered. */
  source: Uint8Array | null;
}

/** @throws UpstreamError `malformed`. */
export function mapImage(name: string, answers: Answers): PackageRecord {
  const document = parseRepository(answers.repository, name);
  const pages = answers.tags.map(page => parseTags(page, name));
  const versions = new Map<string, VersionRecord>();
  for (const tag of pages.flatMap(({ tags }) => tags)) {
    const record = versionRecord(tag);
    if (record !== null && !versions.has(record.number)) versions.set(record.number, record);
  }
  const all = [...versions.values()];
  const pulls = countOf(document.pull_count);
  const built = answers.source === null ? null : parseBuildSource(answers.source, name);
  return {
    name,
    namespace: names.namespace(name),
    description: clean(document.description, 10_000),
    homepage: null,
    ...chooseRepository([], isOfficial(name) ? [['name', OFFICIAL, name]] : [['source', built]]),
    licenses: null,
    keywords: textsOf(
      objectsIn(document.categories, 100).map(category => category.name),
      { count: 100, length: 200 },
    ),
    status: null,
    downloads: pulls === null ? null : { count: pulls, period: 'total' },
    fundingLinks: [],
    metadata: present({
      star_count: countOf(document.star_count),
      last_updated: dateOf(document.last_updated),
      date_registered: dateOf(document.date_registered),
      official: isOfficial(name) || null,
      private: document.is_private === true || null,
    }),
    latestVersion: latestOf(all, scheme),
    versions: all,
    versionsComplete: pages.length > 0 && pages.at(-1)?.hasMore === false,
    maintainers: null,
  };
}

/** Null for what is no tag. */
function versionRecord(tag: JsonDocument): VersionRecord | null {
  const number = clean(tag.name, 128);
  if (number === null || number !== tag.name || !scheme.isValid(number)) return null;
  return {
    number,
    publishedAt: dateOf(tag.last_updated),
    licenses: null,
    integrity: sha256Integrity(tag.digest),
    status: null,
    metadata: present({ images: unlessEmpty(imagesOf(tag.images)), full_size: countOf(tag.full_size) }),
    dependencies: null,
  };
}

/** One for each platform. */
function imagesOf(value: unknown): JsonObject[] {
  return objectsIn(value, MAX_IMAGES).map(image =>
    present({
      architecture: clean(image.architecture, 50),
      variant: clean(image.variant, 50),
      os: clean(image.os, 50),
      digest: clean(image.digest, 100),
      size: countOf(image.size),
    }),
  );
}
