/** The dependencies of a job as CSV (https://www.rfc-editor.org/rfc/rfc4180), one a line. */
import type { Manifest } from '../../reading/manifests/index.ts';

const COLUMNS = [
  'ecosystem',
  'path',
  'kind',
  'name',
  'requirement',
  'type',
  'direct',
  'optional',
  'local',
  'alias',
  'source',
  'integrity',
  'condition',
] as const;

/** Manifests that could not be read have no line. What is not known is empty. */
export function* dependenciesCsv(manifests: readonly Manifest[]): Generator<string> {
  yield line(COLUMNS);
  for (const { ecosystem, path, kind, dependencies } of manifests) {
    for (const each of dependencies ?? [])
      yield line(
        COLUMNS.map(column => {
          if (column === 'ecosystem') return ecosystem;
          if (column === 'path') return path;
          if (column === 'kind') return kind;
          const value = each[column];
          return value === null || value === undefined ? '' : String(value);
        }),
      );
  }
}

const line = (cells: readonly string[]) => `${cells.map(cell).join(',')}\r\n`;

/**
 * Quoted where it must be. What a spreadsheet would run as a formula gets an apostrophe before it; `=1.2`, `@scope/name` and `-`
 * are no formulas that call anything, and stay as they are.
 */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) && /[(|!]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
