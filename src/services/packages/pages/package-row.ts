/** A package as a row of a list. */
import type { RowItem } from '../../../ui/components/rows.tsx';
import { countOf } from '../../../ui/format/numbers.ts';
import { paths } from '../../../ui/paths.ts';
import type { PackageRow } from '../queries/package-row.ts';

/** Declared licences can be whole texts; a row has room for a short one. */
const LONGEST_LICENCE = 40;

/** @param tag shown beside the name, such as the registry where a list holds several. */
export function packageRow(registry: string, row: PackageRow, tag?: string): RowItem {
  return {
    title: row.name,
    href: paths.package(registry, row.name),
    version: row.latestVersion,
    tag,
    status: row.status,
    text: row.description,
    meta: [usedBy(row), row.licenses && row.licenses.length <= LONGEST_LICENCE ? row.licenses : null],
  };
}

export function usedBy(row: PackageRow): string | null {
  return row.dependentPackagesCount ? countOf(row.dependentPackagesCount, 'dependent') : null;
}
