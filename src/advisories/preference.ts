/** Whom to believe where sources differ, as rules that can be told. */
import type { AdvisoryRecord } from '../core/advisories.ts';
import { compareTexts, identifierKey, isCve } from './identifiers.ts';

/** Databases that the people of an ecosystem keep for it: of its versions they know most. */
const OWN: Readonly<Record<string, string>> = {
  alpine: 'alpine',
  cpan: 'cpansa',
  cargo: 'rustsec',
  debian: 'debian',
  go: 'go',
  hackage: 'haskell',
  hex: 'erlef',
  julia: 'julia',
  opam: 'opam',
  pypi: 'pypa',
  rubygems: 'rubysec',
  ubuntu: 'ubuntu',
};

/** When a record was last changed, as it says itself; null where it does not. */
export function timeOf(record: Pick<AdvisoryRecord, 'modifiedAt' | 'publishedAt'>): string | null {
  return record.modifiedAt ?? record.publishedAt;
}

/**
 * The records of an advisory, the one that speaks for it first: that of the advisory's own identifier; then GitHub's, then those
 * that have a CVE, then others; each time those that are not withdrawn before those that are; then by source and identifier.
 */
export function byPreference(records: readonly AdvisoryRecord[], uid: string): AdvisoryRecord[] {
  const own = identifierKey(uid);
  const rank = (record: AdvisoryRecord) => {
    if (record.source === 'ghsa') return 0;
    return record.aliases.some(isCve) || isCve(record.id) ? 1 : 2;
  };
  return [...records].sort(
    (a, b) =>
      Number(identifierKey(b.id) === own) - Number(identifierKey(a.id) === own) ||
      rank(a) - rank(b) ||
      Number(a.withdrawnAt !== null) - Number(b.withdrawnAt !== null) ||
      compareTexts(a.source, b.source) ||
      compareTexts(a.id, b.id),
  );
}

/** How much a source is believed about the versions of an ecosystem: lower is more. */
export function versionRank(source: string, ecosystem: string | null): number {
  if (ecosystem !== null && Object.hasOwn(OWN, ecosystem) && OWN[ecosystem] === source) return 0;
  return source === 'ghsa' ? 1 : 2;
}

/** The rank in words. */
export function versionReason(source: string, ecosystem: string | null): string {
  return [
    `${source} is the database that ${ecosystem} keeps itself`,
    'no database of the ecosystem itself speaks of it: GitHub reviews the versions of its advisories',
    'neither the ecosystem nor GitHub speaks of it: the first by name of the other sources',
  ][versionRank(source, ecosystem)] as string;
}
