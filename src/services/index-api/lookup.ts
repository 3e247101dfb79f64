/**
 * Many purls at once: each gets its own answer, in the order given, and none is dropped. Packages that are not in the index
 * are fetched while the caller waits when they are few, else queued and called pending.
 */

import { purlOf } from '../../ecosystems/ecosystem.ts';
import type { Candidate } from '../packages/public.ts';
import { type FetchState, fetchUnknown, type LookupContext } from './lookup-fetch.ts';
import { findPackages, findVersions, keyOf, type VersionRow } from './lookup-queries.ts';
import { type Target, targetOf } from './lookup-targets.ts';
import type { LookupRow, LookupVersion } from './schemas.ts';
import { type SummaryRow, summaryOf } from './summary.ts';

type Candidates = Extract<Target, { kind: 'candidates' }>;

interface Facts {
  found: Map<string, SummaryRow>;
  versions: Map<string, VersionRow>;
  states: Map<string, FetchState>;
}

/**
 * @param options.sync false: nothing is fetched or queued.
 * @returns one row for each text, in its order.
 */
export async function lookupPurls(
  context: LookupContext,
  texts: readonly string[],
  options: { sync?: boolean } = {},
): Promise<LookupRow[]> {
  const { db, directory } = context;
  const sync = options.sync !== false;
  const targets = texts.map(text => targetOf(directory, text));
  const named = targets.filter(target => target.kind === 'candidates');
  const found = await findPackages(
    db,
    named.flatMap(target => target.candidates),
  );

  const unknown = named.map(t => principal(t)).filter(c => c !== null && !found.has(keyOf(c))) as Candidate[];
  const states = sync ? await fetchUnknown(context, unknown) : new Map<string, FetchState>();
  const fetched = unknown.filter(candidate => states.get(keyOf(candidate)) === 'indexed');
  for (const [key, row] of await findPackages(db, fetched)) found.set(key, row);

  const versions = await findVersions(
    db,
    named.flatMap(target => versionsWanted(target, found)),
  );
  const rows = targets.map((target, index) =>
    rowOf(context, texts[index] as string, target, { found, versions, states }),
  );
  if (sync) await refreshOutdated(context, targets, rows);
  return rows;
}

/** The candidate that the purl means by itself: in its type's default registry, or in the only one there is. */
function principal({ candidates }: Candidates): Candidate | null {
  return (
    candidates.find(({ registry }) => registry.isDefault) ?? (candidates.length === 1 ? candidates[0]! : null)
  );
}

function versionsWanted({ candidates, version }: Candidates, found: Map<string, SummaryRow>) {
  if (version === null) return [];
  return candidates
    .map(candidate => found.get(keyOf(candidate)))
    .filter(row => row !== undefined)
    .map(row => ({ packageId: row.id, number: version }));
}

function rowOf(context: LookupContext, purl: string, target: Target, facts: Facts): LookupRow {
  if (target.kind === 'invalid') return { purl, status: 'invalid', error: target.error };
  if (target.kind === 'nowhere') return { purl, status: 'missing', reason: target.reason };

  const { found, versions, states } = facts;
  const { candidates, version } = target;
  const first = principal(target);
  const state = first ? states.get(keyOf(first)) : undefined;
  if (
    first &&
    !found.has(keyOf(first)) &&
    state !== undefined &&
    state !== 'missing' &&
    state !== 'indexed'
  ) {
    return { purl, status: 'pending', reason: state };
  }

  const held = candidates.filter(candidate => found.has(keyOf(candidate)));
  if (held.length === 0) return { purl, status: 'missing', reason: absenceOf(first, state) };
  const versionIn = (candidate: Candidate) => versions.get(`${found.get(keyOf(candidate))?.id}@${version}`);
  const withVersion = version === null ? [] : held.filter(versionIn);
  const pool = withVersion.length > 0 ? withVersion : held;
  const chosen = pool.find(({ registry }) => registry.isDefault) ?? (pool.length === 1 ? pool[0] : undefined);
  if (!chosen) {
    const named = pool.map(({ registry, name }) => ({
      registry: registry.name,
      purl: purlOf(registry, name, version),
    }));
    return { purl, status: 'ambiguous', candidates: named };
  }

  const row = found.get(keyOf(chosen)) as SummaryRow;
  const summary = summaryOf(row, chosen.registry, context.siteUrl);
  if (version === null) return { purl, status: 'matched', package: summary };
  const stored = versionIn(chosen);
  if (!stored) return { purl, status: 'missing', reason: 'version', package: summary };
  return { purl, status: 'matched', package: summary, version: versionOf(stored, row, chosen) };
}

/** Nobody asked the registry, or it said no: those are two answers. */
function absenceOf(first: Candidate | null, state: FetchState | undefined): string {
  return state === 'missing' || first?.registry.definition.connector.mode === 'batch'
    ? 'not-in-registry'
    : 'not-indexed';
}

function versionOf(stored: VersionRow, row: SummaryRow, { registry }: Candidate): LookupVersion {
  return {
    purl: purlOf(registry, row.name, stored.number),
    number: stored.number,
    published_at: stored.publishedAt,
    licenses: stored.licenses,
    integrity: stored.integrity,
    status: stored.status,
    latest: stored.number === row.latestVersion,
  };
}

/** A version that is not known may be newer than what is: so many packages of a batch are asked for again. */
const MAX_REFRESHED = 20;

async function refreshOutdated(context: LookupContext, targets: Target[], rows: LookupRow[]): Promise<void> {
  const outdated = new Map<string, Candidate>();
  for (const [index, row] of rows.entries()) {
    const target = targets[index];
    if (row.reason !== 'version' || target?.kind !== 'candidates') continue;
    const candidate = target.candidates.find(({ registry }) => registry.name === row.package?.registry);
    if (candidate?.registry.definition.connector.mode === 'package')
      outdated.set(keyOf(candidate), candidate);
  }
  const first = [...outdated.values()].slice(0, MAX_REFRESHED);
  await Promise.all(first.map(({ registry, name }) => context.sync.refresh(registry, name)));
}
