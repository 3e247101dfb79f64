/** Packages as the universe keeps them, and as they were on a day. */
import type { VersionRules } from '../../ecosystems/ecosystem.ts';
import type { Candidate, UniversePackage } from '../../resolving/types.ts';
import type { StoredUniversePackage, UniverseVersion } from '../../store/universe.ts';
import { latest } from '../../versions/order.ts';

/** A package as it is kept: all its versions in order. */
export interface KeptPackage {
  id: number;
  name: string;
  whole: UniversePackage;
  bytes: number;
}

/** @param rules the ecosystem's order of versions. */
export function keptOf(
  { id, name, status, latest: newest, metadata, versions, bytes }: StoredUniversePackage,
  rules: VersionRules,
): KeptPackage {
  const sorted = [...versions].sort(
    (a, b) => rules.compare(a.number, b.number) || (a.number < b.number ? -1 : 1),
  );
  return { id, name, bytes, whole: { name, metadata, status, latest: newest, versions: sorted } };
}

/**
 * The package as it was. A version without a date counts as published when the dated ones below it were: it is hidden where
 * a lower one is, else shown. The dates of a mirror that gives when it fetched (`mirrored_dates`) say that a version was there by
 * then, and not that it was not there before.
 */
export function asOf(
  { whole }: KeptPackage,
  before: number,
  rules: VersionRules,
  undated: Set<string>,
): UniversePackage {
  let isHidden = false;
  let isUndated = false;
  const isMirrored = whole.metadata.mirrored_dates === true;
  const versions: Candidate[] = [];
  for (const version of whole.versions) {
    const { publishedMs } = version as UniverseVersion;
    const at = isMirrored && publishedMs !== null && publishedMs > before ? null : publishedMs;
    if (at === null ? isHidden : at > before) {
      isHidden = true;
      continue;
    }
    isUndated ||= at === null;
    versions.push(version);
  }
  if (isUndated) undated.add(whole.name);
  if (versions.length === whole.versions.length) return whole;
  const newest = versions.some(({ number }) => number === whole.latest)
    ? whole.latest
    : latest(rules, versions);
  return { ...whole, versions, latest: newest };
}
