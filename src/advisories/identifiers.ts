/** Identifiers of vulnerabilities: when two are the same, and which one an advisory is called by. */
import type { AdvisoryRecord } from '../core/advisories.ts';

/** Aliases of one record that join it to others. More is no alias list but an attack or a mistake; the rest still leads to it. */
const MAX_JOINING = 100;

/** Equal for the same identifier in any case. */
export function identifierKey(id: string): string {
  return id.trim().toUpperCase();
}

/**
 * What a record is joined to others by: its identifier and its aliases, each once. `upstream` and `related` are others. A record that
 * names several CVEs is about several vulnerabilities, whatever its list is called: it is joined by its own identifier alone, or it
 * would make one of all that it names. Its aliases still lead to it.
 */
export function joiningKeys(record: Pick<AdvisoryRecord, 'id' | 'aliases'>): string[] {
  const own = identifierKey(record.id);
  return isCollective(record) ? [own] : distinctKeys(record);
}

/** True for a record that names several CVEs. */
export function isCollective(record: Pick<AdvisoryRecord, 'id' | 'aliases'>): boolean {
  return distinctKeys(record).filter(isCve).length > 1;
}

function distinctKeys({ id, aliases }: Pick<AdvisoryRecord, 'id' | 'aliases'>): string[] {
  return [...new Set([id, ...aliases.slice(0, MAX_JOINING)].map(identifierKey))].filter(Boolean);
}

export function isCve(id: string): boolean {
  return id.slice(0, 4).toUpperCase() === 'CVE-';
}

/** GHSA first, as the original API names advisories by it; then CVE; then those of other databases. */
function rankOf(id: string): number {
  if (id.slice(0, 5).toUpperCase() === 'GHSA-') return 0;
  return isCve(id) ? 1 : 2;
}

interface Candidate {
  text: string;
  key: string;
  isRecord: boolean;
  /** Named by a collective record only: there may be an advisory of its own. */
  isForeign: boolean;
  isWithdrawn: boolean;
  publishedAt: string;
}

/**
 * All identifiers of records that are about the same, the best first: GHSA before CVE before others; of one kind, those that are not
 * withdrawn, those that a record has as its own, those published first, and by their text. What only records name that are about
 * several vulnerabilities comes last.
 */
export function identifiersOf(records: readonly AdvisoryRecord[]): string[] {
  const found = new Map<string, Candidate>();
  for (const record of [...records].sort((a, b) => Number(isCollective(a)) - Number(isCollective(b)))) {
    const { id, aliases, withdrawnAt, publishedAt } = record;
    for (const text of [id, ...aliases.slice(0, MAX_JOINING)]) {
      const key = identifierKey(text);
      if (key === '') continue;
      const isRecord = text === id;
      const before = found.get(key);
      // What the record of that identifier says of it counts more than who else names it.
      if (before && !before.isForeign && !isRecord && isCollective(record)) continue;
      if (before && (before.isRecord || !isRecord) && !(before.isRecord === isRecord && before.isWithdrawn))
        continue;
      found.set(key, {
        text: text.trim(),
        key,
        isRecord,
        isForeign: !isRecord && isCollective(record),
        isWithdrawn: withdrawnAt !== null,
        publishedAt: (isRecord ? publishedAt : null) ?? '9999',
      });
    }
  }
  return [...found.values()].sort(compareCandidates).map(({ text }) => text);
}

function compareCandidates(a: Candidate, b: Candidate): number {
  return (
    Number(a.isForeign) - Number(b.isForeign) ||
    rankOf(a.text) - rankOf(b.text) ||
    Number(a.isWithdrawn) - Number(b.isWithdrawn) ||
    Number(b.isRecord) - Number(a.isRecord) ||
    compareTexts(a.publishedAt, b.publishedAt) ||
    compareTexts(a.key, b.key)
  );
}

/** By UTF-16 code units. */
export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
