/** Records of several sources about one vulnerability, as one advisory: each field with who says it and as of when. */
import type { AdvisoryRecord, AdvisoryReference } from '../core/advisories.ts';
import { normaliseRepositoryUrl } from '../core/repository-url.ts';
import { compareTexts, identifierKey, identifiersOf } from './identifiers.ts';
import { type MergedPackage, mergePackages, type NormaliseName } from './packages.ts';
import { byPreference, timeOf } from './preference.ts';
import { type ChosenSeverity, chooseSeverity } from './severity.ts';

/** Most references and other identifiers of one advisory; the rest is counted in `warnings`. */
const MAX_REFERENCES = 2_000;
const MAX_IDENTIFIERS = 2_000;

/** A value, whose it is and as of when. */
export interface Stated<T> {
  value: T;
  source: string;
  record: string;
  at: string | null;
}

export interface MergedAdvisory {
  /** The best of its identifiers: see `identifiersOf`. */
  uid: string;
  /** All of them, `uid` first. */
  identifiers: string[];
  /** Identifiers of vulnerabilities that it follows, or has to do with, and is not. */
  upstream: string[];
  related: string[];
  kind: AdvisoryRecord['kind'];
  title: Stated<string> | null;
  /** Markdown, unsafe. */
  details: Stated<string> | null;
  url: Stated<string> | null;
  severity: ChosenSeverity;
  cwes: string[];
  publishedAt: string | null;
  /** The latest of all records. */
  modifiedAt: string | null;
  withdrawal: Withdrawal;
  references: AdvisoryReference[];
  /** Of the first reference that certainly names one. */
  repositoryUrl: string | null;
  /** The records that it is made of, the one that speaks for it first. */
  records: RecordSummary[];
  packages: MergedPackage[];
  warnings: string[];
}

export interface Withdrawal {
  /** When the record that speaks for the advisory was withdrawn; null: it stands. */
  withdrawnAt: string | null;
  /** True where some records are withdrawn and others stand. */
  isDisputed: boolean;
}

export interface RecordSummary {
  source: string;
  id: string;
  url: string | null;
  license: string | null;
  publishedAt: string | null;
  modifiedAt: string | null;
  withdrawnAt: string | null;
  warnings: string[];
}

/**
 * Merges the records of one cluster (`clusterRecords`), at least one. The order in which they are given does not matter.
 *
 * A text or date is that of the first record that has one, in the order of `byPreference`; lists are the union in that order.
 */
export function mergeRecords(unsorted: readonly AdvisoryRecord[], normalise: NormaliseName): MergedAdvisory {
  const records = [...unsorted].sort((a, b) => compareTexts(a.source, b.source) || compareTexts(a.id, b.id));
  const identifiers = identifiersOf(records);
  const uid = identifiers[0] as string;
  const ordered = byPreference(records, uid);
  // What withdrawn records say comes after all others, but for the one that speaks.
  const standing = [
    ...ordered.filter(of => of.withdrawnAt === null),
    ...ordered.filter(of => of.withdrawnAt !== null),
  ];
  const chosen = ordered[0] as AdvisoryRecord;
  const speaking = chosen.withdrawnAt === null ? standing : [chosen, ...standing.filter(of => of !== chosen)];
  const own = new Set(identifiers.map(identifierKey));
  const warnings: string[] = [];
  const others = (list: (record: AdvisoryRecord) => readonly string[]) =>
    distinct(ordered.flatMap(list), identifierKey).filter(id => !own.has(identifierKey(id)));
  const references = distinct(
    speaking.flatMap(record => record.references),
    ({ url }) => url,
  );
  if (references.length > MAX_REFERENCES)
    warnings.push(`${references.length} references, of which ${MAX_REFERENCES} are kept`);
  const kept = references.slice(0, MAX_REFERENCES);
  return {
    uid,
    identifiers,
    upstream: others(record => record.upstream).slice(0, MAX_IDENTIFIERS),
    related: others(record => record.related).slice(0, MAX_IDENTIFIERS),
    // One that finds malice is not outvoted by others that call it a vulnerability.
    kind: records.some(({ kind }) => kind === 'malicious') ? 'malicious' : chosen.kind,
    title: firstOf(speaking, record => record.title),
    details: firstOf(speaking, record => record.details),
    url: firstOf(speaking, record => record.url),
    severity: chooseSeverity(speaking),
    cwes: distinct(
      speaking.flatMap(record => record.cwes),
      identifierKey,
    ),
    publishedAt: firstOf(speaking, record => record.publishedAt)?.value ?? null,
    modifiedAt: records.reduce<string | null>((latest, record) => {
      const at = timeOf(record);
      return latest === null || (at !== null && at > latest) ? at : latest;
    }, null),
    withdrawal: {
      withdrawnAt: chosen.withdrawnAt,
      isDisputed: records.some(of => (of.withdrawnAt === null) !== (chosen.withdrawnAt === null)),
    },
    references: kept,
    repositoryUrl: repositoryOf(kept),
    records: ordered.map(summaryOf),
    packages: mergePackages(ordered, normalise),
    warnings,
  };
}

function firstOf(
  records: readonly AdvisoryRecord[],
  field: (record: AdvisoryRecord) => string | null,
): Stated<string> | null {
  for (const record of records) {
    const value = field(record);
    if (value !== null && value !== '')
      return { value, source: record.source, record: record.id, at: timeOf(record) };
  }
  return null;
}

/** Advisories and their databases are mentioned everywhere and are not what the advisory is about. */
const DATABASES =
  /^https:\/\/github\.com\/(?:advisories|github\/advisory-database|pypa\/advisory-database|rubysec\/ruby-advisory-db|rustsec\/advisory-db|FriendsOfPHP\/security-advisories)(?:\/|$)/i;

function repositoryOf(references: readonly AdvisoryReference[]): string | null {
  const ranked = [
    ...references.filter(({ type }) => type === 'PACKAGE'),
    ...references.filter(({ type }) => type === 'FIX'),
    ...references.filter(({ type }) => type !== 'PACKAGE' && type !== 'FIX'),
  ];
  for (const { url } of ranked) {
    const found = DATABASES.test(url) ? null : normaliseRepositoryUrl(url);
    if (found !== null) return found;
  }
  return null;
}

function summaryOf(record: AdvisoryRecord): RecordSummary {
  const { source, id, url, license, publishedAt, modifiedAt, withdrawnAt, warnings } = record;
  return { source, id, url, license, publishedAt, modifiedAt, withdrawnAt, warnings };
}

function distinct<T>(list: readonly T[], keyOf: (item: T) => string): T[] {
  const found = new Map<string, T>();
  for (const item of list) {
    const key = keyOf(item);
    if (!found.has(key)) found.set(key, item);
  }
  return [...found.values()];
}
