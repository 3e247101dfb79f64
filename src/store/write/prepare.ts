/** Turns records into rows: cleans text that PostgreSQL refuses, hashes, packs dependencies. Pure but for interning. */
import { createHash } from 'node:crypto';
import { normaliseLicenses } from '../../core/licenses/index.ts';
import type {
  DependencyRecord,
  Json,
  MaintainerRecord,
  PackageRecord,
  VersionRecord,
} from '../../core/records.ts';
import type { Queryable } from '../database.ts';
import { type PackedEdge, packEdges } from '../dependency-codec.ts';
import { internNames, internTexts } from '../interning.ts';
import type { StoredRegistry } from '../registries.ts';

/** Raise it when the stored form changes, so that unchanged records are written again. */
const FORMAT = 2;
/** Names are index keys; a B-tree entry holds about 2,700 bytes. */
const MAX_NAME_BYTES = 500;

export interface PackageWrite {
  record: PackageRecord;
  /** The package's purl, or that of one of its versions. */
  purlOf(version?: string): string;
  /** Where the facts come from. */
  source?: { url: string; sha256: string | null; etag: string | null; lastModified: string | null };
  importId?: number;
}

export interface PreparedVersion {
  number: string;
  publishedAt: string | null;
  licenses: string | null;
  integrity: string | null;
  status: string | null;
  metadata: string;
  /** null: not known; empty: none. */
  edges: PackedEdge[] | null;
  packed: Buffer | null;
}

export interface PreparedPackage {
  id: number;
  name: string;
  hash: Buffer;
  record: PackageRecord;
  normalizedLicenses: string[];
  keywords: string[];
  metadata: string;
  versions: PreparedVersion[];
  maintainers: MaintainerRecord[] | null;
  write: PackageWrite;
}

const tooLong = (text: string) =>
  text.length > MAX_NAME_BYTES / 4 && Buffer.byteLength(text) > MAX_NAME_BYTES;

/** PostgreSQL's text holds neither NUL nor lone surrogates. */
export function cleanText<T extends string | null>(text: T): T {
  if (text === null || (text.isWellFormed() && !text.includes('\u0000'))) return text;
  return text.replaceAll('\u0000', '').toWellFormed() as T;
}

/** JSON text that PostgreSQL's jsonb accepts. */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value);
  if (!text.includes('\\u') || !/\\u(?:0000|d[89a-f])/i.test(text)) return text;
  return JSON.stringify(value, (_key, inner) => (typeof inner === 'string' ? cleanText(inner) : inner));
}

/** JSON with sorted keys: equal values give equal texts. */
export function canonicalJson(value: Json | undefined): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null);
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner)}`).join(',')}}`;
}

function distinct(values: readonly string[], max: number): string[] {
  const seen = new Set<string>();
  for (const value of values) {
    const clean = cleanText(value).trim();
    if (clean !== '' && !tooLong(clean)) seen.add(clean);
    if (seen.size === max) break;
  }
  return [...seen];
}

const usable = (d: DependencyRecord) => d.name !== '' && !tooLong(d.name);
const qualifiersText = (d: DependencyRecord) => (d.qualifiers ? canonicalJson(d.qualifiers) : null);

/**
 * Prepares a batch: the last record of a name wins.
 *
 * @throws RangeError when a dependency's kind is not one of the registry's kinds.
 */
export async function preparePackages(
  db: Queryable,
  registry: StoredRegistry,
  writes: readonly PackageWrite[],
): Promise<PreparedPackage[]> {
  const byName = new Map<string, PackageWrite>();
  for (const write of writes) {
    const name = cleanText(write.record.name);
    if (name === '' || tooLong(name)) throw new RangeError(`package name of ${name.length} characters`);
    byName.set(name, write);
  }
  const names = new Set(byName.keys());
  const texts = new Set<string>();
  for (const { record } of byName.values()) {
    for (const version of record.versions) {
      for (const dependency of version.dependencies ?? []) {
        if (!usable(dependency)) continue;
        names.add(cleanText(dependency.name));
        if (dependency.requirement) texts.add(cleanText(dependency.requirement));
        const qualifiers = qualifiersText(dependency);
        if (qualifiers) texts.add(cleanText(qualifiers));
      }
    }
  }
  const nameIds = await internNames(db, registry.id, names);
  const textIds = await internTexts(db, texts);
  const bits = new Map(registry.dependencyKinds.map((kind, bit) => [kind, bit]));

  const edgeOf = (dependency: DependencyRecord): PackedEdge => {
    const kind = bits.get(dependency.kind);
    if (kind === undefined)
      throw new RangeError(`registry ${registry.name} has no dependency kind "${dependency.kind}"`);
    const qualifiers = qualifiersText(dependency);
    return {
      kind,
      optional: dependency.optional,
      alternative: dependency.alternative ?? false,
      target: nameIds.get(cleanText(dependency.name))!,
      requirement: dependency.requirement ? textIds.get(cleanText(dependency.requirement))! : 0,
      qualifiers: qualifiers ? textIds.get(cleanText(qualifiers))! : 0,
    };
  };

  const versionOf = (version: VersionRecord): PreparedVersion => {
    const edges = version.dependencies === null ? null : version.dependencies.filter(usable).map(edgeOf);
    return {
      number: cleanText(version.number),
      publishedAt: version.publishedAt,
      licenses: cleanText(version.licenses),
      integrity: cleanText(version.integrity),
      status: version.status,
      metadata: jsonText(version.metadata),
      edges,
      packed: edges === null ? null : packEdges(edges),
    };
  };

  return [...byName].map(([name, write]) => ({
    id: nameIds.get(name)!,
    name,
    hash: createHash('sha256').update(`${FORMAT}\n`).update(JSON.stringify(write.record)).digest(),
    record: write.record,
    normalizedLicenses: normaliseLicenses(write.record.licenses),
    keywords: distinct(write.record.keywords, 200),
    metadata: jsonText(write.record.metadata),
    versions: uniqueVersions(write.record.versions).map(versionOf),
    maintainers: write.record.maintainers?.filter(m => m.uuid !== '' && !tooLong(m.uuid)) ?? null,
    write,
  }));
}

function uniqueVersions(versions: readonly VersionRecord[]): VersionRecord[] {
  const byNumber = new Map<string, VersionRecord>();
  for (const version of versions) {
    const number = cleanText(version.number);
    if (number !== '' && !tooLong(number)) byNumber.set(number, version);
  }
  return [...byNumber.values()];
}
