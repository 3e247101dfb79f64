/** What sources say of each package, side by side, and whom of them to ask about its versions. */
import type { AdvisoryRecord, AffectedPackage } from '../core/advisories.ts';
import { compareTexts } from './identifiers.ts';
import { timeOf, versionRank, versionReason } from './preference.ts';

/** What one source says of one package. */
export interface PackageStatement {
  source: string;
  /** Its records that say it. */
  records: string[];
  at: string | null;
  withdrawnAt: string | null;
  /** True for the one that answers about versions. */
  isChosen: boolean;
  /** Why it is chosen; null for the others. */
  because: string | null;
  affected: AffectedPackage[];
}

export interface MergedPackage {
  /** Our id, or the source's name of an ecosystem that we do not have. */
  ecosystem: string;
  /** Normalised by the ecosystem's rules. */
  name: string;
  isKnownEcosystem: boolean;
  /** As the chosen source writes it. */
  displayName: string;
  purl: string | null;
  /** The chosen one first. */
  statements: PackageStatement[];
}

/** The normal form of a name; for an ecosystem that is not ours (null), of its name there. */
export type NormaliseName = (ecosystem: string | null, name: string) => string;

/**
 * Packages of all records, in the order of ecosystem and name. Chosen is, among the sources whose records are not all withdrawn,
 * the database of the ecosystem itself, then GitHub's, then the first by name. Records of one source count together.
 */
export function mergePackages(records: readonly AdvisoryRecord[], normalise: NormaliseName): MergedPackage[] {
  const packages = new Map<
    string,
    { ecosystem: string | null; sources: Map<string, PackageStatement> } & MergedPackage
  >();
  for (const record of records) {
    for (const affected of record.affected) {
      const ecosystem = affected.ecosystem ?? bareName(affected);
      const name = normalise(affected.ecosystem, affected.name);
      const key = `${ecosystem}\n${name}`;
      let found = packages.get(key);
      if (!found) {
        const isKnownEcosystem = affected.ecosystem !== null;
        const { name: displayName, purl } = affected;
        found = { ecosystem, name, isKnownEcosystem, displayName, purl, statements: [], sources: new Map() };
        packages.set(key, found);
      }
      addStatement(found.sources, record, affected);
    }
  }
  return [...packages.values()]
    .map(({ sources, ...merged }) => withChoice(merged, [...sources.values()]))
    .sort((a, b) => compareTexts(a.ecosystem, b.ecosystem) || compareTexts(a.name, b.name));
}

function addStatement(
  sources: Map<string, PackageStatement>,
  record: AdvisoryRecord,
  affected: AffectedPackage,
): void {
  // A withdrawn record says nothing any more; it stands beside those that do, and not among them.
  const key = `${record.source}\n${record.withdrawnAt === null}`;
  const statement = sources.get(key);
  if (!statement) {
    sources.set(key, {
      source: record.source,
      records: [record.id],
      at: timeOf(record),
      withdrawnAt: record.withdrawnAt,
      isChosen: false,
      because: null,
      affected: [affected],
    });
    return;
  }
  if (!statement.records.includes(record.id)) statement.records.push(record.id);
  statement.at = later(statement.at, timeOf(record));
  statement.withdrawnAt = later(statement.withdrawnAt, record.withdrawnAt);
  statement.affected.push(affected);
}

function withChoice(merged: MergedPackage, statements: PackageStatement[]): MergedPackage {
  const ecosystem = merged.isKnownEcosystem ? merged.ecosystem : null;
  statements.sort(
    (a, b) =>
      Number(a.withdrawnAt !== null) - Number(b.withdrawnAt !== null) ||
      versionRank(a.source, ecosystem) - versionRank(b.source, ecosystem) ||
      compareTexts(a.source, b.source),
  );
  const [chosen, ...others] = statements as [PackageStatement, ...PackageStatement[]];
  const because =
    others.length === 0 ? 'no other source speaks of it' : versionReason(chosen.source, ecosystem);
  const first = chosen.affected[0] as AffectedPackage;
  return {
    ...merged,
    displayName: first.name,
    purl: statements.flatMap(of => of.affected).find(of => of.purl !== null)?.purl ?? null,
    statements: [{ ...chosen, isChosen: true, because }, ...others],
  };
}

/** Without the release. */
function bareName({ ecosystemName }: AffectedPackage): string {
  const colon = ecosystemName.indexOf(':');
  return colon === -1 ? ecosystemName : ecosystemName.slice(0, colon);
}

function later(a: string | null, b: string | null): string | null {
  return a === null || (b !== null && b > a) ? b : a;
}
